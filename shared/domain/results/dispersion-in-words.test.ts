import { expect, it } from 'vitest';
import { averageDeviationInWords, interquartileRangeInWords } from './dispersion-in-words.ts';

it.each([
  [null, 'The range of the middle half of the ratings is given from 4 ratings on.'],
  [0, 'The middle half of the ratings is at one level.'],
  [1, 'The middle half of the ratings spans 1 level.'],
  [2.25, 'The middle half of the ratings spans 2.25 levels.'],
])('says what an interquartile range of %s means', (range, sentence) => {
  expect(interquartileRangeInWords(range)).toBe(sentence);
});

it.each([
  [null, 'Nobody has rated this criterion.'],
  [0, 'All ratings are the same.'],
  [
    2 / 3,
    'On average a rating lies 0.67 levels from the middle one. This is not more than a sixth of the scale’s 4 levels.',
  ],
  [
    1,
    'On average a rating lies 1 level from the middle one. This is more than a sixth of the scale’s 4 levels: reviewers see this criterion differently.',
  ],
])('says what an average deviation of %s means', (deviation, sentence) => {
  expect(averageDeviationInWords(deviation, 4)).toBe(sentence);
});
