import type { CriterionStatus } from '../results/criterion-status.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import { type Derivation, derive, type Outcome, type RecommendationGrounds } from './recommendation-rules.ts';

/** What would be recommended without one reviewer. */
export interface Sensitivity {
  readonly place: number;
  readonly outcome: Outcome;
}

/** What the rules derive when one panel place is left out. */
export interface Absence extends Derivation {
  readonly place: number;
}

/**
 * Leaves out one reviewer after another, review and all, and derives again. One review fewer is then needed for the
 * round and one rating fewer for each criterion, though never fewer than two: otherwise a panel of no more than
 * `minReviews` would depend on everybody, whatever they rated. A criterion with too few ratings may so get a status
 * without a reviewer who was unable to judge it. Empty for panels of fewer than three.
 */
export function leaveOneOut(grounds: RecommendationGrounds): readonly Absence[] {
  const { submissions, set } = grounds;
  if (submissions.length < 3) return [];
  const minReviews = Math.max(2, set.rules.minReviews - 1);
  return submissions.map(({ place }) => {
    const without = { ...grounds, submissions: submissions.filter((s) => s.place !== place) };
    return { place, ...derive(without, minReviews) };
  });
}

/** What becomes of a criterion when one reviewer is left out: the panel places for which something changes. */
export interface CriterionSensitivity {
  /** Without this reviewer it would have another settled status: met, partly met or not met. */
  readonly changesWithout: readonly number[];
  /** Without this reviewer it would be disputed or have too few ratings, which it is not now. */
  readonly undecidedWithout: readonly number[];
}

/** Leaves out one reviewer after another, for the criterion at this index of the set. */
export function criterionSensitivity(
  { status }: JudgedCriterion,
  index: number,
  absences: readonly Absence[],
): CriterionSensitivity {
  const without = absences.map(({ place, criteria }) => ({ place, to: criteria[index]?.status ?? status }));
  const places = (isSuch: (to: CriterionStatus) => boolean) =>
    without.filter(({ to }) => isSuch(to)).map(({ place }) => place);
  return {
    changesWithout: places((to) => to !== status && !isUndecided(to)),
    undecidedWithout: isUndecided(status) ? [] : places(isUndecided),
  };
}

const isUndecided = (status: CriterionStatus) => status === 'disputed' || status === 'insufficient';
