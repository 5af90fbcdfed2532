import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/references.ts';
import { quantile } from './quantile.ts';

const { probs, cases } = readReference('quantiles.json') as {
  readonly probs: readonly number[];
  readonly cases: ReadonlyArray<{
    readonly x: number | readonly number[];
    readonly types: Readonly<Record<'1' | '7', readonly number[]>>;
  }>;
};

describe('quantile', () => {
  it.each(cases)('gives what R gives for $x', ({ x, types }) => {
    const values = [x].flat();
    probs.forEach((p, i) => {
      expect(quantile(values, p, 1)).toBe(types['1'][i]);
      expect(quantile(values, p, 7)).toBeCloseTo(types['7'][i] ?? Number.NaN, 12);
    });
  });

  it('is null for no values', () => {
    expect(quantile([], 0.5, 1)).toBeNull();
    expect(quantile([], 0.5, 7)).toBeNull();
  });

  it('is not thrown off by a rank that floating point puts just above a whole number', () => {
    const oneToHundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(100 * 0.55).toBeGreaterThan(55);
    expect(quantile(oneToHundred, 0.55, 1)).toBe(55);
  });

  it('sorts by number and leaves the values it was given alone', () => {
    const values = [10, 9, 100, 1];
    expect(quantile(values, 1, 1)).toBe(100);
    expect(values).toEqual([10, 9, 100, 1]);
  });

  it('refuses a p outside 0 to 1 and values that are not finite, and says so', () => {
    for (const p of [-0.1, 1.1, Number.NaN])
      expect(() => quantile([1], p, 7)).toThrow(
        new RangeError(`A quantile's p is between 0 and 1, not ${p}.`),
      );
    expect(() => quantile([1, Number.NaN], 0.5, 7)).toThrow(new RangeError('Quantiles need finite values.'));
  });

  it('never falls as p rises, and type 1 is always one of the values', () => {
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 });
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, p, p, (x, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(x).toContain(quantile(x, a, 1));
        expect(quantile(x, low, 1)).toBeLessThanOrEqual(Number(quantile(x, high, 1)));
        expect(quantile(x, low, 7)).toBeLessThanOrEqual(Number(quantile(x, high, 7)) + 1e-12);
      }),
    );
  });
});
