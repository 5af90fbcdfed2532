import type { JudgedCriterion } from '../recommendations/judged-criterion.ts';
import type { StatusWords } from '../recommendations/status-words.ts';

/** How one criterion came out: its status, and whether the panel's finding made it so. */
export type CriterionOutcome = Pick<JudgedCriterion, 'criterionId' | 'status' | 'ratedStatus' | 'byFinding'>;

/** How a criterion came out, as a letter lists it: "met", "partly met, as the panel found". No rating is in it. */
export function outcomeOfCriterion({ status, byFinding }: CriterionOutcome, { within }: StatusWords): string {
  if (byFinding) return `${within[status]}, as the panel found where the reviewers had not agreed`;
  if (status === 'disputed') return 'the reviewers did not agree on it';
  if (status === 'insufficient') return 'too few reviewers could judge it';
  return within[status];
}

/**
 * What stands with the comments on a criterion on which the reviewers did not agree, so that none of them is read as
 * the Centre's view; null where they did agree.
 */
export function conclusionOnComments(outcome: CriterionOutcome, { within }: StatusWords): string | null {
  if (outcome.byFinding)
    return `The reviewers did not agree on this criterion. The panel discussed it and found it ${within[outcome.status]}. That counts, whatever single comments say.`;
  if (outcome.ratedStatus === 'disputed')
    return 'The reviewers did not agree on this criterion, and no panel has found for one side or the other. No single comment is the Centre’s view.';
  return null;
}
