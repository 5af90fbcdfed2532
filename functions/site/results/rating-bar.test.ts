import { expect, test } from 'vitest';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { setOf } from '../../../shared/domain/testing.ts';
import { barKey, ratingBar } from './rating-bar.ts';

const set = setOf([{}, { threshold: 1 }]);
const [first, second] = criteriaOf(set);
if (first === undefined || second === undefined) throw new Error('The set has two criteria.');

const bar = (counts: number[], unableToJudge = 0, criterion = first) =>
  ratingBar(set, criterion, { counts, unableToJudge }, 4);

test('ratings below the threshold lie left of the middle, the others right of it, in the order of the levels', () => {
  expect(bar([1, 1, 1, 1]).segments.map(({ x, width }) => [x, width])).toEqual([
    [25, 12.5],
    [37.5, 12.5],
    [50, 12.5],
    [62.5, 12.5],
  ]);
  expect(bar([0, 0, 0, 4]).segments).toEqual([
    { x: 50, width: 50, middle: 75, count: 4, isNumbered: true, shade: 9 },
  ]);
  expect(bar([4, 0, 0, 0]).segments).toEqual([
    { x: 0, width: 50, middle: 25, count: 4, isNumbered: true, shade: 1 },
  ]);
});

test('a piece too narrow for its number has none; the words have it', () => {
  const { segments, text } = ratingBar(set, first, { counts: [0, 1, 19, 0], unableToJudge: 0 }, 20);
  expect(segments.map(({ isNumbered }) => isNumbered)).toEqual([false, true]);
  expect(text).toBe('1 Level 1 and 19 Level 2');
});

test('a criterion’s own threshold counts', () => {
  expect(bar([0, 4, 0, 0], 0, second).segments.map(({ x }) => x)).toEqual([50]);
});

test('the bar is said in words', () => {
  expect(bar([0, 1, 2, 0], 1).text).toBe('1 Level 1, 2 Level 2 and 1 unable to judge');
  expect(bar([0, 0, 0, 0]).text).toBe('No ratings');
});

test('the key runs from the lightest to the darkest shade', () => {
  expect(barKey(set).map(({ shade }) => shade)).toEqual([1, 4, 6, 9]);
});
