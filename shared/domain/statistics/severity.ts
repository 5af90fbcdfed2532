/** The ratings of one round: criteria × reviewers, the columns in the order of `reviewers`, null = missing. */
export interface RatedRound {
  /** Id of the specification; rounds on two versions of one specification carry the same id. */
  readonly specification: string;
  /** Ids of the panel's reviewers. */
  readonly reviewers: readonly string[];
  /** Values of levels; rows may be shorter than `reviewers`, the rest is then missing. */
  readonly ratings: ReadonlyArray<ReadonlyArray<number | null>>;
}

/** How one reviewer rated in one round, beside the rest of its panel: what is kept of a round. */
export interface RoundSeverity {
  readonly reviewer: string;
  readonly specification: string;
  /** Criteria that the reviewer and at least one other rated. */
  readonly criteria: number;
  /** Mean over those criteria of own rating less the mean of the others', in levels; null for no criteria. */
  readonly difference: number | null;
}

/** How one reviewer rated over several rounds, beside the rest of their panels. */
export interface ReviewerSeverity {
  readonly reviewer: string;
  /** Specifications with at least one criterion that could be compared. */
  readonly specifications: number;
  /** Criteria that could be compared, over all rounds. */
  readonly criteria: number;
  /** Leave-one-out mean difference in levels, below 0 for harsher than the others; null for no criteria. */
  readonly difference: number | null;
  /** Of `difference`, in levels; null below two specifications. */
  readonly standardError: number | null;
  /** Ends of the 95% interval, in levels; null below two specifications. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Whether the three conditions of `severityFlag` hold. */
  readonly flagged: boolean;
}

/**
 * When a reviewer is flagged: from so many specifications on, where the difference exceeds so many levels
 * and its 95% interval leaves 0 out.
 */
export const severityFlag = { specifications: 3, levels: 0.5 } as const;

/**
 * Leave-one-out mean difference of every reviewer of one round, in the order of its panel: the mean, over the
 * criteria that the reviewer and at least one other rated, of own rating less the mean of the others' ratings.
 * Null without such a criterion. Throws RangeError for a rating that is not finite or has no reviewer.
 * A plain difference of means, which needs no source; `reviewerSeverity` names those of its error and interval.
 */
export function roundSeverity(round: RatedRound): readonly RoundSeverity[] {
  const sums = round.reviewers.map((reviewer) => ({ reviewer, criteria: 0, total: 0 }));
  for (const row of round.ratings) {
    let count = 0;
    let total = 0;
    row.forEach((rating, column) => {
      if (rating === null) return;
      if (!Number.isFinite(rating))
        throw new RangeError(`A rating is a finite number or null, not ${rating}.`);
      if (column >= sums.length) throw new RangeError(`The rating in column ${column + 1} has no reviewer.`);
      count += 1;
      total += rating;
    });
    if (count < 2) continue;
    sums.forEach((sum, column) => {
      const own = row[column] ?? null;
      if (own === null) return;
      sum.criteria += 1;
      sum.total += own - (total - own) / (count - 1);
    });
  }
  return sums.map(({ reviewer, criteria, total }) => ({
    reviewer,
    specification: round.specification,
    criteria,
    difference: criteria === 0 ? null : total / criteria,
  }));
}

/**
 * What `reviewerSeverity` says, from the rounds' own figures: for whoever keeps those instead of the ratings.
 * One row per reviewer, in the order of their first round. Null and sources as there.
 */
export function combineSeverity(rounds: readonly RoundSeverity[]): readonly ReviewerSeverity[] {
  const reviewers = new Map<string, Map<string, Cluster>>();
  for (const { reviewer, specification, criteria, difference } of rounds) {
    const clusters = reviewers.get(reviewer) ?? new Map<string, Cluster>();
    reviewers.set(reviewer, clusters);
    if (difference === null) continue;
    const cluster = clusters.get(specification) ?? { criteria: 0, total: 0 };
    clusters.set(specification, {
      criteria: cluster.criteria + criteria,
      total: cluster.total + criteria * difference,
    });
  }
  return Array.from(reviewers, ([reviewer, clusters]) => ({
    reviewer,
    ...estimate(Array.from(clusters.values())),
  }));
}

/**
 * Leave-one-out mean difference of every reviewer over several rounds, with its standard error, 95% interval
 * and flag. One row per reviewer, in the order of first appearance. Monitored, never used to adjust scores.
 *
 * The difference is the mean, over all criteria of all rounds that the reviewer and at least one other rated,
 * of own rating less the mean of the others' ratings, in levels (ratings being consecutive whole numbers).
 * Ratings of one specification share its panel and its faults, so specifications are what is sampled: the
 * standard error is that of a ratio estimate over clusters, √(g/(g−1) · Σ(totalᵢ − difference · criteriaᵢ)²) ÷
 * criteria over g specifications, which is the standard error of the specifications' means where all have the
 * same number of criteria; the interval takes Student's t with g − 1 degrees of freedom.
 *
 * Null: a difference without a criterion to compare; an error and interval below two specifications.
 * Sources: Cochran 1977, Sampling Techniques, 3rd ed., ch. 9A; Student 1908, Biometrika 6:1–25.
 */
export const reviewerSeverity = (rounds: readonly RatedRound[]): readonly ReviewerSeverity[] =>
  combineSeverity(rounds.flatMap(roundSeverity));

/** One specification's criteria and the sum of their differences. */
interface Cluster {
  readonly criteria: number;
  readonly total: number;
}

function estimate(clusters: readonly Cluster[]): Omit<ReviewerSeverity, 'reviewer'> {
  const specifications = clusters.length;
  const criteria = clusters.reduce((sum, cluster) => sum + cluster.criteria, 0);
  const undefinedYet = { standardError: null, lower: null, upper: null, flagged: false };
  if (criteria === 0) return { specifications, criteria, difference: null, ...undefinedYet };

  const difference = clusters.reduce((sum, cluster) => sum + cluster.total, 0) / criteria;
  if (specifications < 2) return { specifications, criteria, difference, ...undefinedYet };

  const squares = clusters.reduce((sum, { criteria: n, total }) => sum + (total - difference * n) ** 2, 0);
  const standardError = Math.sqrt((squares * specifications) / (specifications - 1)) / criteria;
  const margin = standardError * studentQuantile(specifications - 1);
  const lower = difference - margin;
  const upper = difference + margin;
  const flagged =
    specifications >= severityFlag.specifications &&
    // Half a level put together from thirds must not pass for more than half.
    Math.abs(difference) - severityFlag.levels > 1e-9 &&
    Math.abs(difference) > margin;
  return { specifications, criteria, difference, standardError, lower, upper, flagged };
}

/** The t that Student's distribution exceeds in absolute value with probability .05, found by bisection. */
function studentQuantile(degrees: number): number {
  let low = 0;
  let high = Math.PI / 2;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (studentWithin(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}

/**
 * Probability that |t| is at most √degrees · tan(angle): a finite sum for whole degrees of freedom.
 * Source: Abramowitz & Stegun 1964, 26.7.3 and 26.7.4.
 */
function studentWithin(angle: number, degrees: number): number {
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  const odd = degrees % 2 === 1;
  let sum = 0;
  let term = odd ? cosine : 1;
  for (let power = odd ? 1 : 0; power <= degrees - 2; power += 2) {
    sum += term;
    term *= ((power + 1) / (power + 2)) * cosine * cosine;
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
