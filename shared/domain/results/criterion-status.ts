import {
  type CriteriaSet,
  type Criterion,
  lowestOf,
  type MetShare,
  thresholdOf,
} from '../criteria-sets/criteria-set.ts';

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

/** What decides a criterion's status besides its ratings. Levels are given by their values. */
export interface StatusRule {
  /** The lowest level that counts as met. */
  readonly threshold: number;
  /** Fewest ratings with which a criterion has a status. */
  readonly minReviews: number;
  /** The share of the ratings that must agree on one side of the threshold. */
  readonly metShare: MetShare;
  /** The scale's lowest level. */
  readonly lowest: number;
  /** Whether one strong dissent sends the criterion to the panel, however many find it met. */
  readonly dissentRefers?: boolean;
}

/** What decides the status of a criterion of this set, where so many ratings are needed. */
export const statusRuleOf = (
  set: CriteriaSet,
  criterion: Criterion,
  minReviews = set.rules.minReviews,
): StatusRule => ({
  threshold: thresholdOf(set, criterion),
  minReviews,
  metShare: set.rules.metShare,
  lowest: lowestOf(set),
  dissentRefers: criterion.dissentRefers,
});

/** The counts from which a criterion's status follows. */
export interface StatusGrounds {
  /** Ratings given; "unable to judge" is not one. */
  readonly ratings: number;
  /** How many must agree on one side of the threshold: the fewest that are `metShare` of the ratings. */
  readonly needed: number;
  /** The fewest ratings that are a third of them. */
  readonly third: number;
  readonly atOrAbove: number;
  readonly below: number;
  /**
   * Ratings two levels or more below the threshold, and those of the lowest level where the threshold is the
   * second lowest.
   */
  readonly strongDissents: number;
  /** The ⌈n / 2⌉-th lowest rating; null where there is none. */
  readonly lowerMedian: number | null;
}

/** The ⌈n / 2⌉-th lowest of the ratings: always a level that somebody gave. Null where there is none. */
export function lowerMedian(ratings: readonly number[]): number | null {
  const sorted = [...ratings].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

/** The fewest of `all` that are this share of them. Exact: only whole numbers are multiplied before the one division. */
export const fewestOf = (all: number, { atLeast, of }: MetShare): number => Math.ceil((all * atLeast) / of);

/** Whether a rating is a strong dissent: far enough below the threshold that the panel should hear of it. */
export const isStrongDissent = (
  rating: number,
  { threshold, lowest }: Pick<StatusRule, 'threshold' | 'lowest'>,
): boolean => rating <= threshold - 2 || (rating === lowest && threshold === lowest + 1);

/** Counts the ratings around the threshold. */
export function statusGrounds(
  ratings: readonly number[],
  rule: Pick<StatusRule, 'threshold' | 'lowest' | 'metShare'>,
): StatusGrounds {
  const n = ratings.length;
  const atOrAbove = ratings.filter((rating) => rating >= rule.threshold).length;
  return {
    ratings: n,
    needed: fewestOf(n, rule.metShare),
    third: fewestOf(n, { atLeast: 1, of: 3 }),
    atOrAbove,
    below: n - atOrAbove,
    strongDissents: ratings.filter((rating) => isStrongDissent(rating, rule)).length,
    lowerMedian: lowerMedian(ratings),
  };
}

/** The same from how many gave each level of the set's scale, lowest first. */
export const groundsOfCounts = (
  set: CriteriaSet,
  criterion: Criterion,
  counts: readonly number[],
): StatusGrounds =>
  statusGrounds(
    set.scale.flatMap(({ value }, i) => Array.from({ length: counts[i] ?? 0 }, () => value)),
    statusRuleOf(set, criterion),
  );

/** Whether a third or more stand at each end, which RAND/UCLA calls disagreement (Fitch et al. 2001, RAND MR-1269). */
export const isPolarised = ({ atOrAbove, strongDissents, third }: StatusGrounds): boolean =>
  atOrAbove >= third && strongDissents >= third;

/** The status of a criterion from its counted ratings, by the Centre's rule. */
export function statusFrom(
  grounds: StatusGrounds,
  { threshold, minReviews, lowest, dissentRefers = false }: Omit<StatusRule, 'metShare'>,
): CriterionStatus {
  if (grounds.ratings < minReviews) return 'insufficient';
  if (isPolarised(grounds)) return 'disputed';
  if (grounds.atOrAbove >= grounds.needed)
    return dissentRefers && grounds.strongDissents > 0 ? 'disputed' : 'met';
  if (grounds.below >= grounds.needed)
    return grounds.lowerMedian === threshold - 1 && threshold - 1 !== lowest ? 'partly-met' : 'not-met';
  return 'disputed';
}

/** The status of a criterion from its ratings: levels' values, without "unable to judge". */
export const criterionStatus = (ratings: readonly number[], rule: StatusRule): CriterionStatus =>
  statusFrom(statusGrounds(ratings, rule), rule);
