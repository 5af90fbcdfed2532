/** The fewest rounds that have a number whose quartiles are shown: of fewer, quartiles are the numbers of single rounds. */
export const fewestForQuartiles = 10;

/** Where the middle half of some numbers lies. */
export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/**
 * Quartiles and median of a number that each round has at most one of, as spreadsheets’ `QUARTILE.INC` has them:
 * between two values they are interpolated (Hyndman and Fan, *The American Statistician* 50, 1996, type 7), and rounded to
 * three places. Null where fewer than ten rounds have the number.
 */
export function quartilesOf(values: readonly (number | null)[]): Quartiles | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length < fewestForQuartiles) return null;
  const at = (share: number) => {
    const place = (sorted.length - 1) * share;
    const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return Math.round((low + (high - low) * (place % 1)) * 1000) / 1000;
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
