import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const replaced = 'National guidance has replaced the specification.';
const elsewhere = 'The need for it is met elsewhere.';

export const samples: Samples<'decision-withdrawn'> = {
  'to the Centre': { ...about, reason: replaced, wasTold: true, audience: 'centre' },
  'to the Centre, before its letter': {
    ...about,
    reason: replaced,
    wasTold: false,
    audience: 'centre',
  },
  'to the developer, who knows of no decision': {
    ...ownCriteria,
    reason: replaced,
    wasTold: false,
    audience: 'developer',
  },
  'to the Centre, after the gateway': {
    ...longTitle,
    criteriaSetKind: 'gateway',
    reason: `${elsewhere}\nThe Oversight Group was consulted.`,
    wasTold: false,
    audience: 'centre',
  },
  'to the developer': {
    ...ownCriteria,
    reason: `${replaced}\n\nYou are welcome to send a new version for review.`,
    wasTold: true,
    audience: 'developer',
  },
  'to the developer, after the gateway': {
    ...longTitle,
    criteriaSetKind: 'gateway',
    reason: elsewhere,
    wasTold: true,
    audience: 'developer',
  },
};
