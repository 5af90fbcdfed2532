import * as declaring from './flows/declare-interests.ts';
import * as listing from './flows/list-reviews.ts';
import * as saving from './flows/save-draft.ts';
import * as selecting from './flows/select-cell.ts';
import * as starting from './flows/start-review.ts';
import * as submitting from './flows/submit-review.ts';
import { type Doing, explainError } from './problems-in-words.ts';
import type { View } from './view.ts';

/** My reviews. */
export const listMyReviews = guarded('listing', () => listing.listMyReviews());
/** The declaration form of a round. */
export const showDeclaration = guarded('declaring', declaring.showDeclaration);
/** Declares interests: `{ interest: 'none' | 'declared', description }`. */
export const declareInterests = guarded('declaring', declaring.declareInterests);
/** Opens the scoring sheet of a round, building it where there is none. */
export const startReview = guarded('opening', starting.startReview);
/** Lets this sheet's scores stand against a draft from elsewhere. */
export const keepSheet = guarded('opening', starting.keepSheet);
/** Sets the sheet aside and builds a new one from the saved draft. */
export const rebuildSheet = guarded('opening', starting.rebuildSheet);
/** Saves the scores with the service. */
export const saveDraft = guarded('saving', saving.saveDraft);
/** Checks the scores and asks whether to submit them. */
export const checkScores = guarded('checking', submitting.checkScores);
/** Submits the review. */
export const submitReview = guarded('submitting', submitting.submitReview);
/** The latest receipt of a round. */
export const showReceipt = guarded('looking', submitting.showReceipt);
/** Selects a cell of a round's sheet. */
export const selectCell = guarded('looking', selecting.selectCell);

/** Turns what nobody expected (a bug, or Google refusing something) into a view as well. */
function guarded<Args extends readonly unknown[]>(doing: Doing, flow: (...args: Args) => View | null) {
  return (...args: Args): View | null => {
    try {
      return flow(...args);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      console.error(`${doing}: ${message}`);
      return { view: 'failure', explanation: explainError(message, doing), offer: null };
    }
  };
}
