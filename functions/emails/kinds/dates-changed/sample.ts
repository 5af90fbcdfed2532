import { about, dates, ownCriteria, type Samples } from '../../sample.ts';

export const samples: Samples<'dates-changed'> = {
  'new dates': { ...about, ...dates, isOpenAgain: false },
  'open again': { ...ownCriteria, ...dates, isOpenAgain: true },
};
