import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { hasConditions } from '../../../../shared/domain/decisions/decision.ts';
import {
  type DecisionOutcome,
  decisionOutcomes,
  decisionOutcomesOf,
} from '../../../../shared/domain/decisions/decision-outcomes.ts';
import { about, each, longTitle, type Samples } from '../../sample.ts';

const decision: NoticeData<'decision-recorded'> = {
  ...about,
  outcome: 'endorse-with-conditions',
  recommended: 'endorse-with-conditions',
  departs: false,
  conditions: 2,
  endorsement: null,
};

const isOfGateway = (outcome: DecisionOutcome) => decisionOutcomesOf.gateway.some((one) => one === outcome);

export const samples: Samples<'decision-recorded'> = {
  ...each(decisionOutcomes, (outcome) => ({
    ...decision,
    outcome,
    ...(isOfGateway(outcome) && {
      criteriaSetKind: 'gateway' as const,
      recommended: 'go-ahead-with-conditions' as const,
    }),
    departs: !hasConditions(outcome),
    conditions: hasConditions(outcome) ? 2 : 0,
  })),
  'after an endorsement that stands no more': {
    ...decision,
    outcome: 'do-not-endorse',
    departs: true,
    conditions: 0,
    endorsement: { becomes: 'suspended', until: '2027-01-31', specificationVersion: 1 },
  },
  'of what takes the place of an endorsement': {
    ...decision,
    endorsement: { becomes: 'replaced', until: null, specificationVersion: 1 },
  },
  'one condition after a hold, long title': {
    ...decision,
    ...longTitle,
    recommended: 'hold',
    departs: true,
    conditions: 1,
  },
};
