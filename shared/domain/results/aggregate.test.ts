import { describe, expect, it } from 'vitest';
import { references } from '../../../test/reference/references.ts';
import { criteriaOf } from '../criteria-sets/criteria-set.ts';
import { type Rating, unableToJudge } from '../reviews/review.ts';
import { panelOf, setHash, setOf } from '../testing.ts';
import { aggregate, levelsOf, ratingsOf } from './aggregate.ts';

const aggregated = (rows: readonly (readonly Rating[])[], set = setOf(rows.map(() => ({})))) =>
  aggregate(set, setHash, panelOf(set, rows));

describe('a criterion of the result', () => {
  it('counts levels, those unable to judge, the middle, the share met, and the spread', () => {
    expect(aggregated([[3, 0, unableToJudge, 2, 2, null]]).criteria).toEqual([
      {
        criterionId: 'c1',
        counts: [1, 0, 2, 1],
        unableToJudge: 1,
        lowerMedian: 2,
        shareAtOrAbove: 0.75,
        interquartileRange: 0.75,
        averageDeviation: 0.75,
        deviationFlagged: true,
        status: 'met',
      },
    ]);
  });

  it('has no figures where nobody rated it', () => {
    expect(aggregated([[unableToJudge, null]]).criteria).toEqual([
      {
        criterionId: 'c1',
        counts: [0, 0, 0, 0],
        unableToJudge: 1,
        lowerMedian: null,
        shareAtOrAbove: null,
        interquartileRange: null,
        averageDeviation: null,
        deviationFlagged: false,
        status: 'insufficient',
      },
    ]);
  });

  it('goes by its own threshold, and by the fewest ratings of its set', () => {
    const set = setOf([{}, { threshold: 3 }], { minReviews: 3 });
    const twoRatings = aggregated(
      [
        [2, 2],
        [2, 2],
      ],
      set,
    );
    const threeRatings = aggregated(
      [
        [2, 2, 2],
        [2, 2, 2],
      ],
      set,
    );
    expect(twoRatings.criteria.map((c) => c.status)).toEqual(['insufficient', 'insufficient']);
    expect(threeRatings.criteria.map((c) => [c.status, c.shareAtOrAbove])).toEqual([
      ['met', 1],
      ['partly-met', 0],
    ]);
  });

  it('counts levels of a scale that does not start at 0', () => {
    const set = setOf([{}], { lowest: 5, levels: 3, threshold: 6 });
    expect(aggregated([[5, 7, 7]], set).criteria[0]?.counts).toEqual([1, 0, 2]);
  });
});

