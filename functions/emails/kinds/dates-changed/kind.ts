import { about, dates, type Kind, toReviews } from '../../kind.ts';

export const kind: Kind<'dates-changed'> = {
  name: 'Dates changed',
  audience: 'reviewer',
  values: (data) => ({ ...about(data), ...dates(data), 'the round is open again': data.isOpenAgain }),
  action: toReviews,
};
