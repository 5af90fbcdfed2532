import type { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { extendCondition, fulfilCondition, takeBackFulfilment } from './conditions.ts';
import { decide } from './decide.ts';
import { liftSuspension, suspendEndorsement, withdrawDecision } from './endorsement.ts';
import { rewordCondition } from './reword-condition.ts';
import { answerDecision } from './view.ts';

/** The Centre’s decision on a round, and what follows from it. */
export const deciding = (services: Services): UseCases<typeof decisionOperations> => ({
  decide: decide(services),
  getDecision: ({ of: { roundId } }) => answerDecision(services, roundId),
  fulfilCondition: fulfilCondition(services),
  extendCondition: extendCondition(services),
  takeBackFulfilment: takeBackFulfilment(services),
  rewordCondition: rewordCondition(services),
  suspendEndorsement: suspendEndorsement(services),
  liftSuspension: liftSuspension(services),
  withdrawDecision: withdrawDecision(services),
});
