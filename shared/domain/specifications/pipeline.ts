import { type Day, laterByDays } from '../basics/day.ts';
import type { CriteriaSetKind } from '../criteria-sets/criteria-set.ts';
import type { DecisionOutcome } from '../decisions/decision-outcomes.ts';
import type { RoundStatus } from '../rounds/round.ts';
import type { PipelineStage } from './pipeline-stages.ts';

/** Where one is, as people say it. */
export const pipelineStageInWords: Readonly<Record<PipelineStage, string>> = {
  proposed: 'Proposed',
  gateway: 'At the gateway',
  'in-development': 'In development',
  'in-review': 'In review',
  'with-developer': 'With the developer or sponsor',
  endorsed: 'Endorsed',
  'due-for-review': 'Due for review',
  ended: 'Ended',
};

/** What says where a specification is. */
export interface PipelineFacts {
  readonly isProposal: boolean;
  /** When its latest version was added, or it was registered: an instant. */
  readonly addedAt: string;
  /** Its latest round that was not cancelled. */
  readonly round: {
    readonly kind: CriteriaSetKind;
    readonly status: RoundStatus;
    readonly createdAt: string;
    /** What was decided on it, and when that was withdrawn. */
    readonly decision: {
      readonly outcome: DecisionOutcome;
      readonly decidedAt: string;
      readonly withdrawnAt: string | null;
    } | null;
  } | null;
  /** What the register says. */
  readonly endorsement: {
    readonly status: 'endorsed' | 'suspended' | 'withdrawn';
    readonly since: Day;
    readonly reviewBy: Day;
  } | null;
}

/** How many days before its review is due an endorsement is shown as due. */
const daysBefore = 182;

/** Where it is after a decision that enters nothing into the register. */
const after: Readonly<Record<DecisionOutcome, PipelineStage>> = {
  'go-ahead': 'in-development',
  'go-ahead-with-conditions': 'in-development',
  'think-again': 'with-developer',
  'another-intervention': 'ended',
  // Until its letter is released.
  endorse: 'in-review',
  'endorse-with-conditions': 'in-review',
  'return-for-revision': 'with-developer',
  'do-not-endorse': 'ended',
};

/** Where a specification is, and since when: a day, in UTC where that comes from an instant. */
export function pipelineStageOf(
  { isProposal, addedAt, round, endorsement }: PipelineFacts,
  today: Day,
): { readonly stage: PipelineStage; readonly since: Day } {
  const at = (stage: PipelineStage, instant: string) => ({ stage, since: instant.slice(0, 10) });
  const isUnderWay = round?.status === 'open' || round?.status === 'closed';
  if (round !== null && isUnderWay)
    return at(round.kind === 'gateway' ? 'gateway' : 'in-review', round.createdAt);
  if (endorsement !== null) {
    const { status, since, reviewBy } = endorsement;
    const due = laterByDays(reviewBy, -daysBefore);
    if (status === 'endorsed') return due > today ? at('endorsed', since) : at('due-for-review', due);
    return at(status === 'suspended' ? 'with-developer' : 'ended', since);
  }
  const decision = round?.decision ?? null;
  if (decision !== null)
    return decision.withdrawnAt === null
      ? at(after[decision.outcome], decision.decidedAt)
      : at('ended', decision.withdrawnAt);
  if (round?.kind === 'gateway') return at('gateway', round.createdAt);
  return at(isProposal ? 'proposed' : 'in-development', addedAt);
}
