import { quantile } from './quantile.ts';

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
  const table = coincidences(ratings);
  return alphaOf(table, eachOnce(table), options.metric);
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

  const table = coincidences(ratings);
  const drawn = eachOnce(table);
  const alpha = alphaOf(table, drawn, metric);
  if (alpha === null) return null;

  const random = mulberry32(seed);
  const alphas: number[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    drawn.fill(0);
    for (let draw = 0; draw < ratings.length; draw += 1) {
      const kind = table.kindOf[Math.floor(random() * ratings.length)];
      // Other draws hit a criterion without pairs, which adds nothing to alpha.
      if (kind !== undefined) drawn[kind] = (drawn[kind] ?? 0) + 1;
    }
    const resampled = alphaOf(table, drawn, metric);
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
 * What alpha needs of the pairable criteria, so that a resample is a weighted sum of rows: for every level the
 * number of ratings, then for every pair of levels c < k the product of their numbers over (ratings − 1). Criteria
 * rated alike are of one kind and share a row: small panels have far fewer kinds than criteria.
 */
interface Coincidences {
  /** Distinct pairable ratings, lowest first. */
  readonly levels: readonly number[];
  /** The kind of each pairable criterion, counted from 0. */
  readonly kindOf: readonly number[];
  readonly kinds: number;
  /** Numbers per kind. */
  readonly width: number;
  /** `kinds` rows of `width` numbers. */
  readonly rows: Float64Array;
  /** Room for a sum of rows, kept because making it anew for each resample takes a fifth of the time. */
  readonly sums: Float64Array;
}

function coincidences(ratings: Ratings): Coincidences {
  const pairable = ratings.map(tally).filter(isPairable);
  const levels = Array.from(new Set(pairable.flatMap(({ counts }) => Array.from(counts.keys()))));
  levels.sort((a, b) => a - b);

  const kinds = new Map<string, number>();
  const rows: number[] = [];
  const kindOf = pairable.map(({ total, counts }) => {
    const ofLevels = levels.map((level) => counts.get(level) ?? 0);
    const spelling = ofLevels.join();
    const known = kinds.get(spelling);
    if (known !== undefined) return known;
    const kind = kinds.size;
    kinds.set(spelling, kind);
    const pairs = ofLevels.flatMap((count, c) =>
      ofLevels.slice(c + 1).map((other) => (count * other) / (total - 1)),
    );
    rows.push(...ofLevels, ...pairs);
    return kind;
  });
  const width = (levels.length * (levels.length + 1)) / 2;
  return {
    levels,
    kindOf,
    kinds: kinds.size,
    width,
    rows: Float64Array.from(rows),
    sums: new Float64Array(width),
  };
}

/** How often each kind occurs among the criteria themselves. */
function eachOnce({ kindOf, kinds }: Coincidences): Float64Array {
  const drawn = new Float64Array(kinds);
  for (const kind of kindOf) drawn[kind] = (drawn[kind] ?? 0) + 1;
  return drawn;
}

/** Alpha of criteria of which `drawn[i]` are of kind i; null when undefined. */
function alphaOf(table: Coincidences, drawn: Float64Array, metric: Metric): number | null {
  const { levels, width, rows, sums } = table;
  sums.fill(0);
  let criteria = 0;
  for (let kind = 0; kind < drawn.length; kind += 1) {
    const times = drawn[kind] ?? 0;
    if (times === 0) continue;
    criteria += times;
    const start = kind * width;
    for (let i = 0; i < width; i += 1) sums[i] = (sums[i] ?? 0) + times * (rows[start + i] ?? 0);
  }
  if (criteria < 2) return null;

  const positions = metric === 'interval' ? levels : midranks(sums, levels.length);
  let ratings = 0;
  let observed = 0;
  let expected = 0;
  let cell = levels.length;
  for (let c = 0; c < levels.length; c += 1) {
    ratings += sums[c] ?? 0;
    for (let k = c + 1; k < levels.length; k += 1, cell += 1) {
      const distance = metric === 'nominal' ? 1 : ((positions[k] ?? 0) - (positions[c] ?? 0)) ** 2;
      observed += (sums[cell] ?? 0) * distance;
      expected += (sums[c] ?? 0) * (sums[k] ?? 0) * distance;
    }
  }
  return expected === 0 ? null : 1 - ((ratings - 1) * observed) / expected;
}

/**
 * The middle rank of each level's ratings. Two of them differ by the ratings from one level to the other less
 * half of those at the two ends, which squared is Krippendorff's ordinal metric.
 */
function midranks(counts: Float64Array, levels: number): readonly number[] {
  const ranks: number[] = [];
  let below = 0;
  for (let level = 0; level < levels; level += 1) {
    const count = counts[level] ?? 0;
    ranks.push(below + count / 2);
    below += count;
  }
  return ranks;
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

/**
 * Uniform numbers from 0 up to 1, the same sequence for a seed wherever it runs.
 * Source: mulberry32, Ettinger 2017 (public domain).
 */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
