import { dueEntry } from '../../../words/calendar-file.ts';
import { about, dates, type Kind, toReviews } from '../../kind.ts';

export const kind: Kind<'dates-changed'> = {
  name: 'Dates changed',
  audience: 'reviewer',
  calendar: (data, { roundId, origin, changedAt }) => [
    dueEntry({ ...data, roundId }, data.reviewsDue, { changedAt, origin }),
  ],
  values: (data) => ({ ...about(data), ...dates(data), 'the round is open again': data.isOpenAgain }),
  action: toReviews,
  kept: ['specification', 'time reviews are due', 'time the round closes'],
};
