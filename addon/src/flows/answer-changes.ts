import type { Rating } from '../../../shared/domain/reviews/review.ts';
import { ratingLabel } from '../scoring-sheet/layout.ts';
import { writeCells } from '../scoring-sheet/write-cells.ts';
import type { View } from '../view.ts';
import { checkScores } from './check-scores.ts';
import { type Answered, compareSheet, isAnswered } from './compare-sheet.ts';
import { openReview, readReview } from './open-review.ts';
import { saveAnswered } from './save-draft.ts';

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
  const { sheet, reading, form } = scored.value;
  const texts = compared.value.changes
    .filter((change) => isAnswered(answers, change))
    .flatMap(({ pointer, field, before }) => {
      const cell = reading.places.get(pointer)?.cell;
      const text =
        field === 'rating' ? ratingLabel(form.criteriaSet, before as Rating) : String(before ?? '');
      return cell === undefined ? [] : [{ cell, text }];
    });
  writeCells(sheet, texts);
  return then === 'check' ? checkScores(roundId) : saveAnswered(roundId, []);
}

/** Clears texts that stand in rows that are no criterion's, then saves the draft. */
export function clearStray(roundId: string): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'saving');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'draft');
  if (!scored.ok) return scored.error;
  writeCells(
    scored.value.sheet,
    scored.value.reading.stray.map((cell) => ({ cell, text: '' })),
  );
  return saveAnswered(roundId, []);
}
