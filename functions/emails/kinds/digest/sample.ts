import { digestCounts } from '../../../../shared/contract/notices/kinds.ts';
import { each, type Samples } from '../../sample.ts';

const things = digestCounts.keyof().options;
const nothing = each(things, () => 0);

export const samples: Samples<'digest'> = {
  'something of everything': {
    week: '2026-08-03',
    counts: {
      ...each(things, () => 1),
      roundsClosing: 3,
      reviewsOverdue: 5,
      toDecide: 2,
      endorsementsToReview: 2,
    },
    more: false,
  },
  'one thing': { week: '2026-08-10', counts: { ...nothing, toDecide: 1 }, more: false },
  'more than is counted': {
    week: '2026-09-28',
    counts: { ...nothing, reviewsOverdue: 100, roundsClosing: 12 },
    more: true,
  },
  nothing: { week: '2026-12-21', counts: nothing, more: false },
};
