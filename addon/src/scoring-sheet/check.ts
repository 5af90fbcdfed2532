import { defectsOf } from '../../../shared/contract/defects.ts';
import { reviewContent } from '../../../shared/contract/reviews/schemas.ts';
import { type Defect, fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { checkReview, type ReviewContent } from '../../../shared/domain/reviews/review.ts';
import type { CellDefect } from '../view.ts';
import type { Form } from './form.ts';
import type { Reading } from './read.ts';

/** The review that a sheet holds, or everything that keeps it from being saved or submitted. */
export function checkReading(
  form: Form,
  reading: Reading,
  purpose: 'draft' | 'submission',
): Result<ReviewContent, readonly CellDefect[]> {
  const parsed = reviewContent.safeParse({
    criteriaSetHash: form.criteriaSetHash,
    ratings: reading.ratings,
    overallComment: reading.overallComment,
    overallNote: reading.overallNote,
  });
  const defects = [
    ...reading.defects,
    ...placed(parsed.success ? [] : defectsOf(parsed.error), reading),
    ...placed(checkReview(form.criteriaSet, reading, purpose, reading.misread), reading),
  ];
  return parsed.success && defects.length === 0 ? ok(parsed.data) : fail(defects);
}

/** Defects of a review at the cells they are about. */
export const placed = (defects: readonly Defect[], reading: Reading): readonly CellDefect[] =>
  defects.map(({ pointer, detail }) => {
    const place = reading.places.get(pointer);
    return { cell: place?.cell ?? null, where: place?.where ?? pointer, detail };
  });
