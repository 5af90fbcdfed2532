import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const reason = 'Supervisors are in place at all three sites.';

export const samples: Samples<'suspension-lifted'> = {
  'to the Centre': { ...about, reason, audience: 'centre' },
  'to the developer': { ...ownCriteria, reason, audience: 'developer' },
  'to the developer, long title': { ...longTitle, reason, audience: 'developer' },
};
