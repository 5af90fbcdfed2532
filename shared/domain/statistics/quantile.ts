/**
 * Sample quantile of `values` (any order, any unit) at `p`, 0 to 1.
 *
 * Type 1 is the inverse of the empirical distribution, so always one of the values: the one for ratings.
 * Type 7 interpolates between neighbours, as R, NumPy and spreadsheets do: the one for continuous figures.
 * Null for no values. Throws RangeError for a `p` outside 0 to 1 or a value that is not finite.
 *
 * Source: Hyndman & Fan 1996, The American Statistician 50:361–365.
 */
export function quantile(values: readonly number[], p: number, type: 1 | 7): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile's p is between 0 and 1, not ${p}.`);
  const sorted = Float64Array.from(values).sort();
  if (!sorted.every(Number.isFinite)) throw new RangeError('Quantiles need finite values.');
  const last = sorted.length - 1;
  if (last < 0) return null;

  if (type === 1) {
    const rank = sorted.length * p;
    // 100 × 0.55 is a hair above 55 in floating point; without the tolerance its rank would be 56.
    const tolerance = 4 * Number.EPSILON * rank;
    return sorted[Math.max(Math.ceil(rank - tolerance) - 1, 0)] ?? null;
  }

  const position = last * p;
  const below = Math.floor(position);
  const lower = sorted[below] ?? 0;
  const upper = sorted[Math.min(below + 1, last)] ?? 0;
  return lower + (position - below) * (upper - lower);
}
