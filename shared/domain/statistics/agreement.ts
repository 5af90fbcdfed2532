import { mulberry32 } from './mulberry32.ts';
import { quantile } from './quantile.ts';

// Over 350 lines because alpha, AC1 and AC2 count the same tallies and pairs, and are checked against one reference.

export { quantile } from './quantile.ts';
export {
  combineSeverity,
  type RatedRound,
  type ReviewerSeverity,
  type RoundSeverity,
  reviewerSeverity,
  roundSeverity,
  severityFlag,
} from './severity.ts';

/**
 * What a panel rated: criteria × reviewers, each rating the value of a level, null = missing.
 * Rows may differ in length: what a shorter one lacks is missing.
 */
export type Ratings = ReadonlyArray<ReadonlyArray<number | null>>;

/**
 * How far apart two levels are. `nominal`: equal or not. `ordinal`: by the ratings that lie between them.
 * `interval`: by the difference of their values.
 */
export type Metric = 'nominal' | 'ordinal' | 'interval';

/** Krippendorff's alpha with its percentile interval. */
export interface BootstrapAlpha {
  /** Alpha of the ratings themselves. */
  readonly alpha: number;
  /** Ends of the interval. */
  readonly lower: number;
  readonly upper: number;
  /** Resamples that the interval comes from. */
  readonly resamples: number;
  /** Resamples left out, alpha being undefined in them. */
  readonly undefinedResamples: number;
}

/**
 * Krippendorff's alpha: 1 for perfect agreement, 0 for what chance would give, below 0 for less than that.
 * Only pairable ratings count: those of criteria that at least two reviewers rated.
 *
 * Null when undefined: fewer than two criteria with two ratings (one alone always gives 0, whatever was rated),
 * or no variation among the pairable ratings. Throws RangeError for a rating that is not finite.
 *
 * Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; the metrics are those of Krippendorff
 * 2004, Content Analysis, 2nd ed., ch. 11.
 */
export function krippendorffAlpha(ratings: Ratings, options: { readonly metric: Metric }): number | null {
  const kinds = kindsOf(ratings, options.metric);
  return alphaOf(kinds, eachOnce(kinds));
}

/**
 * Alpha with a percentile interval from resampling criteria, all of them, with replacement, and working alpha
 * out anew, expected disagreement included. Same ratings, options and seed: same figures, on any machine.
 *
 * `resamples`: how many to draw, 1 or more. `confidence`: of the interval, between 0 and 1, such as 0.95.
 * `seed`: any number, of which the lowest 32 bits count. Resamples in which alpha is undefined are left out and
 * counted in `undefinedResamples`; `resamples` is what remains. The ends are quantiles of type 7.
 *
 * Null when alpha is undefined, in the ratings or in every resample. Throws RangeError for options out of range
 * or a rating that is not finite.
 *
 * Sources: Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13; criteria rather than pairs are
 * drawn because the pairs of one criterion depend on each other (Zapf et al. 2016, BMC Medical Research
 * Methodology 16:93).
 */
export function bootstrapAlpha(
  ratings: Ratings,
  options: {
    readonly metric: Metric;
    readonly resamples: number;
    readonly confidence: number;
    readonly seed: number;
  },
): BootstrapAlpha | null {
  const { metric, resamples, confidence, seed } = options;
  if (!(Number.isInteger(resamples) && resamples >= 1))
    throw new RangeError('At least one resample is needed.');
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('A confidence lies between 0 and 1.');

  const kinds = kindsOf(ratings, metric);
  const drawn = eachOnce(kinds);
  const alpha = alphaOf(kinds, drawn);
  if (alpha === null) return null;

  const random = mulberry32(seed);
  const alphas: number[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    drawn.fill(0);
    for (let draw = 0; draw < ratings.length; draw += 1) {
      const kind = kinds.kindOf[Math.floor(random() * ratings.length)];
      // Other draws hit a criterion without pairs, which adds nothing to alpha.
      if (kind !== undefined) drawn[kind] = (drawn[kind] ?? 0) + 1;
    }
    const resampled = alphaOf(kinds, drawn);
    if (resampled !== null) alphas.push(resampled);
  }

  const lower = quantile(alphas, (1 - confidence) / 2, 7);
  const upper = quantile(alphas, (1 + confidence) / 2, 7);
  if (lower === null || upper === null) return null;
  return { alpha, lower, upper, resamples: alphas.length, undefinedResamples: resamples - alphas.length };
}

/**
 * Gwet's AC1: agreement beyond chance, where chance counts only between ratings that are hard to tell apart, so
 * that it stays meaningful when nearly all ratings are the same. 1 for perfect agreement.
 *
 * `levels`: values of the declared scale; declared levels that nobody chose count too. A criterion with one
 * rating says nothing of agreement but counts towards how often a level is chosen.
 *
 * Null when undefined: no criterion with two ratings, or a scale of fewer than two levels. Throws RangeError for
 * a rating outside the scale or a level declared twice.
 *
 * Sources: Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29–48; for missing ratings
 * Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.
 */
