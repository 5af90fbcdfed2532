import { offPanelEntries } from '../../../words/calendar-file.ts';
import { about, dates, type Kind, toReviews } from '../../kind.ts';

export const kind: Kind<'declaration-resolved'> = {
  name: 'Declaration resolved',
  audience: 'reviewer',
  calendar: (data, { roundId, origin, changedAt }) =>
    data.resolution === 'recused' ? offPanelEntries({ ...data, roundId }, { changedAt, origin }) : [],
  values: (data) => ({
    ...about(data),
    ...dates(data),
    'they can review': data.resolution === 'cleared',
    outcome: data.resolution === 'cleared' ? 'You can do this review' : 'You will not do this review',
  }),
  action: (data, places) => (data.resolution === 'cleared' ? toReviews(data, places) : null),
  kept: ['outcome'],
};
