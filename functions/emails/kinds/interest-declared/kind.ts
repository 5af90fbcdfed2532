import { about, type Kind, toRound } from '../../kind.ts';

export const kind: Kind<'interest-declared'> = {
  name: 'Interest to resolve',
  audience: 'centre',
  values: about,
  action: toRound('', 'Look at the declaration'),
};
