import { isConsentMissing } from './consent.ts';
import * as answering from './flows/answer-changes.ts';
import * as checking from './flows/check-scores.ts';
import * as declaring from './flows/declare-interests.ts';
import * as leaving from './flows/leave-review.ts';
import * as listing from './flows/list-reviews.ts';
import * as quietly from './flows/quiet-save.ts';
import * as raising from './flows/raise-concern.ts';
import * as looking from './flows/receipt.ts';
import * as saving from './flows/save-draft.ts';
import * as selecting from './flows/select-cell.ts';
import * as selected from './flows/selected-row.ts';
import * as aligning from './flows/show-alignment.ts';
import * as helping from './flows/show-help.ts';
import * as starting from './flows/start-review.ts';
import * as submitting from './flows/submit-review.ts';
import { type Doing, explain, explainError } from './problems-in-words.ts';
import type { View } from './view.ts';

/** My reviews. */
export const listMyReviews = guarded('listing', () => listing.listMyReviews());
/** What helps. */
export const help = guarded('looking', helping.showHelp);
/** The declaration form of a round. */
export const showDeclaration = guarded('declaring', declaring.showDeclaration);
/** Declares interests: `{ interest: 'none' | 'declared', description }`. */
export const declareInterests = guarded('declaring', declaring.declareInterests);
/** The form to decline a review or recuse oneself from it. */
export const showLeaving = guarded('leaving', leaving.showLeaving);
/** Declines or recuses: `{ reason }`. */
export const leaveReview = guarded('leaving', leaving.leaveReview);
/** The form in which a patient-safety concern is raised. */
export const showConcern = guarded('looking', raising.showConcern);
/** Raises a concern from the form that was shown: `{ text, criterion }`. */
export const raiseConcern = guarded('raising', raising.raiseConcern);
/** Opens the scoring sheet of a round, building it where there is none. */
export const startReview = guarded('opening', starting.startReview);
/** Goes on in a tab of the reviewer's own that is a copy: it is named by its id. */
export const useTab = guarded('opening', starting.useTab);
/** Sets the sheet aside and builds a new one from the saved draft. */
export const rebuildSheet = guarded('opening', starting.rebuildSheet);
/** Lets this sheet's scores, as they were shown, replace the draft from elsewhere that was shown, named by its ETag. */
export const keepSheet = guarded('saving', saving.keepSheet);
/** Saves the scores with the service. */
export const saveDraft = guarded('saving', saving.saveDraft);
/** Keeps changes that were in doubt: `then` is `save` or `check`, each change `[pointer, shown]`. */
export const keepChanges = guarded('saving', answering.keepChanges);
/** Puts back what stood there before such changes. */
export const putBack = guarded('saving', answering.putBack);
/** Takes places of the draft from elsewhere, named by its ETag, into this sheet: each is `[pointer, shown]`. */
export const takeSaved = guarded('saving', answering.takeSaved);
/** Clears texts that stand in rows that are no criterion's. */
export const clearStray = guarded('saving', answering.clearStray);
/** Checks the scores and asks whether to submit them. */
export const checkScores = guarded('checking', checking.checkScores);
/** Submits the review. */
export const submitReview = guarded('submitting', submitting.submitReview);
/** The latest receipt of a round. */
export const showReceipt = guarded('looking', looking.showReceipt);
/** Opens the tab that shows how the specification aligns to the framework. */
export const showAlignment = guarded('looking', aligning.showAlignment);
/** Selects the rating of the next criterion that has none, on the sheet in front. */
export const selectNextUnrated = guarded('looking', selecting.selectNextUnrated);
/** Selects a cell of a round's sheet. */
export const selectCell = guarded('looking', selecting.selectCell);

/** What is to be shown of the selected row. It fails as Google lets it fail: the sidebar then asks later. */
export const lookAtSelection = selected.lookAtSelection;

/** Saves open reviews without a word, or with a sentence for the list. What goes wrong can wait. */
export function saveQuietly(): readonly string[] {
  try {
    return quietly.saveQuietly();
  } catch (error) {
    console.error(`saving quietly: ${messageOf(error)}`);
    return [];
  }
}

/** Turns what nobody expected (a bug, or Google refusing something) into a view as well. */
function guarded<Args extends readonly unknown[]>(doing: Doing, flow: (...args: Args) => View | null) {
  return (...args: Args): View | null => {
    try {
      return flow(...args);
    } catch (error) {
      const message = messageOf(error);
      console.error(`${doing}: ${message}`);
      const explanation = isConsentMissing(message)
        ? explain({ kind: 'not-allowed' }, doing)
        : explainError(message, doing);
      return { view: 'failure', explanation, offer: null };
    }
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
