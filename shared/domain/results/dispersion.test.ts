import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { references } from '../../../test/reference/references.ts';
import { averageDeviation, deviationFlagged, interquartileRange } from './dispersion.ts';

interface UnitFigures {
  readonly iqr_t7: number | null;
  readonly ad_median: number | null;
}

describe.each(references)('the spread of the ratings in $id', ({ ratings_units_by_raters, expected }) => {
  const units = expected.per_unit as readonly Partial<UnitFigures>[];
  it('is the published one for every criterion', () => {
    ratings_units_by_raters.forEach((row, i) => {
      const ratings = row.filter((rating): rating is number => rating !== null);
      const { iqr_t7 = null, ad_median = null } = units[i] ?? {};
      if (ad_median === null) expect(averageDeviation(ratings)).toBeNull();
      else expect(averageDeviation(ratings)).toBeCloseTo(ad_median, 9);
      if (ratings.length < 4 || iqr_t7 === null) expect(interquartileRange(ratings)).toBeNull();
      else expect(interquartileRange(ratings)).toBeCloseTo(iqr_t7, 9);
    });
  });
});

describe('the interquartile range', () => {
  it('is given from four ratings on', () => {
    expect(interquartileRange([0, 1, 3])).toBeNull();
    expect(interquartileRange([0, 1, 3, 3])).toBe(2.25);
  });
});

describe('the average deviation', () => {
  it('is about the median, which no other level undercuts', () => {
    const levels = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(levels, fc.integer({ min: 0, max: 8 }), (ratings, level) => {
        const about = ratings.reduce((sum, rating) => sum + Math.abs(rating - level), 0) / ratings.length;
        expect(averageDeviation(ratings)).toBeLessThanOrEqual(about);
      }),
    );
  });

  it('is 0 for one rating and null for none', () => {
    expect(averageDeviation([2])).toBe(0);
    expect(averageDeviation([])).toBeNull();
  });

  it('is flagged above a sixth of the number of levels, not at it', () => {
    expect(deviationFlagged(averageDeviation([0, 1]), 3)).toBe(false);
    expect(deviationFlagged(averageDeviation([0, 1, 2]), 3)).toBe(true);
    expect(deviationFlagged(averageDeviation([0, 0, 2]), 4)).toBe(false);
    expect(deviationFlagged(averageDeviation([0, 2]), 6)).toBe(false);
    expect(deviationFlagged(averageDeviation([0, 2]), 5)).toBe(true);
  });

  it('is never flagged where nobody rated', () => {
    expect(deviationFlagged(null, 3)).toBe(false);
  });
});