export const gwetAC1 = (ratings: Ratings, options: { readonly levels: readonly number[] }): number | null =>
  gwet(ratings, options.levels, equal);

/**
 * Gwet's AC2: as AC1, with credit for near agreement. Two levels count for 1 less their distance (`linear`) or
 * its square (`quadratic`), as a share of the whole scale's. Distances are between the levels' values, so on a
 * scale with a gap (0, 1, 3) the levels on its sides are further apart than their neighbours.
 *
 * Null and RangeError as for AC1. Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.;
 * the weights are those of his R package irrCAC 1.0 on numeric categories.
 */
export function gwetAC2(
  ratings: Ratings,
  options: { readonly levels: readonly number[]; readonly weights: 'linear' | 'quadratic' },
): number | null {
  const { levels, weights } = options;
  const span = Math.max(...levels) - Math.min(...levels);
  const power = weights === 'linear' ? 1 : 2;
  return gwet(ratings, levels, (a, b) => 1 - (Math.abs(a - b) / span) ** power);
}

/**
 * Share (0 to 1) of pairs of reviewers that gave a criterion the same rating, averaged over the criteria that at
 * least two reviewers rated. Null when there are none. Throws RangeError for a rating that is not finite.
 *
 * Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed. (for two reviewers, plain agreement).
 */
export function percentAgreement(ratings: Ratings): number | null {
  const pairable = ratings.map(tally).filter(isPairable);
  return pairable.length === 0 ? null : meanAgreement(pairable, equal);
}

/** The ratings of one criterion that are not missing. */
interface Tally {
  /** How many there are. */
  readonly total: number;
  /** How often each rating was given. */
  readonly counts: ReadonlyMap<number, number>;
}

function tally(row: ReadonlyArray<number | null>): Tally {
  const counts = new Map<number, number>();
  let total = 0;
  for (const rating of row) {
    if (rating === null) continue;
    if (!Number.isFinite(rating)) throw new RangeError(`A rating is a finite number or null, not ${rating}.`);
    counts.set(rating, (counts.get(rating) ?? 0) + 1);
    total += 1;
  }
  return { total, counts };
}

const isPairable = ({ total }: Tally): boolean => total > 1;

/** How far two ratings agree, from 1 for equal ones down to 0. */
type Weight = (a: number, b: number) => number;

const equal: Weight = (a, b) => (a === b ? 1 : 0);

/** How far a pairable criterion's ratings agree, averaged over all pairs of them. */
function pairAgreement({ total, counts }: Tally, weight: Weight): number {
  // Every rating would be paired with itself too.
  let agreement = -total;
  for (const [a, count] of counts) for (const [b, other] of counts) agreement += count * other * weight(a, b);
  return agreement / (total * (total - 1));
}

const meanAgreement = (pairable: readonly Tally[], weight: Weight): number =>
  pairable.reduce((sum, criterion) => sum + pairAgreement(criterion, weight), 0) / pairable.length;

/**
 * What alpha needs of the pairable criteria. Criteria rated alike are of one kind: small panels have far fewer kinds
 * than criteria. Only ratings that occur have an entry, so work and memory grow with the ratings, however many levels
 * there are.
 */
interface Kinds {
  readonly metric: Metric;
  /** The kind of each pairable criterion, counted from 0. */
  readonly kindOf: readonly number[];
  /** Ratings of a criterion of each kind. */
  readonly sizes: Float64Array;
  /** Where the entries of each kind start; one more at the end. */
  readonly starts: Int32Array;
  /** Each kind’s ratings, level by level, lowest first. */
  readonly entries: Counts;
  /** Ratings of every level in the criteria that were drawn. Written anew for each resample, as all below. */
  readonly totals: Counts;
  /** Where each level stands on a line on which squared distances are the metric’s. Not used by `nominal`. */
  readonly positions: Float64Array;
}

/** How often levels were chosen: each the place of a level among all, and a number of ratings. */
interface Counts {
  readonly level: Int32Array;
  readonly count: Float64Array;
}

function kindsOf(ratings: Ratings, metric: Metric): Kinds {
  const pairable = ratings.map(tally).filter(isPairable);
  const levels = Array.from(new Set(pairable.flatMap(({ counts }) => Array.from(counts.keys()))));
  levels.sort((a, b) => a - b);
  const placeOf = new Map(levels.map((level, place) => [level, place]));

  const kinds = new Map<string, number>();
  const sizes: number[] = [];
  const starts = [0];
  const level: number[] = [];
  const count: number[] = [];
  const kindOf = pairable.map(({ total, counts }) => {
    const entries = Array.from(counts, ([rating, times]) => [placeOf.get(rating) ?? 0, times] as const);
    entries.sort(([a], [b]) => a - b);
    const spelling = entries.join(' ');
    const known = kinds.get(spelling);
    if (known !== undefined) return known;
    kinds.set(spelling, kinds.size);
    for (const [place, times] of entries) {
      level.push(place);
      count.push(times);
    }
    starts.push(level.length);
    return sizes.push(total) - 1;
  });

  return {
    metric,
    kindOf,
    sizes: Float64Array.from(sizes),
    starts: Int32Array.from(starts),
    entries: { level: Int32Array.from(level), count: Float64Array.from(count) },
    totals: { level: Int32Array.from(levels.keys()), count: new Float64Array(levels.length) },
    positions: fromZeroToOne(levels),
  };
}

