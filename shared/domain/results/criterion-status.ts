/** Where a criterion stands after a panel's ratings. */
export type CriterionStatus = 'met' | 'partly-met' | 'not-met' | 'disputed' | 'insufficient';

/** Every status, best first. */
export const criterionStatuses: readonly CriterionStatus[] = [
  'met',
  'partly-met',
  'not-met',
  'disputed',
  'insufficient',
];

/** What decides a criterion's status: the lowest level that counts as met, and the fewest ratings. */
export interface StatusRule {
  readonly threshold: number;
  readonly minReviews: number;
}

/** The counts from which a criterion's status follows. */
export interface StatusGrounds {
  /** Ratings given; "unable to judge" is not one. */
  readonly ratings: number;
  /** How many must agree on one side of the threshold: n − ⌊(n − 2) / 2⌋. */
  readonly needed: number;
  readonly atOrAbove: number;
  readonly below: number;
  /** Ratings two levels or more below the threshold. */
  readonly farBelow: number;
  /** The ⌈n / 2⌉-th lowest rating; null where there is none. */
  readonly lowerMedian: number | null;
}

/** The ⌈n / 2⌉-th lowest of the ratings: always a level that somebody gave. Null where there is none. */
export function lowerMedian(ratings: readonly number[]): number | null {
  const sorted = [...ratings].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

/** Counts the ratings around the threshold. */
export function statusGrounds(ratings: readonly number[], threshold: number): StatusGrounds {
  const n = ratings.length;
  const atOrAbove = ratings.filter((rating) => rating >= threshold).length;
  return {
    ratings: n,
    needed: n - Math.floor((n - 2) / 2),
    atOrAbove,
    below: n - atOrAbove,
    farBelow: ratings.filter((rating) => rating <= threshold - 2).length,
    lowerMedian: lowerMedian(ratings),
  };
}

/**
 * The status of a criterion from its counted ratings, by the Centre's rule: the number needed keeps a
 * majority on one side of the threshold whichever one reviewer is left out, and one rating two levels
 * below keeps a criterion from being met.
 */
export function statusFrom(grounds: StatusGrounds, { threshold, minReviews }: StatusRule): CriterionStatus {
  if (grounds.ratings < minReviews) return 'insufficient';
  if (grounds.atOrAbove >= grounds.needed && grounds.farBelow === 0) return 'met';
  if (grounds.below >= grounds.needed)
    return grounds.lowerMedian === threshold - 1 ? 'partly-met' : 'not-met';
  return 'disputed';
}

/** The status of a criterion from its ratings: levels' values, without "unable to judge". */
export const criterionStatus = (ratings: readonly number[], rule: StatusRule): CriterionStatus =>
  statusFrom(statusGrounds(ratings, rule.threshold), rule);
