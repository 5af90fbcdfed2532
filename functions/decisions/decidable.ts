import type { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import type { Body } from '../../shared/contract/operation.ts';
import { type Defect, fail, type Result } from '../../shared/domain/basics/result.ts';
import { checkDecision } from '../../shared/domain/decisions/decision.ts';
import { endorsedNow } from '../register/storage.ts';
import type { EndorsementItem } from '../register/stored-endorsement.ts';
import type { JudgedRound } from '../results/judged-round.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { otherThanSeen } from './earlier-endorsement.ts';

/** What the Centre may decide, as it is asked for. */
export type NewDecision = Body<(typeof decisionOperations)['decide']>;

/** A round that was read, where a decision can be made on it: one that is closed and has its recommendation. */
export const undecided = <P extends Problem>(
  read: Result<JudgedRound, P>,
): Result<JudgedRound, P | Problem<'not-now'>> =>
  read.ok && read.value.round.status === 'decided'
    ? fail(problem('not-now', 'The round has been decided. A decision is made once.'))
    : read;

/** What is wrong with a decision, which follows from the recommendation, and from the endorsement that there is. */
export const decisionDefects = (
  { now }: Services,
  { round, set, recommendation }: JudgedRound,
  draft: NewDecision,
  earlier: EndorsementItem | null,
): readonly Defect[] => [
  ...checkDecision(draft, {
    recommended: recommendation.recommendation.outcome,
    kind: round.criteriaSetKind,
    set: set.content,
    endorsed: endorsedNow(earlier),
    today: ukIsoDay(now()),
  }),
  ...otherThanSeen(draft, earlier),
];
