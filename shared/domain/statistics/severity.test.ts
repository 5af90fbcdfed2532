import { describe, expect, it } from 'vitest';
import { type Reference, references } from '../../../test/reference/references.ts';
import { combineSeverity, type RatedRound, reviewerSeverity, roundSeverity } from './severity.ts';

const close = (value: number | null | undefined, expected: number) =>
  expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThan(1e-9);

const reviewersOf = (ratings: RatedRound['ratings']) =>
  Array.from({ length: Math.max(...ratings.map((row) => row.length)) }, (_, i) => `reviewer-${i + 1}`);

/** The reference's ratings as so many specifications with nearly equal numbers of criteria. */
const split = ({ ratings_units_by_raters: ratings }: Reference, specifications: number): RatedRound[] =>
  Array.from({ length: specifications }, (_, i) => {
    const from = Math.round((i * ratings.length) / specifications);
    const to = Math.round(((i + 1) * ratings.length) / specifications);
    return {
      specification: `specification-${i + 1}`,
      reviewers: reviewersOf(ratings),
      ratings: ratings.slice(from, to),
    };
  });

/** One round per specification, in which R1 differs from the only other reviewer by each of `differences`. */
const pairs = (...specifications: ReadonlyArray<readonly number[]>): RatedRound[] =>
  specifications.map((differences, i) => ({
    specification: `specification-${i + 1}`,
    reviewers: ['one', 'other'],
    ratings: differences.map((difference) => [4 + difference, 4]),
  }));

const first = (rounds: readonly RatedRound[]) => {
  const [row] = reviewerSeverity(rounds);
  if (row === undefined) throw new Error('There is no reviewer.');
  return row;
};

