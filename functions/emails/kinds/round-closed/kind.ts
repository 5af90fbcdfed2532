import { dueEntry } from '../../../words/calendar-file.ts';
import { about, type Kind } from '../../kind.ts';

export const kind: Kind<'round-closed'> = {
  name: 'Round closed',
  audience: 'reviewer',
  calendar: (data, { roundId, origin, changedAt }) =>
    data.how === 'closed' && data.hasSubmitted
      ? []
      : [dueEntry({ ...data, roundId }, null, { changedAt, origin })],
  values: (data) => ({
    ...about(data),
    'the round is cancelled': data.how === 'cancelled',
    outcome: data.how === 'cancelled' ? 'cancelled' : 'closed',
    'they have submitted': data.hasSubmitted,
  }),
  kept: ['outcome'],
};
