import { expect, it } from 'vitest';
import { are, areOf, count, list } from './words.ts';

it('counts one thing in the singular and none in the plural', () => {
  expect([0, 1, 2].map((n) => count(n, 'rating'))).toEqual(['0 ratings', '1 rating', '2 ratings']);
  expect(count(2, 'criterion', 'criteria')).toBe('2 criteria');
  expect([0, 1, 2].map(are)).toEqual(['are', 'is', 'are']);
  expect([0, 1].map((n) => areOf(n, 1))).toEqual(['is', 'is']);
  expect([0, 1, 2].map((n) => areOf(n, 2))).toEqual(['are', 'is', 'are']);
});

it('lists with commas and one joint', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => list(items))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect(list(['a', 'b', 'c'], 'or')).toBe('a, b or c');
});
