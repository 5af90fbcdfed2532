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
 * Leaves out each reviewer in turn, with the review, and derives again with one
 * review fewer needed of the round and one rating fewer of each criterion, though never fewer than two: else
 * a panel of no more than `minReviews` would depend on everybody, whatever they rated. So an insufficient
 * criterion may get a status without a reviewer who was unable to judge. Empty for panels of fewer than three.
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

/** What leaving one reviewer out makes of a criterion. Panel places, each without any other. */
export interface CriterionSensitivity {
  /** Without whom its status would be another that is settled: met, partly met or not met. */
  readonly changesWithout: readonly number[];
  /** Without whom it would be left disputed or with too few ratings, which it is not now. */
  readonly undecidedWithout: readonly number[];
}

/** What leaving each reviewer out makes of the criterion at this index of the set. */
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
