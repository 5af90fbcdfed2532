import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

export const samples: Samples<'round-closed'> = {
  'closed, submitted': { ...about, how: 'closed', hasSubmitted: true },
  'closed, not submitted': { ...ownCriteria, how: 'closed', hasSubmitted: false },
  'cancelled, submitted': { ...about, how: 'cancelled', hasSubmitted: true },
  'cancelled, not submitted': { ...longTitle, how: 'cancelled', hasSubmitted: false },
};
