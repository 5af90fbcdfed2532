import { quantile } from '../statistics/quantile.ts';
import { lowerMedian } from './criterion-status.ts';

/** Fewest ratings with which an interquartile range is given: with fewer it says less than the counts do. */
export const fewestForInterquartileRange = 4;

/**
 * How many levels the middle half of the ratings spans, between quartiles of type 7 (Hyndman & Fan 1996, The
 * American Statistician 50:361–365). `ratings` are levels' values. Null for fewer than four ratings.
 */
export function interquartileRange(ratings: readonly number[]): number | null {
  if (ratings.length < fewestForInterquartileRange) return null;
  return (quantile(ratings, 0.75, 7) ?? 0) - (quantile(ratings, 0.25, 7) ?? 0);
}

/**
 * Average deviation: the mean distance of the ratings from their median, in levels. About the median and not the
 * mean, because levels are ordinal; of an even number of ratings either middle one gives the same figure.
 * 0 for a single rating, which says nothing of agreement. Null for no ratings.
 *
 * Source: Burke, Finkelstein & Dusig 1999, Organizational Research Methods 2:49–68 (their AD about the median).
 */
export function averageDeviation(ratings: readonly number[]): number | null {
  const median = lowerMedian(ratings);
  if (median === null) return null;
  return ratings.reduce((sum, rating) => sum + Math.abs(rating - median), 0) / ratings.length;
}

/**
 * Whether an average deviation shows disagreement: above a sixth of the number of levels, the most that can pass
 * for agreement on a scale of that many. False where the deviation is null. Shown, never deciding.
 *
 * Source: Burke & Dunlap 2002, Organizational Research Methods 5:159–172. They derive the limit for deviations
 * from the mean; those from the median are never larger, so fewer criteria are flagged, never more.
 */
export const deviationFlagged = (deviation: number | null, levels: number): boolean =>
  deviation !== null && deviation > levels / 6;
