import { shown } from '../basics/figure.ts';
import { count } from '../basics/words.ts';
import { deviationFlagged, fewestForInterquartileRange } from './dispersion.ts';

/** The interquartile range of a criterion's ratings in a sentence, null being too few ratings. */
export function interquartileRangeInWords(range: number | null): string {
  if (range === null)
    return `The range of the middle half of the ratings is given from ${fewestForInterquartileRange} ratings on.`;
  return range === 0
    ? 'The middle half of the ratings is at one level.'
    : `The middle half of the ratings spans ${levels(range)}.`;
}

/** The average deviation of a criterion's ratings in sentences, null being no ratings; `scale`: its levels. */
export function averageDeviationInWords(deviation: number | null, scale: number): string {
  if (deviation === null) return 'Nobody has rated this criterion.';
  if (deviation === 0) return 'All ratings are the same.';
  const average = `On average a rating lies ${levels(deviation)} from the middle one.`;
  const limit = `a sixth of the scale’s ${scale} levels`;
  return deviationFlagged(deviation, scale)
    ? `${average} This is more than ${limit}: reviewers see this criterion differently.`
    : `${average} This is not more than ${limit}.`;
}

function levels(distance: number): string {
  return count(shown(distance), 'level');
}
