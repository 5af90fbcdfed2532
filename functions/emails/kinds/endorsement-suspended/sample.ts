import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const reason = 'The course no longer has supervisors at two of its three sites.';

export const samples: Samples<'endorsement-suspended'> = {
  'to the Centre': { ...about, reason, reconsiderBy: '2027-01-31', isExtension: false, audience: 'centre' },
  'to the developer': {
    ...ownCriteria,
    reason: `${reason}\n\nTell the Centre when they are in place.`,
    reconsiderBy: '2027-01-31',
    isExtension: false,
    audience: 'developer',
  },
  'to the developer, of one that is extended, long title': {
    ...longTitle,
    reason,
    reconsiderBy: '2027-01-31',
    isExtension: true,
    audience: 'developer',
  },
};
