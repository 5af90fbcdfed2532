import { about, type Kind, toRound, typed } from '../../kind.ts';

export const kind: Kind<'suspension-lifted'> = {
  name: 'Suspension lifted',
  audience: ({ audience }) => audience,
  values: (data) => ({
    ...about(data),
    outcome: 'The endorsement stands again',
    reason: typed(data.reason),
    'it goes to the developer': data.audience === 'developer',
  }),
  action: (data, places) => (data.audience === 'developer' ? null : toDecision(data, places)),
  kept: ['outcome', 'reason'],
};

const toDecision = toRound('/decision', 'See the decision');
