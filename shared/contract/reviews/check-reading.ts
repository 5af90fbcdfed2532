import { type Defect, pointer } from '../../domain/basics/result.ts';
import { checkReview, emptyReview, type ReviewContent } from '../../domain/reviews/review.ts';
import type { Reading } from '../../domain/scoring-sheets/read.ts';
import type { CellDefect } from '../../domain/scoring-sheets/shown.ts';
import { mixed } from '../../domain/typed-reviews/cells.ts';
import { tooLongTexts } from '../../domain/typed-reviews/check-texts.ts';
import { defectsOf } from '../defects.ts';
import type { Answer } from '../operation.ts';
import type { reviewOperations } from './operations.ts';
import { reviewContent } from './schemas.ts';

/** The review that a sheet holds. */
export interface Checked {
  /** What can be saved; blank where the sheet holds what cannot. */
  readonly content: ReviewContent;
  /** Pointers of the places that were left out. */
  readonly faulty: ReadonlySet<string>;
  /** Everything that has to be mended, at its cell. */
  readonly defects: readonly CellDefect[];
}

/** Checks what a sheet holds: what is good can be saved, whatever else is not. */
export function checkReading(
  form: Pick<Answer<(typeof reviewOperations)['getForm']>, 'criteriaSet' | 'criteriaSetHash'>,
  reading: Reading,
  purpose: 'draft' | 'submission',
): Checked {
  const set = form.criteriaSet;
  const written: ReviewContent = {
    criteriaSetHash: form.criteriaSetHash,
    ratings: reading.ratings,
    overallComment: reading.overallComment,
    overallNote: reading.overallNote,
  };
  const tooLong = tooLongTexts(set, written);
  const known = new Set(tooLong.map((defect) => defect.pointer));
  const parsed = reviewContent.safeParse(written);
  const others = parsed.success ? [] : defectsOf(parsed.error).filter((defect) => !known.has(defect.pointer));
  const faulty = new Set([
    ...[...tooLong, ...others].map((defect) => defect.pointer),
    ...[...reading.misread].map((id) => pointer('ratings', id, 'rating')),
  ]);
  return {
    content: mixed(set, emptyReview(form.criteriaSetHash), written, (at) => !faulty.has(at)),
    faulty,
    defects: [
      ...reading.defects,
      ...placed([...tooLong, ...others], reading),
      ...placed(checkReview(set, reading, purpose, reading.misread), reading),
    ],
  };
}

/** Defects of a review at the cells they are about. */
export const placed = (defects: readonly Defect[], reading: Reading): readonly CellDefect[] =>
  defects.map(({ pointer: at, detail }) => {
    const place = reading.places.get(at);
    return { cell: place?.cell ?? null, where: place?.where ?? at, detail };
  });
