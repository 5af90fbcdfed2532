import { type AssignmentStatus, type InterestState, isOnPanel, type RoundStatus } from './round.ts';

/** A reviewer’s own assignment, as far as what they can do with it follows from it. */
export interface OwnAssignment {
  readonly status: AssignmentStatus;
  readonly roundStatus: RoundStatus;
  readonly interest: InterestState;
  readonly submissions: number;
  readonly reopenedBecause: string | null;
}

/** How an assignment stands, as its reviewer is told by whichever door. */
export function statusInWords({ status, roundStatus, interest, reopenedBecause }: OwnAssignment): string {
  if (status === 'submitted') return 'Submitted';
  if (status === 'declined') return 'Declined';
  if (status === 'recused' || interest === 'recused') return 'Recused';
  if (roundStatus !== 'open') return `The round is ${roundStatus}`;
  if (interest === 'declared') return 'Waiting for the Centre, which is looking at the interest you declared';
  if (status === 'reopened') return `Reopened: ${reopenedBecause ?? 'the Centre asks you to look again'}`;
  return status === 'invited' ? 'Declare your interests first' : 'Accepted';
}

/** Whose a proposal or specification under review is: in whom its reviewers may have an interest. */
export interface Whose {
  readonly stage: 'proposal' | 'specification';
  readonly organisation: string;
}

/** What a reviewer is asked about interests, by whichever door: nobody can say that they have none in whom they are not told of. */
export const interestQuestion = ({ stage, organisation }: Whose): string =>
  `Do you have an interest in this ${stage} or its ${stage === 'proposal' ? 'sponsor' : 'developer'}, ${organisation}?`;

/** What a reviewer does with an assignment next; null where there is nothing, or nothing yet. */
export function nextStep({
  status,
  roundStatus,
  interest,
  submissions,
}: OwnAssignment): 'declare' | 'review' | 'receipt' | null {
  if (status === 'declined' || status === 'recused' || interest === 'recused') return null;
  if (status === 'submitted' || (roundStatus !== 'open' && submissions > 0)) return 'receipt';
  if (roundStatus !== 'open' || interest === 'declared') return null;
  return interest === 'not-declared' ? 'declare' : 'review';
}

/** How a reviewer can give an assignment back now; null where that is not possible. */
export function leavingOf({ status, roundStatus, interest }: OwnAssignment): 'decline' | 'recuse' | null {
  if (roundStatus !== 'open' || !isOnPanel(status) || interest === 'recused') return null;
  return status === 'invited' ? 'decline' : 'recuse';
}

/** Whether a reviewer may raise a patient-safety concern: once they have accepted, also after submitting or leaving. */
export const mayRaiseConcern = ({ status, roundStatus }: OwnAssignment): boolean =>
  roundStatus === 'open' && status !== 'invited' && status !== 'declined';

/** Where an assignment stands in a list: what waits for the reviewer comes first, what is done last. */
export const urgency = (assignment: OwnAssignment): number => {
  const next = nextStep(assignment);
  if (next === null) return 1;
  return next === 'receipt' ? 2 : 0;
};