describe('reviewer severity', () => {
  it.each(references)('matches the reference differences of $id, in one round or in several', (reference) => {
    const expected = reference.expected.rater_severity_leave_one_out_mean_difference;
    for (const rounds of [split(reference, 1), split(reference, 3), split(reference, 5)])
      reviewerSeverity(rounds).forEach((row, i) => {
        if (expected === null) expect(row.difference).toBeNull();
        else close(row.difference, expected[i] ?? Number.NaN);
      });
  });

  it('flags the harsh and the lenient reviewer of the reference and nobody else', () => {
    const reference = references.find(({ id }) => id === 'syn-severity');
    if (reference === undefined) throw new Error('The reference is missing.');
    for (const specifications of [3, 4, 5, 8])
      expect(
        reviewerSeverity(split(reference, specifications))
          .filter((row) => row.flagged)
          .map((row) => row.reviewer),
      ).toEqual(['reviewer-3', 'reviewer-5']);
  });

  it('takes its error and interval from the spread between specifications', () => {
    // Means -1, -1.5, -0.5 of two criteria each: standard deviation .5, and R's qt(.975, 2).
    const row = first(pairs([-1, -1], [-2, -1], [0, -1]));
    expect(row).toMatchObject({ reviewer: 'one', specifications: 3, criteria: 6, difference: -1 });
    close(row.standardError, 0.5 / Math.sqrt(3));
    close(row.lower, -1 - (4.30265272974946 * 0.5) / Math.sqrt(3));
    close(row.upper, -1 + (4.30265272974946 * 0.5) / Math.sqrt(3));
  });

  it.each([
    [2, 12.7062047361747],
    [3, 4.30265272974946],
    [4, 3.18244630528371],
    [5, 2.77644510519779],
    [11, 2.22813885196627],
    [31, 2.04227245630124],
    [101, 1.98397151852355],
  ])('uses the t quantile that R gives for %i specifications', (specifications, t) => {
    const row = first(pairs(...Array.from({ length: specifications }, (_, i) => [i % 3])));
    close(((row.upper ?? 0) - (row.lower ?? 0)) / (2 * (row.standardError ?? 0)), t);
  });

  it('gives larger specifications more weight, as every criterion counts once', () => {
    const row = first(pairs([-1], [-2, -2, -2], [0, 0]));
    close(row.difference, -7 / 6);
    // Residuals of the totals about the mean: 1/6, -15/6 and 14/6.
    close(row.standardError, Math.sqrt((3 / 2) * ((1 + 225 + 196) / 36)) / 6);
  });

  it('never flags below three specifications', () => {
    const row = first(pairs([-2, -2], [-2, -2]));
    expect(row).toMatchObject({ difference: -2, standardError: 0, lower: -2, upper: -2, flagged: false });
    expect(first(pairs([-2], [-2], [-2])).flagged).toBe(true);
  });

  it('never flags half a level or less, however certain', () => {
    expect(first(pairs([-1, 0], [-1, 0], [-1, 0]))).toMatchObject({
      difference: -0.5,
      upper: -0.5,
      flagged: false,
    });
  });

  it('does not take half a level for more because it was put together from thirds', () => {
    const aThird = [2, 2, 1, 2];
    const twoThirds = [2, 1, 1, 2];
    const ratings = Array.from({ length: 10 }, (_, i) => (i < 5 ? aThird : twoThirds));
    const row = first(
      ['a', 'b', 'c'].map((specification) => ({
        specification,
        reviewers: ['one', 'two', 'three', 'four'],
        ratings,
      })),
    );
    expect(row.difference).toBeGreaterThan(0.5);
    close(row.difference, 0.5);
    expect(row).toMatchObject({ specifications: 3, flagged: false });
  });

  it('flags a little more than half a level', () => {
    const half = [[1], [1], [0], [0]].flat();
    expect(first(pairs([...half, 1], [...half, 1], [...half, 1]))).toMatchObject({
      difference: 0.6,
      flagged: true,
    });
  });

  it('never flags where the interval holds 0, however large the difference', () => {
    const row = first(pairs([-3], [-2], [0]));
    expect(row.difference).toBeLessThan(-0.5);
    expect(row.upper).toBeGreaterThan(0);
    expect(row.flagged).toBe(false);
  });

  it('counts two rounds on one specification as one specification', () => {
    const [a, b, c] = pairs([-1], [-1], [-1]);
    if (!a || !b || !c) throw new Error('There are three rounds.');
    const row = first([a, { ...b, specification: a.specification }, c]);
    expect(row).toMatchObject({ specifications: 2, criteria: 3, flagged: false });
  });

  it('has no error or interval from one specification', () => {
    expect(first(pairs([-1, -2]))).toEqual({
      reviewer: 'one',
      specifications: 1,
      criteria: 2,
      difference: -1.5,
      standardError: null,
      lower: null,
      upper: null,
      flagged: false,
    });
  });

  it('leaves out criteria that nobody else rated, missing ratings and rounds without anything to compare', () => {
    const rows = reviewerSeverity([
      { specification: 'a', reviewers: ['one', 'two', 'three'], ratings: [[1, 2, null], [1], [null, 3], []] },
      { specification: 'b', reviewers: ['one', 'four'], ratings: [[1, null]] },
    ]);
    expect(
      rows.map(({ reviewer, specifications, criteria, difference }) => [
        reviewer,
        specifications,
        criteria,
        difference,
      ]),
    ).toEqual([
      ['one', 1, 1, -1],
      ['two', 1, 1, 1],
      ['three', 0, 0, null],
      ['four', 0, 0, null],
    ]);
  });

  it('says nothing of nobody', () => {
    expect(reviewerSeverity([])).toEqual([]);
    expect(reviewerSeverity([{ specification: 'a', reviewers: [], ratings: [[], []] }])).toEqual([]);
  });

  it('comes out the same from the figures kept of each round', () => {
    const rounds = references.flatMap((reference) => split(reference, 4));
    const kept = JSON.parse(JSON.stringify(rounds.map(roundSeverity)));
    expect(combineSeverity(kept.flat())).toEqual(reviewerSeverity(rounds));
  });

  it('refuses ratings without a reviewer and ratings that are not finite, and says which', () => {
    const of = (row: readonly number[]) => () =>
      roundSeverity({ specification: 'a', reviewers: ['one', 'two'], ratings: [[1, 2], row] });
    const refusal = (message: string) => new RangeError(message);
    expect(of([1, 2, 3])).toThrow(refusal('The rating in column 3 has no reviewer.'));
    expect(of([1, Number.NaN])).toThrow(refusal('A rating is a finite number or null, not NaN.'));
  });
});