/** How often each kind occurs among the criteria themselves. */
function eachOnce({ kindOf, sizes }: Kinds): Float64Array {
  const drawn = new Float64Array(sizes.length);
  for (const kind of kindOf) drawn[kind] = (drawn[kind] ?? 0) + 1;
  return drawn;
}

/** Alpha of criteria of which `drawn[i]` are of kind i; null when undefined. */
function alphaOf(kinds: Kinds, drawn: Float64Array): number | null {
  const { metric, sizes, starts, entries, totals, positions } = kinds;
  totals.count.fill(0);
  let criteria = 0;
  let ratings = 0;
  for (let kind = 0; kind < drawn.length; kind += 1) {
    const times = drawn[kind] ?? 0;
    if (times === 0) continue;
    criteria += times;
    ratings += times * (sizes[kind] ?? 0);
    const end = starts[kind + 1] ?? 0;
    for (let entry = starts[kind] ?? 0; entry < end; entry += 1) {
      const place = entries.level[entry] ?? 0;
      totals.count[place] = (totals.count[place] ?? 0) + times * (entries.count[entry] ?? 0);
    }
  }
  if (criteria < 2 || totals.count.includes(ratings)) return null;

  if (metric === 'ordinal') toMidranks(positions, totals.count);
  let observed = 0;
  for (let kind = 0; kind < drawn.length; kind += 1) {
    const times = drawn[kind] ?? 0;
    if (times === 0) continue;
    const size = sizes[kind] ?? 0;
    observed += (times * apart(kinds, entries, starts[kind] ?? 0, starts[kind + 1] ?? 0, size)) / (size - 1);
  }
  const expected = apart(kinds, totals, 0, totals.count.length, ratings);
  return 1 - ((ratings - 1) * observed) / expected;
}

/**
 * The distances between all pairs of some ratings, added up: of the entries `from` up to `to`, which are `ratings`
 * together. Squared distances of all pairs are the squared distances from their mean, times the number of ratings.
 */
function apart(
  { metric, positions }: Kinds,
  { level, count }: Counts,
  from: number,
  to: number,
  ratings: number,
): number {
  let sum = 0;
  if (metric === 'nominal') {
    for (let entry = from; entry < to; entry += 1)
      sum += (count[entry] ?? 0) * (ratings - (count[entry] ?? 0));
    return sum / 2;
  }
  for (let entry = from; entry < to; entry += 1)
    sum += (count[entry] ?? 0) * (positions[level[entry] ?? 0] ?? 0);
  const mean = sum / ratings;
  let squares = 0;
  for (let entry = from; entry < to; entry += 1) {
    const distance = (positions[level[entry] ?? 0] ?? 0) - mean;
    squares += (count[entry] ?? 0) * distance * distance;
  }
  return ratings * squares;
}

/** Levels moved and stretched, which leaves alpha as it is: no square gets too large or too small for a number. */
function fromZeroToOne(levels: readonly number[]): Float64Array {
  const lowest = levels[0] ?? 0;
  const span = (levels.at(-1) ?? 0) - lowest;
  return Float64Array.from(levels, (level) => (level - lowest) / span);
}

/**
 * Writes the middle rank of each level's ratings. Two of them differ by the ratings from one level to the other less
 * half of those at the two ends, which squared is Krippendorff's ordinal metric.
 */
function toMidranks(positions: Float64Array, totals: Float64Array): void {
  let below = 0;
  for (let level = 0; level < totals.length; level += 1) {
    const count = totals[level] ?? 0;
    positions[level] = below + count / 2;
    below += count;
  }
}

function gwet(ratings: Ratings, levels: readonly number[], weight: Weight): number | null {
  const chosen = new Map(levels.map((level) => [level, 0]));
  if (chosen.size !== levels.length) throw new RangeError('A scale declares each of its levels once.');

  const rated = ratings.map(tally).filter(({ total }) => total > 0);
  for (const { total, counts } of rated)
    for (const [rating, count] of counts) {
      const share = chosen.get(rating);
      if (share === undefined) throw new RangeError(`The rating ${rating} is not a level of the scale.`);
      chosen.set(rating, share + count / total);
    }
  const pairable = rated.filter(isPairable);
  if (pairable.length === 0 || levels.length < 2) return null;

  const observed = meanAgreement(pairable, weight);
  const weights = levels.flatMap((a) => levels.map((b) => weight(a, b))).reduce((sum, one) => sum + one);
  const shares = Array.from(chosen.values(), (sum) => sum / rated.length);
  const spread = shares.reduce((sum, share) => sum + share * (1 - share), 0);
  const expected = (weights * spread) / (levels.length * (levels.length - 1));
  return (observed - expected) / (1 - expected);
}
