import { expect, test } from 'vitest';
import { groundsOf, setOf } from '../testing.ts';
import { compareRecommendations } from './comparison.ts';
import { comparedSentence } from './comparison-in-words.ts';
import { recommend } from './recommendation.ts';
import { wordsFrom } from './status-words.ts';

const judged = (rows: number[][]) => recommend(groundsOf(setOf(rows.map(() => ({}))), rows));

test('it lists the criteria whose status changed, and counts the others', () => {
  const before = judged([
    [0, 0],
    [3, 3],
  ]);
  const after = judged([
    [3, 3],
    [3, 3],
  ]);
  const { changed, unchanged } = compareRecommendations(before, after);
  expect(changed.map((one) => comparedSentence(one, wordsFrom(null)))).toEqual(['4.1: not met → met']);
  expect(unchanged).toBe(1);
});

test('criteria that only one of the two sets has are changes too', () => {
  const one = judged([[3, 3]]);
  const two = judged([
    [3, 3],
    [3, 1],
  ]);
  expect(
    compareRecommendations(one, two).changed.map((one) => comparedSentence(one, wordsFrom(null))),
  ).toEqual(['4.2: not in the criteria set → disputed']);
  expect(
    compareRecommendations(two, one).changed.map((one) => comparedSentence(one, wordsFrom(null))),
  ).toEqual(['4.2: disputed → not in the criteria set']);
});

test('a round compared with itself has not changed', () => {
  const one = judged([[3, 1]]);
  expect(compareRecommendations(one, one)).toEqual({ changed: [], unchanged: 1 });
});
