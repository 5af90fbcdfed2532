import { about, type Kind } from '../../kind.ts';

export const kind: Kind<'round-closed'> = {
  name: 'Round closed',
  audience: 'reviewer',
  values: (data) => ({
    ...about(data),
    'the round is cancelled': data.how === 'cancelled',
    'they have submitted': data.hasSubmitted,
  }),
};
