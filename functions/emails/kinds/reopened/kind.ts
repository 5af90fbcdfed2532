import { dueEntry } from '../../../words/calendar-file.ts';
import { about, dates, type Kind, toReviews, typed } from '../../kind.ts';

export const kind: Kind<'reopened'> = {
  name: 'Review reopened',
  audience: 'reviewer',
  calendar: (data, { roundId, origin, changedAt }) => [
    dueEntry({ ...data, roundId }, data.reviewsDue, { changedAt, origin }),
  ],
  values: (data) => ({ ...about(data), ...dates(data), reason: typed(data.reason) }),
  action: toReviews,
  kept: ['reason'],
};
