import { pointer } from '../basics/result.ts';
import { type CriteriaSet, criteriaOf } from '../criteria-sets/criteria-set.ts';
import {
  type CriterionReview,
  emptyReview,
  type Rating,
  type ReviewContent,
  reviewOf,
} from '../reviews/review.ts';

/** A field of a review: one of a criterion's, or one of the two overall texts. */
export type Field = keyof CriterionReview | 'overallComment' | 'overallNote';

/** One place of a review that a person fills in. */
export interface ReviewCell {
  /** RFC 6901 pointer into the review. */
  readonly pointer: string;
  /** Null for the two overall texts. */
  readonly criterionId: string | null;
  readonly field: Field;
  /** A rating in the field `rating`, a text elsewhere; null and `''` where nothing is filled in. */
  readonly value: Rating | string;
}

const fields = ['rating', 'reason', 'evidence', 'comment', 'note'] as const;

/** Every place of a review in the order of the criteria set; as many, whatever is filled in. */
export const cellsOf = (set: CriteriaSet, content: ReviewContent): readonly ReviewCell[] => [
  ...criteriaOf(set).flatMap(({ id }) => {
    const given = reviewOf(content, id);
    return fields.map((field) => ({
      pointer: pointer('ratings', id, field),
      criterionId: id,
      field,
      value: given[field],
    }));
  }),
  ...(['overallComment', 'overallNote'] as const).map((field) => ({
    pointer: pointer(field),
    criterionId: null,
    field,
    value: content[field],
  })),
];

/** Whether nothing is filled in. */
export const isBlank = (value: ReviewCell['value']): boolean => value === null || value === '';

/** A review made of two: `after` where `takes` says so of a place's pointer, `before` elsewhere. */
export function mixed(
  set: CriteriaSet,
  before: ReviewContent,
  after: ReviewContent,
  takes: (pointer: string) => boolean,
): ReviewContent {
  const [old, now] = [cellsOf(set, before), cellsOf(set, after)];
  return reviewOfCells(
    after.criteriaSetHash,
    now.map((cell, index) => (takes(cell.pointer) ? cell : (old[index] ?? cell))),
  );
}

/** The review that these places make: the same, whichever door its values came through. */
export function reviewOfCells(criteriaSetHash: string, cells: readonly ReviewCell[]): ReviewContent {
  const ratings = new Map<string, Record<string, unknown>>();
  const overall: Record<string, unknown> = {};
  for (const { criterionId, field, value } of cells) {
    const home = criterionId === null ? overall : (ratings.get(criterionId) ?? {});
    home[field] = value;
    if (criterionId !== null) ratings.set(criterionId, home);
  }
  return {
    ...emptyReview(criteriaSetHash),
    ...overall,
    ratings: Object.fromEntries(ratings) as unknown as ReviewContent['ratings'],
  };
}