describe('the result of a round', () => {
  it('counts statuses per section and over all', () => {
    const set = setOf([{}, {}, {}, {}, {}]);
    const [first, second, ...rest] = criteriaOf(set);
    const sections = [
      { id: 'one', number: '4', title: '', criteria: [first, second].filter((c) => c !== undefined) },
      { id: 'two', number: '5', title: '', criteria: rest },
    ];
    const rows = [
      [2, 3],
      [1, 1],
      [0, 0],
      [1, 2],
      [2, null],
    ];
    const result = aggregate({ ...set, sections }, setHash, panelOf(set, rows));
    const none = { met: 0, 'partly-met': 0, 'not-met': 0, disputed: 0, insufficient: 0 };
    expect(result.sections).toEqual([
      { sectionId: 'one', statusCounts: { ...none, met: 1, 'partly-met': 1 } },
      { sectionId: 'two', statusCounts: { ...none, 'not-met': 1, disputed: 1, insufficient: 1 } },
    ]);
    expect(result.statusCounts).toEqual({
      met: 1,
      'partly-met': 1,
      'not-met': 1,
      disputed: 1,
      insufficient: 1,
    });
    expect(result.criteria.map((c) => c.criterionId)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
  });

  it('names the submissions it counted by panel place, in that order', () => {
    const set = setOf([{}]);
    const [one, two] = panelOf(set, [[2, 3]]);
    if (one === undefined || two === undefined) throw new Error('Two submissions were asked for');
    const other = { ...two, content: { ...two.content, criteriaSetHash: 'b'.repeat(64) } };
    const result = aggregate(set, setHash, [other, one]);
    expect(result.criteriaSetHash).toBe(setHash);
    expect(result.submissions).toEqual([
      { place: 1, contentHash: '1'.repeat(64), criteriaSetHash: setHash },
      { place: 2, contentHash: '2'.repeat(64), criteriaSetHash: 'b'.repeat(64) },
    ]);
  });

  it('holds no text of a review', () => {
    const set = setOf([{}]);
    const submissions = panelOf(set, [[2, unableToJudge]]).map((submission) => ({
      ...submission,
      content: {
        ...submission.content,
        ratings: {
          c1: { rating: 2, reason: 'SECRET', evidence: 'SECRET', comment: 'SECRET', note: 'SECRET' },
        },
        overallComment: 'SECRET',
        overallNote: 'SECRET',
      },
    }));
    expect(JSON.stringify(aggregate(set, setHash, submissions))).not.toContain('SECRET');
  });

  it('can be made of no submissions', () => {
    const result = aggregate(setOf([{}]), setHash, []);
    expect(result.submissions).toEqual([]);
    expect(result.statusCounts.insufficient).toBe(1);
    expect(result.agreement).toEqual({ alpha: null, interval: null, ac1: null, rawAgreement: null });
  });
});

describe('the agreement of a panel', () => {
  it.each(references)('is the published one for $id', ({ scale, ratings_units_by_raters, expected }) => {
    const [lowest = 0] = scale;
    const levels = scale.length;
    const isConsecutive = scale.every((level, i) => level === lowest + i);
    if (!isConsecutive) return;
    const set = setOf(
      ratings_units_by_raters.map(() => ({})),
      { lowest, levels, threshold: lowest + 1 },
    );
    const { agreement } = aggregate(set, setHash, panelOf(set, ratings_units_by_raters));
    const figures = [agreement.alpha, agreement.ac1, agreement.rawAgreement];
    const published = [
      expected.krippendorff_alpha.ordinal,
      expected.gwet_declared_scale.AC1,
      expected.percent_pair_agreement,
    ];
    figures.forEach((figure, i) => {
      const expectedFigure = published[i] ?? null;
      if (expectedFigure === null) expect(figure).toBeNull();
      else expect(figure).toBeCloseTo(expectedFigure, 9);
    });
  });

  const rows = [
    [0, 0, 1],
    [2, 2, 2],
    [3, 2, 3],
    [1, 0, 1],
  ];

  it('has an interval around alpha from 1,000 resamples, the same whenever it is worked out', () => {
    const { alpha, interval } = aggregated(rows).agreement;
    expect(Number(interval?.resamples) + Number(interval?.undefinedResamples)).toBe(1_000);
    expect(interval?.lower).toBeLessThan(Number(alpha));
    expect(interval?.upper).toBeGreaterThan(Number(alpha));
    expect(aggregated(rows).agreement.interval).toEqual(interval);
    expect(Object.keys(interval ?? {})).toEqual(['lower', 'upper', 'resamples', 'undefinedResamples']);
  });

  it('leaves out those unable to judge, and levels that the scale lacks', () => {
    const [first = [], ...rest] = rows;
    const missing = aggregated([[...first, null], ...rest.map((row) => [...row, null])]);
    const unable = aggregated([[...first, unableToJudge], ...rest.map((row) => [...row, 9])]);
    expect(unable.agreement).toEqual(missing.agreement);
    expect(missing.agreement).toEqual(aggregated(rows).agreement);
  });

  it('is null where undefined: without variation alpha only, without pairs everything', () => {
    const same = [
      [2, 2],
      [2, 2],
    ];
    expect(aggregated(same).agreement).toEqual({ alpha: null, interval: null, ac1: 1, rawAgreement: 1 });
    expect(aggregated([[1], [2]]).agreement).toEqual({
      alpha: null,
      interval: null,
      ac1: null,
      rawAgreement: null,
    });
  });
});

it('takes the ratings of a criterion from every submission, and the levels among them', () => {
  const set = setOf([{}]);
  const [criterion] = criteriaOf(set);
  if (criterion === undefined) throw new Error('One criterion was asked for');
  const ratings = ratingsOf(panelOf(set, [[0, unableToJudge, null, 3]]), criterion);
  expect(ratings).toEqual([0, unableToJudge, null, 3]);
  expect(levelsOf(ratings)).toEqual([0, 3]);
});
