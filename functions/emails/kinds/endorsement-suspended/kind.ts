import { about, day, type Kind, toRound, typed } from '../../kind.ts';

export const kind: Kind<'endorsement-suspended'> = {
  name: 'Endorsement suspended',
  audience: ({ audience }) => audience,
  values: (data) => ({
    ...about(data),
    reason: typed(data.reason),
    'day it is considered again': day(data.reconsiderBy),
    'it stood': data.before === null,
    'it is longer': data.before !== null && data.before < data.reconsiderBy,
    'it is shorter': data.before !== null && data.before > data.reconsiderBy,
    'it goes to the developer': data.audience === 'developer',
  }),
  action: (data, places) => (data.audience === 'developer' ? null : toDecision(data, places)),
  kept: ['reason', 'day it is considered again'],
};

const toDecision = toRound('/decision', 'See the decision');
