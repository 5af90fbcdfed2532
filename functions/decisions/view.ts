import type * as z from 'zod';
import type { decisionView as view } from '../../shared/contract/decisions/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isEndorsement, isOfGateway } from '../../shared/domain/decisions/decision.ts';
import { getEndorsement } from '../register/storage.ts';
import { notFound, type Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { type DecisionRead, getDecision, listConditions } from './storage.ts';
import type { ConditionItem, DecisionItem } from './stored-decision.ts';

type DecisionView = z.output<typeof view>;

const conditionView = ({
  number,
  text,
  criteria,
  owner,
  due,
  fulfilled,
  extensions,
  takenBack,
}: ConditionItem) => ({
  number,
  text,
  criteria,
  owner,
  due,
  fulfilled,
  extensions,
  takenBack,
});

/** Where an endorsement is in the public register, or was; null for a decision that endorses nothing. */
function registerOf({
  outcome,
  enteredAt,
  replaced,
  withdrawn,
  suspended,
}: DecisionItem): DecisionView['register'] {
  if (!isEndorsement(outcome)) return null;
  if (replaced !== null) return 'replaced';
  if (withdrawn !== null) return enteredAt === null ? 'never' : 'withdrawn';
  if (enteredAt === null) return 'not-yet';
  return suspended === null ? 'endorsed' : 'suspended';
}

/** A decision as it is shown, with where its conditions stand, and whether it does. */
export const decisionView = ({ decision, conditions }: DecisionRead): DecisionView => ({
  roundId: decision.roundId,
  specificationId: decision.specificationId,
  specificationVersion: decision.specificationVersion,
  outcome: decision.outcome,
  reason: decision.reason,
  message: decision.message,
  recommended: decision.recommended,
  recommendationNumber: decision.recommendationNumber,
  departs: decision.departs,
  conditions: conditions.map(conditionView),
  reviewBy: decision.reviewBy,
  intervention: decision.intervention,
  decidedAt: decision.decidedAt,
  decidedBy: decision.decidedBy,
  ...(!isOfGateway(decision.outcome) && { endorsement: decision.endorsement }),
  register: registerOf(decision),
  suspended: decision.suspended,
  withdrawn: decision.withdrawn,
  replaced: decision.replaced,
  version: decision.version,
});

/** The decision on a round with its conditions; null before there is one. */
export async function readDecision({ db }: Services, roundId: string): Promise<DecisionRead | null> {
  const [decision, conditions] = await Promise.all([getDecision(db, roundId), listConditions(db, roundId)]);
  if (decision === null) return null;
  const endorses = isEndorsement(decision.outcome);
  return {
    decision,
    conditions,
    endorsement: endorses ? await getEndorsement(db, decision.specificationId) : null,
  };
}

/** The decision as the API answers it, as it stands in the table now. */
export async function answerDecision(
  services: Services,
  roundId: string,
): Promise<Result<{ answer: DecisionView; version: number }, Problem<'not-found'>>> {
  const read = await readDecision(services, roundId);
  return read === null ? fail(notFound) : ok({ answer: decisionView(read), version: read.decision.version });
}
