import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const reason = 'The course no longer has supervisors at two of its three sites.';

export const samples: Samples<'endorsement-suspended'> = {
  'to the Centre': { ...about, reason, reconsiderBy: '2027-01-31', before: null, audience: 'centre' },
  'to the developer': {
    ...ownCriteria,
    reason: `${reason}\n\nTell the Centre when they are in place.`,
    reconsiderBy: '2027-01-31',
    before: null,
    audience: 'developer',
  },
  'to the developer, of one that is extended, long title': {
    ...longTitle,
    reason,
    reconsiderBy: '2027-01-31',
    before: '2026-12-31',
    audience: 'developer',
  },
  'to the developer, of one that is shortened': {
    ...about,
    reason,
    reconsiderBy: '2027-01-31',
    before: '2027-03-31',
    audience: 'developer',
  },
  'to the Centre, of one that stays suspended': {
    ...about,
    reason,
    reconsiderBy: '2027-01-31',
    before: '2027-01-31',
    audience: 'centre',
  },
};
