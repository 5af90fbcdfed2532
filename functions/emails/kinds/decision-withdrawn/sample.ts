import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const replaced = 'National guidance has replaced the specification.';
const elsewhere = 'The need for it is met elsewhere.';

export const samples: Samples<'decision-withdrawn'> = {
  'to the Centre': { ...about, reason: replaced, wasInRegister: true, audience: 'centre' },
  'to the Centre, before its letter': {
    ...about,
    reason: replaced,
    wasInRegister: false,
    audience: 'centre',
  },
  'to the Centre, after the gateway': {
    ...longTitle,
    criteriaSetKind: 'gateway',
    reason: `${elsewhere}\nThe Oversight Group was consulted.`,
    wasInRegister: false,
    audience: 'centre',
  },
  'to the developer': {
    ...ownCriteria,
    reason: `${replaced}\n\nYou are welcome to send a new version for review.`,
    wasInRegister: true,
    audience: 'developer',
  },
  'to the developer, after the gateway': {
    ...longTitle,
    criteriaSetKind: 'gateway',
    reason: elsewhere,
    wasInRegister: false,
    audience: 'developer',
  },
};
