import { about, type Kind, toReviews } from '../../kind.ts';

export const kind: Kind<'declaration-received'> = {
  name: 'Declaration received',
  audience: 'reviewer',
  values: about,
  action: toReviews,
};
