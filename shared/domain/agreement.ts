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
  const drawn = new Float64Array(table.criteria).fill(1);
  return alphaOf(table, drawn, options.metric);
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
  const drawn = new Float64Array(table.criteria).fill(1);
  const alpha = alphaOf(table, drawn, metric);
  if (alpha === null) return null;

  const random = mulberry32(seed);
  const alphas: number[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    drawn.fill(0);
    for (let draw = 0; draw < ratings.length; draw += 1) {
      // Draws beyond the table hit a criterion without pairs, which adds nothing to alpha.
      const criterion = Math.floor(random() * ratings.length);
      if (criterion < table.criteria) drawn[criterion] = (drawn[criterion] ?? 0) + 1;
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
  gwet(ratings, options.levels, (a, b) => (a === b ? 1 : 0));

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
  const span = levels.length === 0 ? 0 : Math.max(...levels) - Math.min(...levels);
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
  let criteria = 0;
  let total = 0;
  for (const row of ratings) {
    const counts = new Map<number, number>();
    for (const rating of given(row)) counts.set(rating, (counts.get(rating) ?? 0) + 1);
    let rated = 0;
    let agreeing = 0;
    for (const count of counts.values()) {
      rated += count;
      agreeing += count * (count - 1);
    }
    if (rated < 2) continue;
    criteria += 1;
    total += agreeing / (rated * (rated - 1));
  }
  return criteria === 0 ? null : total / criteria;
}

/** The ratings of one criterion that are not missing. */
function given(row: ReadonlyArray<number | null>): number[] {
  const present: number[] = [];
  for (const rating of row) {
    if (rating === null) continue;
    if (!Number.isFinite(rating)) throw new RangeError(`A rating is a finite number or null, not ${rating}.`);
    present.push(rating);
  }
  return present;
}

/**
 * What alpha needs of each pairable criterion, so that a resample is a weighted sum of rows: for every level the
 * number of ratings, then for every pair of levels c < k the product of their numbers over (ratings − 1).
 */
interface Coincidences {
  /** Distinct pairable ratings, lowest first. */
  readonly levels: readonly number[];
  /** Number of pairable criteria. */
  readonly criteria: number;
  /** Numbers per criterion. */
  readonly width: number;
  /** `criteria` rows of `width` numbers. */
  readonly rows: Float64Array;
  /** Room for a sum of rows, kept because making it anew for each resample takes a fifth of the time. */
  readonly sums: Float64Array;
}

function coincidences(ratings: Ratings): Coincidences {
  const pairable = ratings.map(given).filter((row) => row.length > 1);
  const distinct = new Set<number>();
  for (const row of pairable) for (const rating of row) distinct.add(rating);
  const levels = Array.from(distinct).sort((a, b) => a - b);
  const places = new Map(levels.map((level, place) => [level, place]));

  const width = levels.length + (levels.length * (levels.length - 1)) / 2;
  const rows = new Float64Array(pairable.length * width);
  pairable.forEach((row, criterion) => {
    const counts = rows.subarray(criterion * width, (criterion + 1) * width);
    for (const rating of row) {
      const place = places.get(rating) ?? 0;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    let cell = levels.length;
    for (let c = 0; c < levels.length; c += 1)
      for (let k = c + 1; k < levels.length; k += 1, cell += 1)
        counts[cell] = ((counts[c] ?? 0) * (counts[k] ?? 0)) / (row.length - 1);
  });
  return { levels, criteria: pairable.length, width, rows, sums: new Float64Array(width) };
}

/** Alpha of a table in which criterion i occurs `drawn[i]` times; null when undefined. */
function alphaOf(table: Coincidences, drawn: Float64Array, metric: Metric): number | null {
  const { levels, width, rows, sums } = table;
  sums.fill(0);
  let criteria = 0;
  for (let criterion = 0; criterion < drawn.length; criterion += 1) {
    const times = drawn[criterion] ?? 0;
    if (times === 0) continue;
    criteria += times;
    const start = criterion * width;
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

function gwet(
  ratings: Ratings,
  levels: readonly number[],
  weight: (a: number, b: number) => number,
): number | null {
  const places = new Map(levels.map((level, place) => [level, place]));
  if (places.size !== levels.length) throw new RangeError('A scale declares each of its levels once.');
  const credits = levels.map((a) => levels.map((b) => weight(a, b)));

  const chosen = levels.map(() => 0);
  let rated = 0;
  let pairable = 0;
  let agreement = 0;
  for (const row of ratings) {
    const present = given(row);
    if (present.length === 0) continue;
    const counts = levels.map(() => 0);
    for (const rating of present) {
      const place = places.get(rating);
      if (place === undefined) throw new RangeError(`The rating ${rating} is not a level of the scale.`);
      counts[place] = (counts[place] ?? 0) + 1;
    }

    rated += 1;
    counts.forEach((count, place) => {
      chosen[place] = (chosen[place] ?? 0) + count / present.length;
    });

    if (present.length < 2) continue;
    pairable += 1;
    let credit = 0;
    counts.forEach((count, place) => {
      if (count === 0) return;
      const near = counts.reduce((sum, other, at) => sum + other * (credits[place]?.[at] ?? 0), 0);
      credit += count * (near - 1);
    });
    agreement += credit / (present.length * (present.length - 1));
  }
  if (pairable === 0 || levels.length < 2) return null;

  const observed = agreement / pairable;
  const weights = credits.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0);
  const spread = chosen.reduce((sum, total) => sum + (total / rated) * (1 - total / rated), 0);
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
