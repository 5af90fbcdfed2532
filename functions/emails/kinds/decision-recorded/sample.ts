import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { decisionOutcomes } from '../../../../shared/domain/decisions/decision.ts';
import { about, each, longTitle, type Samples } from '../../sample.ts';

const decision: NoticeData<'decision-recorded'> = {
  ...about,
  outcome: 'endorse-with-conditions',
  recommended: 'endorse-with-conditions',
  departs: false,
  conditions: 2,
};

export const samples: Samples<'decision-recorded'> = {
  ...each(decisionOutcomes, (outcome) => ({
    ...decision,
    outcome,
    departs: outcome !== decision.recommended,
    conditions: outcome === 'endorse-with-conditions' ? 2 : 0,
  })),
  'one condition after a hold, long title': {
    ...decision,
    ...longTitle,
    recommended: 'hold',
    departs: true,
    conditions: 1,
  },
};
