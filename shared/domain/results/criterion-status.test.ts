import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/references.ts';
import {
  type CriterionStatus,
  criterionStatus,
  criterionStatuses,
  lowerMedian,
  statusGrounds,
} from './criterion-status.ts';

const { threshold, panels } = readReference('panels-3-level.json') as {
  readonly threshold: number;
  readonly panels: readonly {
    readonly counts: readonly number[];
    readonly median_low: number;
    readonly proposed_status_min2: string;
  }[];
};

const ratingsFrom = (counts: readonly number[]) =>
  counts.flatMap((count, level) => Array.from({ length: count }, () => level));

/** Every panel of `size` ratings on `levels` levels, counted per level. */
function panelsOf(size: number, levels: number): number[][] {
  if (levels === 1) return [[size]];
  return Array.from({ length: size + 1 }, (_, lowest) => lowest).flatMap((lowest) =>
    panelsOf(size - lowest, levels - 1).map((rest) => [lowest, ...rest]),
  );
}

/**
 * The rule in other words than the code's: a side has the panel where it keeps a majority whichever one reviewer
 * is left out.
 */
function ruleInOtherWords(ratings: readonly number[], T: number, minReviews: number): CriterionStatus {
  if (ratings.length < minReviews) return 'insufficient';
  const holdsWithoutAnyOne = (isOnSide: (rating: number) => boolean) =>
    ratings.every((_, absent) => {
      const rest = ratings.filter((_rating, i) => i !== absent);
      return 2 * rest.filter(isOnSide).length > rest.length;
    });
  if (holdsWithoutAnyOne((r) => r >= T) && !ratings.some((r) => r <= T - 2)) return 'met';
  if (!holdsWithoutAnyOne((r) => r < T)) return 'disputed';
  const middle = [...ratings].sort()[Math.ceil(ratings.length / 2) - 1];
  return middle === T - 1 ? 'partly-met' : 'not-met';
}

describe('the status of a criterion', () => {
  it('is the published one for every panel of up to six on three levels', () => {
    expect(panels).toHaveLength(83);
    for (const { counts, proposed_status_min2: expected, median_low } of panels) {
      const ratings = ratingsFrom(counts);
      expect(criterionStatus(ratings, { threshold, minReviews: 2 }), `${counts}`).toBe(
        expected.replace('_', '-'),
      );
      expect(lowerMedian(ratings)).toBe(median_low);
    }
  });

  it.each([1, 2, 3, 4])('follows the rule for every panel of up to six on five levels, threshold %i', (T) => {
    for (const size of [0, 1, 2, 3, 4, 5, 6])
      for (const counts of panelsOf(size, 5))
        for (const minReviews of [2, 3, 4]) {
          const ratings = ratingsFrom(counts);
          const status = criterionStatus(ratings, { threshold: T, minReviews });
          expect(status, `${counts} at ${T}, ${minReviews} needed`).toBe(
            ruleInOtherWords(ratings, T, minReviews),
          );
        }
  });

  it('does not depend on the order of the ratings', () => {
    expect(criterionStatus([0, 1, 1, 2], { threshold: 2, minReviews: 2 })).toBe('partly-met');
    expect(criterionStatus([2, 1, 0, 1], { threshold: 2, minReviews: 2 })).toBe('partly-met');
  });

  it('compares levels as numbers, so that 10 lies above 9', () => {
    expect(lowerMedian([10, 9, 10])).toBe(10);
    expect(criterionStatus([9, 9, 10], { threshold: 10, minReviews: 2 })).toBe('disputed');
  });

  it('rests on counts around the threshold', () => {
    expect(statusGrounds([3, 2, 1, 0, 0], 2)).toEqual({
      ratings: 5,
      needed: 4,
      atOrAbove: 2,
      below: 3,
      farBelow: 2,
      lowerMedian: 1,
    });
    expect(statusGrounds([], 2).lowerMedian).toBeNull();
  });

  it('is one of five', () => {
    expect(criterionStatuses).toEqual(['met', 'partly-met', 'not-met', 'disputed', 'insufficient']);
  });
});
