import type { DecisionOutcome } from '../decisions/decision-outcomes.ts';
import { decisionOutcomes } from '../decisions/decision-outcomes.ts';
import type { Outcome } from '../recommendations/outcomes.ts';

/** What the Oversight Group is asked about. */
export const subjectKinds = ['proposal', 'recommendation', 'priority', 'withdrawal'] as const;

/** What the Oversight Group is asked about. */
export type SubjectKind = (typeof subjectKinds)[number];

/** What a member advises: with their reasons, or that they have an interest and stand aside. */
export const advices = ['agree', 'agree-with', 'do-not-agree', 'stand-aside'] as const;

/** What a member advises. */
export type Advice = (typeof advices)[number];

/** What the group concludes on an item. */
export const conclusions = ['agreed', 'agreed-with', 'not-agreed', 'put-off'] as const;

/** What the group concludes on an item. */
export type Conclusion = (typeof conclusions)[number];

/** Whether the group has agreed, whatever else it asks for. */
export const isAgreement = (conclusion: Conclusion): boolean =>
  conclusion === 'agreed' || conclusion === 'agreed-with';

/**
 * What can need the group's agreement or a second person's signature: a decision by its outcome, one that differs from
 * the recommendation, and the withdrawal of an endorsement or a go-ahead.
 */
export const approvable = [...decisionOutcomes, 'differs', 'withdrawal'] as const;

/** What can need it. */
export type Approvable = (typeof approvable)[number];

/** What the Centre has set: what needs the group's agreement, and what a second person's signature. */
export interface ApprovalSettings {
  readonly groupAgrees: readonly Approvable[];
  readonly secondSigns: readonly Approvable[];
}

/** What something needs before the developer learns of it. */
export interface Needs {
  readonly agreement: boolean;
  readonly signature: boolean;
}

const needs = (what: readonly Approvable[], { groupAgrees, secondSigns }: ApprovalSettings): Needs => ({
  agreement: groupAgrees.some((one) => what.includes(one)),
  signature: secondSigns.some((one) => what.includes(one)),
});

/** Whether something needs what was not asked for with it. */
export const needsMore = (now: Needs, asked: Needs): boolean =>
  (now.agreement && !asked.agreement) || (now.signature && !asked.signature);

/** What a decision needs before its letter can be released. */
export const needsOfDecision = (
  outcome: DecisionOutcome,
  recommended: Outcome,
  settings: ApprovalSettings,
): Needs => needs(outcome === recommended ? [outcome] : [outcome, 'differs'], settings);

/** What a withdrawal needs before it can be done. */
export const needsOfWithdrawal = (settings: ApprovalSettings): Needs => needs(['withdrawal'], settings);
