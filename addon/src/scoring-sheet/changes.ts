import { pointer } from '../../../shared/domain/basics/result.ts';
import { type CriteriaSet, criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { type CriterionReview, type ReviewContent, reviewOf } from '../../../shared/domain/reviews/review.ts';
import type { Change } from '../view.ts';
import { headings, ratingLabel, reviewerColumns } from './layout.ts';
import type { Reading } from './read.ts';

/** Longest piece of a text that is shown of it. */
const shownLength = 120;

/**
 * What differs between two reviews, criterion by criterion in the order of the set. With a reading of the
 * sheet, each change knows its cell.
 */
export function changesBetween(
  set: CriteriaSet,
  before: ReviewContent,
  after: ReviewContent,
  reading: Reading | null = null,
): readonly Change[] {
  const cellOf = (...at: string[]) => reading?.places.get(pointer(...at))?.cell ?? null;
  const ofCriteria = criteriaOf(set).flatMap((criterion) => {
    const [was, is] = [reviewOf(before, criterion.id), reviewOf(after, criterion.id)];
    return reviewerColumns
      .filter((field) => was[field] !== is[field])
      .map((field) => ({
        where: `${criterion.number}, ${headings[field].toLowerCase()}`,
        cell: cellOf('ratings', criterion.id, field),
        before: shown(set, was, field),
        after: shown(set, is, field),
        isRating: field === 'rating' && was.rating !== null,
      }));
  });
  const overall = (['overallComment', 'overallNote'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      where: field === 'overallComment' ? 'Overall comment' : 'Overall note',
      cell: cellOf(field),
      before: shortened(before[field]),
      after: shortened(after[field]),
      isRating: false,
    }));
  return [...ofCriteria, ...overall];
}

/** How many ratings became other ratings. */
export const changedRatings = (changes: readonly Change[]): number =>
  changes.filter(({ isRating }) => isRating).length;

const shown = (set: CriteriaSet, review: CriterionReview, field: keyof CriterionReview) =>
  field === 'rating' ? ratingLabel(set, review.rating) : shortened(review[field]);

const shortened = (text: string) =>
  text.length > shownLength ? `${text.slice(0, shownLength - 1).trimEnd()}…` : text;
