import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../basics/canonical-json.ts';
import { firstDifference } from './first-difference.ts';

const json = fc.jsonValue({ maxDepth: 3 });

describe('the first difference', () => {
  test('is none where the canonical JSON is the same, and only there', () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        expect(firstDifference(left, JSON.parse(JSON.stringify(left)))).toBeNull();
        expect(firstDifference(left, right) === null).toBe(canonicalJson(left) === canonicalJson(right));
      }),
    );
  });

  test.each<[string, unknown, unknown, string]>([
    ['a leaf', { a: [1, { 'b/c': 2 }] }, { a: [1, { 'b/c': 3 }] }, '/a/1/b~1c'],
    ['a kind', { a: [] }, { a: {} }, '/a'],
    ['null is not an object', { a: null }, { a: {} }, '/a'],
    ['a property that only the left has', { a: 1, b: 2 }, { a: 1 }, '/b'],
    ['a property that only the right has', { a: 1 }, { a: 1, b: null }, '/b'],
    ['a property that objects inherit', {}, { toString: 1 }, '/toString'],
    ['an item more', [1], [1, 2], '/1'],
    ['an item less', [1, 2], [1], '/1'],
    ['the first of two', { a: 1, b: 1 }, { b: 2, a: 2 }, '/a'],
    ['the whole', 1, '1', ''],
  ])('%s', (_, left, right, at) => {
    expect(firstDifference(left, right)?.pointer).toBe(at);
  });

  test('a property that is undefined is not there', () => {
    expect(firstDifference({ a: undefined }, {})).toBeNull();
  });

  test('says what stands on either side', () => {
    expect(firstDifference({ a: 1 }, {})).toEqual({ pointer: '/a', left: 1, right: undefined });
  });
});
