import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const replaced = 'National guidance has replaced the specification.';
const elsewhere = 'The need for it is met elsewhere.';

export const samples: Samples<'endorsement-withdrawn'> = {
  'to the Centre': { ...about, isGateway: false, reason: replaced, audience: 'centre' },
  'to the Centre, after the gateway': {
    ...longTitle,
    isGateway: true,
    reason: `${elsewhere}\nThe Oversight Group was consulted.`,
    audience: 'centre',
  },
  'to the developer': {
    ...ownCriteria,
    isGateway: false,
    reason: `${replaced}\n\nYou are welcome to send a new version for review.`,
    audience: 'developer',
  },
  'to the developer, after the gateway': {
    ...longTitle,
    isGateway: true,
    reason: elsewhere,
    audience: 'developer',
  },
};
