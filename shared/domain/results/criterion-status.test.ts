import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/references.ts';
import {
  type CriterionStatus,
  criterionStatus,
  criterionStatuses,
  fewestOf,
  lowerMedian,
  type StatusRule,
  statusGrounds,
} from './criterion-status.ts';

/** Every panel of up to six, counted per level, and its status by the Centre's rule. */
const published = readReference('panels.json') as {
  readonly minReviews: number;
  readonly scales: readonly {
    readonly levels: number;
    readonly threshold: number;
    readonly panels: readonly {
      readonly counts: readonly number[];
      readonly status: Readonly<Record<string, CriterionStatus>>;
      readonly dissentRefers: CriterionStatus;
    }[];
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

const usual: StatusRule = { threshold: 2, minReviews: 2, metShare: { atLeast: 2, of: 3 }, lowest: 0 };

describe('the status of a criterion', () => {
  it('is the published one for every panel of up to six on two and three levels', () => {
    let compared = 0;
    for (const { threshold, panels } of published.scales)
      for (const { counts, status, dissentRefers } of panels) {
        const rule = { ...usual, threshold, minReviews: published.minReviews };
        const ratings = ratingsFrom(counts);
        for (const [share, expected] of Object.entries(status)) {
          const [atLeast = 0, of = 0] = share.split('/').map(Number);
          const metShare = { atLeast, of };
          expect(criterionStatus(ratings, { ...rule, metShare }), `${counts} by ${share}`).toBe(expected);
          compared += 1;
        }
        expect(criterionStatus(ratings, { ...rule, dissentRefers: true }), `${counts}`).toBe(dissentRefers);
      }
    expect(compared).toBe(330);
  });

  it('is never worse, nor ever not met anew, for one rating raised: every panel of up to six on five levels', () => {
    let raises = 0;
    for (const threshold of [1, 2, 3, 4])
      for (const dissentRefers of [false, true])
        for (const size of [2, 3, 4, 5, 6])
          for (const counts of panelsOf(size, 5)) {
            const rule = { ...usual, threshold, dissentRefers };
            const before = criterionStatus(ratingsFrom(counts), rule);
            counts.forEach((count, from) => {
              for (let to = from + 1; count > 0 && to < 5; to += 1) {
                const raised = counts.map((n, level) => n - Number(level === from) + Number(level === to));
                const after = criterionStatus(ratingsFrom(raised), rule);
                if (before === 'met') expect(after, `${counts} → ${raised}`).toBe('met');
                if (before !== 'not-met') expect(after, `${counts} → ${raised}`).not.toBe('not-met');
                raises += 1;
              }
            });
          }
    expect(raises).toBe(20_080);
  });

  it('is met by two of three, and by no fewer than two thirds of any panel', () => {
    expect(criterionStatus([1, 2, 2], usual)).toBe('met');
    expect(criterionStatus([1, 2, 2, 1], usual)).toBe('disputed');
    expect(criterionStatus([1, 2, 2, 2], usual)).toBe('met');
  });

  it('is disputed where a third or more stand at each end, whatever the majority', () => {
    expect(criterionStatus([0, 2, 2], usual)).toBe('disputed');
    expect(criterionStatus([0, 2, 2, 2], usual)).toBe('met');
    const split = [...Array(8).fill(0), ...Array(4).fill(1), ...Array(8).fill(2)];
    expect(criterionStatus(split, usual)).toBe('disputed');
  });

  it('is disputed by one strong dissent where the criterion asks for that, and by none that is not strong', () => {
    const safety = { ...usual, dissentRefers: true };
    expect(criterionStatus([0, 2, 2, 2], safety)).toBe('disputed');
    expect(criterionStatus([1, 2, 2, 2], safety)).toBe('met');
    expect(criterionStatus([0, 0, 0, 1], safety)).toBe('not-met');
  });

  it('is not met where everybody says no on a scale of yes and no', () => {
    expect(criterionStatus([0, 0, 0], { ...usual, threshold: 1 })).toBe('not-met');
    expect(criterionStatus([4, 4], { ...usual, threshold: 5, lowest: 4 })).toBe('not-met');
    expect(criterionStatus([5, 5], { ...usual, threshold: 6, lowest: 4 })).toBe('partly-met');
  });

  it('does not depend on the order of the ratings', () => {
    expect(criterionStatus([0, 1, 1, 2], usual)).toBe('partly-met');
    expect(criterionStatus([2, 1, 0, 1], usual)).toBe('partly-met');
  });

  it('compares levels as numbers, so that 10 lies above 9', () => {
    expect(lowerMedian([10, 9, 10])).toBe(10);
    expect(criterionStatus([9, 9, 10, 10], { ...usual, threshold: 10 })).toBe('disputed');
  });

  it('rests on counts around the threshold', () => {
    expect(statusGrounds([3, 2, 1, 0, 0], usual)).toEqual({
      ratings: 5,
      needed: 4,
      third: 2,
      atOrAbove: 2,
      below: 3,
      strongDissents: 2,
      lowerMedian: 1,
    });
    expect(statusGrounds([0, 0, 1], { ...usual, threshold: 1 }).strongDissents).toBe(2);
    expect(statusGrounds([0, 1, 1], usual).strongDissents).toBe(1);
    expect(statusGrounds([1, 1], { ...usual, threshold: 2, lowest: 1 }).strongDissents).toBe(2);
    expect(statusGrounds([], usual).lowerMedian).toBeNull();
  });

  it('is one of five', () => {
    expect(criterionStatuses).toEqual(['met', 'partly-met', 'not-met', 'disputed', 'insufficient']);
  });
});

describe('the fewest ratings that are a share of all', () => {
  it('are so many, and one fewer is too few, by whole numbers', () => {
    const share = fc
      .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }))
      .map(([a, b]) => ({ atLeast: Math.min(a, b), of: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 250 }), share, (all, { atLeast, of }) => {
        const fewest = fewestOf(all, { atLeast, of });
        expect(fewest * of).toBeGreaterThanOrEqual(all * atLeast);
        expect((fewest - 1) * of).toBeLessThan(all * atLeast);
      }),
      { numRuns: 1_000 },
    );
  });
});
