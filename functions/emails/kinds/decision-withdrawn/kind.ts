import { about, type Kind, toRound, typed } from '../../kind.ts';

export const kind: Kind<'decision-withdrawn'> = {
  name: 'Decision withdrawn',
  audience: ({ audience }) => audience,
  values: (data) => ({
    ...about(data),
    'it is the gateway': data.criteriaSetKind === 'gateway',
    'the developer knew of it': data.wasTold,
    'it is news to its recipient': data.audience === 'developer' && !data.wasTold,
    outcome:
      data.audience === 'developer' && !data.wasTold
        ? 'Decision withdrawn'
        : data.criteriaSetKind === 'gateway'
          ? 'Go-ahead withdrawn'
          : 'Endorsement withdrawn',
    reason: typed(data.reason),
    'it goes to the developer': data.audience === 'developer',
  }),
  action: (data, places) => (data.audience === 'developer' ? null : toDecision(data, places)),
  kept: ['outcome', 'reason'],
};

const toDecision = toRound('/decision', 'See the decision');
