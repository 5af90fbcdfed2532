import type { Rating } from '../../../shared/domain/reviews/review.ts';
import { ratingLabel } from '../../../shared/domain/scoring-sheets/layout.ts';
import { changesBetween, type FieldChange } from '../../../shared/domain/typed-reviews/changes.ts';
import { ratingRule } from '../scoring-sheet/build.ts';
import { writeCells } from '../scoring-sheet/write-cells.ts';
import type { View } from '../view.ts';
import { failed } from './answers.ts';
import { checkScores } from './check-scores.ts';
import { type Answered, compareSheet, isAnswered } from './compare-sheet.ts';
import { openReview, readReview, type ScoredReview } from './open-review.ts';
import { saveAnswered } from './save-draft.ts';
import { getDraft } from './service.ts';
import { startReview } from './start-review.ts';

/** What the reviewer was about to do when they were asked. */
type Then = 'save' | 'check';

/** Keeps changes that were in doubt, as they were shown: they are saved, and never asked about again. */
export function keepChanges(roundId: string, then: Then, answers: readonly Answered[]): View {
  const saved = saveAnswered(roundId, answers);
  const isSaved = saved.view === 'scoring' || saved.view === 'unconfirmed' || saved.view === 'defects';
  return then === 'check' && isSaved ? checkScores(roundId) : saved;
}

/** Puts back what stood there before, for changes as they were shown. */
export function putBack(roundId: string, then: Then, answers: readonly Answered[]): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'saving');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'draft');
  if (!scored.ok) return scored.error;
  const compared = compareSheet(scored.value, 'saving', 'always');
  if (!compared.ok) return compared.error;
  writeBefore(scored.value, compared.value.changes, answers);
  return then === 'check' ? checkScores(roundId) : saveAnswered(roundId, []);
}

/**
 * Takes what the draft from elsewhere says into this sheet, for the places that were chosen and as both were shown; what
 * still differs is shown again.
 */
export function takeSaved(roundId: string, etag: string, answers: readonly Answered[]): View | null {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'saving');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'draft');
  if (!scored.ok) return scored.error;
  const draft = getDraft(review.value.api, roundId);
  if (!draft.ok) return failed(draft.error, 'saving', roundId);
  if (draft.value.etag === etag) {
    const { form, content } = scored.value;
    writeBefore(scored.value, changesBetween(form.criteriaSet, draft.value.content, content), answers);
  }
  return startReview(roundId);
}

/** Writes what stood there before, or elsewhere, into the cells of changes that a reviewer has answered about. */
function writeBefore(
  { sheet, reading, form }: ScoredReview,
  changes: readonly FieldChange[],
  answers: readonly Answered[],
): void {
  const offered = ratingRule(form);
  const texts = changes
    .filter((change) => isAnswered(answers, change))
    .flatMap(({ pointer, field, before }) => {
      const cell = reading.places.get(pointer)?.cell;
      const [text, rule] =
        field === 'rating'
          ? [ratingLabel(form.criteriaSet, before as Rating), offered]
          : [String(before ?? ''), null];
      return cell === undefined ? [] : [{ cell, text, rule }];
    });
  writeCells(sheet, texts);
}

/** Clears texts that stand in rows that are no criterion's, then saves the draft. */
export function clearStray(roundId: string): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'saving');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'draft');
  if (!scored.ok) return scored.error;
  writeCells(
    scored.value.sheet,
    scored.value.reading.stray.map((cell) => ({ cell, text: '', rule: null })),
  );
  return saveAnswered(roundId, []);
}
