import { fail, ok, type Result } from '../basics/result.ts';

/** Where a round may stand. */
export const roundStatuses = ['draft', 'open', 'closed', 'decided', 'cancelled'] as const;

/** `closed` goes back to `open` only with a reason. */
export type RoundStatus = (typeof roundStatuses)[number];

/** What may happen to a round. */
export type RoundAction = 'open' | 'close' | 'reopen' | 'decide' | 'cancel';

const roundMoves: Record<RoundAction, { from: readonly RoundStatus[]; to: RoundStatus }> = {
  open: { from: ['draft'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  reopen: { from: ['closed'], to: 'open' },
  decide: { from: ['closed'], to: 'decided' },
  cancel: { from: ['draft', 'open', 'closed'], to: 'cancelled' },
};

/** Where a reviewer may stand on a round. */
export const assignmentStatuses = [
  'invited',
  'accepted',
  'declined',
  'recused',
  'submitted',
  'reopened',
] as const;

/** Where a reviewer stands on a round. */
export type AssignmentStatus = (typeof assignmentStatuses)[number];

/** What may happen to an assignment. A declared interest leaves it `invited` until staff clear it. */
export type AssignmentAction = 'accept' | 'decline' | 'recuse' | 'submit' | 'reopen';

const assignmentMoves: Record<AssignmentAction, { from: readonly AssignmentStatus[]; to: AssignmentStatus }> =
  {
    accept: { from: ['invited'], to: 'accepted' },
    decline: { from: ['invited'], to: 'declined' },
    recuse: { from: ['invited', 'accepted', 'submitted', 'reopened'], to: 'recused' },
    submit: { from: ['accepted', 'reopened'], to: 'submitted' },
    reopen: { from: ['submitted'], to: 'reopened' },
  };

/** How a declaration of interests may stand. */
export const interestStates = ['not-declared', 'none', 'declared', 'cleared', 'recused'] as const;

/** A reviewer's declaration of interests: `declared` waits for staff, who clear it or recuse the reviewer. */
export type InterestState = (typeof interestStates)[number];

/** A move that the present status does not allow, and the statuses that would allow it. */
export interface MoveRefused<S extends string> {
  readonly from: S;
  readonly allowedFrom: readonly S[];
}

/** The round's status after `action`, or why it cannot happen now. */
export const moveRound = (
  from: RoundStatus,
  action: RoundAction,
): Result<RoundStatus, MoveRefused<RoundStatus>> => move(roundMoves[action], from);

/** The assignment's status after `action`, or why it cannot happen now. */
export const moveAssignment = (
  from: AssignmentStatus,
  action: AssignmentAction,
): Result<AssignmentStatus, MoveRefused<AssignmentStatus>> => move(assignmentMoves[action], from);

function move<S extends string>(rule: { from: readonly S[]; to: S }, from: S): Result<S, MoveRefused<S>> {
  return rule.from.includes(from) ? ok(rule.to) : fail({ from, allowedFrom: rule.from });
}

/** Whether a round’s reviews are in, so that whoever is on its panel may know what they come to. */
export const isOver = (status: RoundStatus): boolean => status !== 'draft' && status !== 'open';

/** Reviewers who may still be counted on: neither declined nor recused. */
export const isOnPanel = (status: AssignmentStatus): boolean => status !== 'declined' && status !== 'recused';

/** Reviewers whose review is still to come: on the panel, and it is not submitted. */
export const isAwaited = (status: AssignmentStatus): boolean => isOnPanel(status) && status !== 'submitted';

/** Reviewers who may know what the panel disputes: on it, with a review of theirs in, and no interest that waits for the Centre. */
export const mayDiscuss = (member: {
  readonly status: AssignmentStatus;
  readonly interest: InterestState;
  readonly submissions: number;
}): boolean => isOnPanel(member.status) && member.submissions > 0 && member.interest !== 'declared';

/** The panel place of a reviewer as people see it: R1, R2 … */
export const placeName = (place: number): string => `R${place}`;

/** Largest panel of a round. */
export const maxPanel = 20;
