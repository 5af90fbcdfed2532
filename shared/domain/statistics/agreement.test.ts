import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference, references } from '../../../test/reference/references.ts';
import {
  bootstrapAlpha,
  gwetAC1,
  gwetAC2,
  krippendorffAlpha,
  type Metric,
  percentAgreement,
  quantile,
  type Ratings,
} from './agreement.ts';

const metrics: readonly Metric[] = ['nominal', 'ordinal', 'interval'];

const same = (value: number | null | undefined, expected: number | null | undefined) => {
  if (typeof expected === 'number') expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThan(1e-9);
  else expect(value).toBeNull();
};

/** Every figure of a matrix on the levels 0 to 3. */
const figures = (ratings: Ratings) => {
  const levels = [0, 1, 2, 3];
  return [
    ...metrics.map((metric) => krippendorffAlpha(ratings, { metric })),
    gwetAC1(ratings, { levels }),
    gwetAC2(ratings, { levels, weights: 'linear' }),
    gwetAC2(ratings, { levels, weights: 'quadratic' }),
    percentAgreement(ratings),
  ];
};

const matrices = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 5 }))
  .chain(([criteria, reviewers]) => {
    const rating = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null, freq: 4 });
    const row = fc.array(rating, { minLength: reviewers, maxLength: reviewers });
    return fc.array(row, { minLength: criteria, maxLength: criteria });
  });

/** A matrix, and the same with rows (or columns) in another order. */
const shuffledRows = matrices.chain((matrix) =>
  fc.tuple(fc.constant(matrix), fc.shuffledSubarray(matrix, { minLength: matrix.length })),
);
const shuffledColumns = matrices.chain((matrix) => {
  const columns = (matrix[0] ?? []).map((_, i) => i);
  return fc
    .shuffledSubarray(columns, { minLength: columns.length })
    .map((order) => [matrix, matrix.map((row) => order.map((column) => row[column] ?? null))] as const);
});

const agree = (a: Ratings, b: Ratings) => {
  const expected = figures(b);
  figures(a).forEach((figure, i) => {
    same(figure, expected[i]);
  });
};

const hayes = readReference('pub-hayes-krippendorff-2007.json') as {
  readonly published: { readonly alpha: Readonly<Record<Metric, number>> };
  readonly ratings_units_by_raters: Ratings;
};

/** The larger of the sizes promised: 500 criteria × 200 reviewers, one rating in ten missing. */
const large = Array.from({ length: 500 }, (_, criterion) =>
  Array.from({ length: 200 }, (_, reviewer) => {
    const mixed = (criterion * 7919 + reviewer * 104_729) % 1009;
    return mixed % 10 === 0 ? null : Math.min(3, Math.max(0, (criterion % 4) + (mixed % 3) - 1));
  }),
);

describe.each(references)(
  'on the reference data $id',
  ({ scale, ratings_units_by_raters: ratings, expected }) => {
    it.each(metrics)('alpha has the %s figure', (metric) => {
      same(krippendorffAlpha(ratings, { metric }), expected.krippendorff_alpha[metric]);
    });

    it('AC1 and AC2 have the figures on the declared scale', () => {
      same(gwetAC1(ratings, { levels: scale }), expected.gwet_declared_scale.AC1);
      same(gwetAC2(ratings, { levels: scale, weights: 'linear' }), expected.gwet_declared_scale.AC2_linear);
      same(
        gwetAC2(ratings, { levels: scale, weights: 'quadratic' }),
        expected.gwet_declared_scale.AC2_quadratic,
      );
    });

    it('agreement has the figure, overall and for each criterion', () => {
      same(percentAgreement(ratings), expected.percent_pair_agreement);
      ratings.forEach((row, i) => {
        same(percentAgreement([row]), expected.per_unit[i]?.pair_agreement);
      });
    });

    it('alpha has the figures with each criterion left out', () => {
      expected.jackknife?.unit_index_1based.forEach((criterion, i) => {
        const rest = ratings.filter((_, row) => row !== criterion - 1);
        same(
          krippendorffAlpha(rest, { metric: 'ordinal' }),
          expected.jackknife?.alpha_ordinal_without_unit[i],
        );
      });
    });

    it('alpha has the figures of the given resamples of criteria', () => {
      for (const { index, alpha_ordinal } of expected.bootstrap?.deterministic_resamples ?? []) {
        const resample = index.map((criterion) => ratings[criterion - 1] ?? []);
        same(krippendorffAlpha(resample, { metric: 'ordinal' }), alpha_ordinal);
      }
    });

    it('the interval is the one that as many resamples gave, within their scatter', () => {
      const resamples = expected.bootstrap?.B ?? 1_000;
      const interval = bootstrapAlpha(ratings, { metric: 'ordinal', resamples, confidence: 0.95, seed: 1 });
      if (expected.bootstrap === null) {
        expect(interval).toBeNull();
        return;
      }
      const {
        percentile95_type7: ends,
        mc_tolerance: tolerance,
        undefined_resamples: left,
      } = expected.bootstrap;
      same(interval?.alpha, expected.krippendorff_alpha.ordinal);
      expect(Math.abs((interval?.lower ?? Number.NaN) - ends[0])).toBeLessThan(tolerance);
      expect(Math.abs((interval?.upper ?? Number.NaN) - ends[1])).toBeLessThan(tolerance);
      expect(Math.abs((interval?.undefinedResamples ?? Number.NaN) - left)).toBeLessThanOrEqual(
        resamples * 0.03,
      );
      expect((interval?.resamples ?? 0) + (interval?.undefinedResamples ?? 0)).toBe(resamples);
    });
  },
);

describe('Krippendorff’s alpha', () => {
  it.each(metrics)('is the published one on the data of Hayes and Krippendorff (%s)', (metric) => {
    const alpha = krippendorffAlpha(hayes.ratings_units_by_raters, { metric });
    expect(Math.abs((alpha ?? Number.NaN) - hayes.published.alpha[metric])).toBeLessThan(0.0005);
  });

  it('is undefined without criteria, without ratings and without two ratings of one criterion', () => {
    for (const ratings of [
      [],
      [[]],
      [[null, null]],
      [[1], [2]],
      [
        [1, null],
        [null, 2],
      ],
    ])
      for (const metric of metrics) expect(krippendorffAlpha(ratings, { metric })).toBeNull();
  });

  it('is undefined for one criterion that can be compared, which would give 0 whatever was rated', () => {
    expect(krippendorffAlpha([[0, 2, 1]], { metric: 'ordinal' })).toBeNull();
    expect(krippendorffAlpha([[0, 2, 1], [1], [null, 2]], { metric: 'ordinal' })).toBeNull();
  });

  it('is undefined where only ratings that stand alone vary', () => {
    expect(
      krippendorffAlpha(
        [
          [2, 2],
          [2, 2],
          [0, null],
          [null, 1],
        ],
        { metric: 'nominal' },
      ),
    ).toBeNull();
  });

  it('is 0 for one dissent and for a reviewer who always gives the same rating beside one who varies', () => {
    const oneDissent = Array.from({ length: 20 }, (_, i) => [2, 2, i === 7 ? 0 : 2, 2]);
    expect(krippendorffAlpha(oneDissent, { metric: 'ordinal' })).toBe(0);
    expect(
      krippendorffAlpha(
        [
          [1, 0],
          [1, 1],
          [1, 0],
        ],
        { metric: 'nominal' },
      ),
    ).toBeLessThan(0);
  });

  it('is 1 exactly for perfect agreement', () => {
    for (const metric of metrics)
      expect(
        krippendorffAlpha(
          [
            [0, 0],
            [3, 3],
            [1, 1],
          ],
          { metric },
        ),
      ).toBe(1);
  });

  it('reads only the order of levels under the ordinal metric, and their values under the interval one', () => {
    const close = [
      [0, 1],
      [1, 1],
      [2, 2],
      [0, 0],
    ];
    const far = close.map((row) => row.map((rating) => (rating === 2 ? 9 : rating)));
    const alpha = (ratings: Ratings, metric: Metric) => krippendorffAlpha(ratings, { metric });
    same(alpha(far, 'ordinal'), alpha(close, 'ordinal'));
    expect(alpha(far, 'interval')).not.toBeCloseTo(alpha(close, 'interval') ?? 0, 3);
  });

  it('takes rows of different length as rows with ratings missing', () => {
    const padded = [
      [1, 2, null],
      [1, null, null],
      [2, 2, 2],
      [null, null, null],
    ];
    agree([[1, 2], [1], [2, 2, 2], []], padded);
  });

  it.each(metrics)(
    'is what its pairs of ratings say of measurements that nearly all differ (%s)',
    (metric) => {
      const measured = Array.from({ length: 15 }, (_, i) =>
        Array.from({ length: 10 }, (_, j) => ((i * 37 + j * j * 11 + 3 * i * j) % 1_009) / 10 - 50),
      );
      const all = measured.flat().sort((a, b) => a - b);
      const apart = (a: number, b: number) => {
        if (metric === 'nominal') return a === b ? 0 : 1;
        const between = all.filter((one) => one >= Math.min(a, b) && one <= Math.max(a, b)).length;
        const ends = all.filter((one) => one === a || one === b).length;
        return metric === 'interval' || a === b ? (a - b) ** 2 : (between - ends / 2) ** 2;
      };
      const distances = (values: readonly number[]) =>
        values.reduce((sum, a) => sum + values.reduce((inner, b) => inner + apart(a, b), 0), 0);
      const observed = measured.reduce((sum, row) => sum + distances(row) / (row.length - 1), 0);
      const expected = distances(all) / (all.length - 1);
      same(krippendorffAlpha(measured, { metric }), 1 - observed / expected);
    },
  );

  it('is worked out however many different ratings there are', () => {
    const measured = Array.from({ length: 500 }, (_, i) =>
      Array.from({ length: 200 }, (_, j) => i + Math.sin(i * 200 + j)),
    );
    for (const metric of metrics) expect(krippendorffAlpha(measured, { metric })).toBeTypeOf('number');
  });

  it('stays the same when values are moved and stretched, however far', () => {
    const ratings = [
      [0, 1, 1],
      [3, 1, 3],
      [2, 2, 0],
    ];
    const alpha = krippendorffAlpha(ratings, { metric: 'interval' });
    for (const [origin, unit] of [
      [1_000_000, 1],
      [0, 1e200],
      [-5, 1e-3],
    ] as const)
      same(
        krippendorffAlpha(
          ratings.map((row) => row.map((rating) => origin + rating * unit)),
          { metric: 'interval' },
        ),
        alpha,
      );
  });

  it('refuses a rating that is not finite, and says which', () => {
    expect(() => krippendorffAlpha([[1, Number.NaN]], { metric: 'nominal' })).toThrow(
      new RangeError('A rating is a finite number or null, not NaN.'),
    );
    expect(() => percentAgreement([[1, Number.POSITIVE_INFINITY]])).toThrow(
      new RangeError('A rating is a finite number or null, not Infinity.'),
    );
  });
});

describe('the bootstrap interval', () => {
  const options = { metric: 'ordinal', resamples: 2_000, confidence: 0.95, seed: 7 } as const;

  it('comes from resampling criteria on the data of Hayes and Krippendorff', () => {
    const interval = bootstrapAlpha(hayes.ratings_units_by_raters, { ...options, resamples: 10_000 });
    expect(Math.abs((interval?.lower ?? Number.NaN) - 0.628)).toBeLessThan(0.01);
    expect(Math.abs((interval?.upper ?? Number.NaN) - 0.842)).toBeLessThan(0.01);
  });

  it('is the same for the same seed and another for another', () => {
    const ratings = hayes.ratings_units_by_raters;
    expect(bootstrapAlpha(ratings, options)).toEqual(bootstrapAlpha(ratings, options));
    expect(bootstrapAlpha(ratings, options)).not.toEqual(bootstrapAlpha(ratings, { ...options, seed: 8 }));
  });

  it('is wider for more confidence', () => {
    const width = (confidence: number) => {
      const interval = bootstrapAlpha(hayes.ratings_units_by_raters, { ...options, confidence });
      return (interval?.upper ?? 0) - (interval?.lower ?? 0);
    };
    expect(width(0.99)).toBeGreaterThan(width(0.95));
    expect(width(0.95)).toBeGreaterThan(width(0.5));
  });

  it('is undefined where alpha is, and where no resample has an alpha', () => {
    expect(bootstrapAlpha([], options)).toBeNull();
    expect(
      bootstrapAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        options,
      ),
    ).toBeNull();
    const twoDiffering = [[0, 0], [1, 1], [null], [null], [null], [null]];
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    expect(
      seeds.some((seed) => bootstrapAlpha(twoDiffering, { ...options, resamples: 1, seed }) === null),
    ).toBe(true);
  });

  it('draws criteria without pairs too, as they are part of the sample', () => {
    const half = [[0, 0], [1, 1], [2, 1], [0, 1], [1], [2], [null], []];
    const interval = bootstrapAlpha(half, options);
    // Of 8 draws, at most one is pairable with probability 9/256, so that some 70 of 2,000 have no alpha.
    expect(interval?.undefinedResamples).toBeGreaterThan(40);
  });

  it('refuses options out of range', () => {
    const given = (wrong: Partial<typeof options | { resamples: number; confidence: number }>) => () =>
      bootstrapAlpha([[1, 1]], { ...options, ...wrong });
    for (const resamples of [0, 1.5, Number.NaN])
      expect(given({ resamples })).toThrow(new RangeError('At least one resample is needed.'));
    for (const confidence of [0, 1, Number.NaN])
      expect(given({ confidence })).toThrow(new RangeError('A confidence lies between 0 and 1.'));
    expect(given({ resamples: 1 })).not.toThrow();
  });

  it('is what alpha gives of the resamples that the published generator draws, on any machine', () => {
    const ratings = [
      [0, 0, 1],
      [1, 1, 1],
      [2, 1, 2],
      [0, 0, 1],
      [2, 2, 2],
      [null, 1, null],
      [null, 0, null],
    ];
    for (const seed of [1, 2 ** 31, -5, 2 ** 40 + 3]) {
      let state = seed;
      const random = () => {
        state += 0x6d2b79f5;
        let t = Math.imul(state ^ (state >>> 15), state | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
      };
      const alphas: number[] = [];
      for (let resample = 0; resample < 200; resample += 1) {
        const drawn = ratings.map(() => ratings[Math.floor(random() * ratings.length)] ?? []);
        const alpha = krippendorffAlpha(drawn, { metric: 'ordinal' });
        if (alpha !== null) alphas.push(alpha);
      }
      const interval = bootstrapAlpha(ratings, { metric: 'ordinal', resamples: 200, confidence: 0.8, seed });
      same(interval?.lower, quantile(alphas, 0.1, 7));
      same(interval?.upper, quantile(alphas, 0.9, 7));
      expect(interval?.resamples).toBe(alphas.length);
      expect(interval?.undefinedResamples).toBe(200 - alphas.length);
    }
  });

  it('contains alpha resampled by hand: only the criteria drawn matter', () => {
    const interval = bootstrapAlpha(
      [
        [0, 0],
        [1, 1],
      ],
      { ...options, resamples: 400 },
    );
    // Both criteria, or one twice: perfect agreement or no variation.
    expect(interval).toMatchObject({ alpha: 1, lower: 1, upper: 1 });
    expect(interval?.undefinedResamples).toBeGreaterThan(140);
    expect(interval?.undefinedResamples).toBeLessThan(260);
  });
});

describe('Gwet’s AC1 and AC2', () => {
  it('stay high for one dissent in 80 ratings', () => {
    const ratings = Array.from({ length: 20 }, (_, i) => [2, 2, i === 7 ? 0 : 2, 2]);
    expect(gwetAC1(ratings, { levels: [0, 1, 2] })).toBeCloseTo(0.97, 2);
  });

  it('are 1 for constant ratings, where alpha is undefined', () => {
    for (const weights of ['linear', 'quadratic'] as const)
      expect(
        gwetAC2(
          [
            [2, 2],
            [2, 2],
          ],
          { levels: [0, 1, 2], weights },
        ),
      ).toBe(1);
    expect(
      gwetAC1(
        [
          [2, 2],
          [2, 2],
        ],
        { levels: [0, 1, 2] },
      ),
    ).toBe(1);
  });

  it('are undefined without two ratings of one criterion, and on fewer than two levels', () => {
    expect(
      gwetAC1(
        [
          [1, null],
          [null, 2],
        ],
        { levels: [1, 2] },
      ),
    ).toBeNull();
    expect(gwetAC1([], { levels: [1, 2] })).toBeNull();
    expect(gwetAC1([[1, 1]], { levels: [1] })).toBeNull();
    expect(gwetAC2([[], []], { levels: [], weights: 'linear' })).toBeNull();
  });

  it('take distances on a scale with a gap from the values of its levels', () => {
    const ratings = [
      [0, 1],
      [1, 3],
      [3, 3],
      [0, 0],
    ];
    // Levels chosen 3, 2 and 3 times in 8, so that the spread is 42/64. Linear weights: 2/3 for 0 and 1, 1/3 for
    // 1 and 3, 0 for 0 and 3, in all 5; observed (2/3 + 1/3 + 1 + 1)/4. Quadratic: 8/9, 5/9, 0, in all 53/9.
    const expectedLinear = (5 * (42 / 64)) / 6;
    const expectedQuadratic = ((53 / 9) * (42 / 64)) / 6;
    same(
      gwetAC2(ratings, { levels: [0, 1, 3], weights: 'linear' }),
      (3 / 4 - expectedLinear) / (1 - expectedLinear),
    );
    same(
      gwetAC2(ratings, { levels: [0, 1, 3], weights: 'quadratic' }),
      (31 / 36 - expectedQuadratic) / (1 - expectedQuadratic),
    );
  });

  it('count declared levels that nobody chose', () => {
    const ratings = [
      [0, 0],
      [1, 1],
      [0, 1],
    ];
    expect(gwetAC1(ratings, { levels: [0, 1, 2, 3] })).toBeGreaterThan(
      gwetAC1(ratings, { levels: [0, 1] }) ?? 1,
    );
  });

  it('AC2 is AC1 on two levels', () => {
    const ratings = [
      [0, 0, 1],
      [1, 1],
      [0, 1],
    ];
    const ac1 = gwetAC1(ratings, { levels: [0, 1] });
    same(gwetAC2(ratings, { levels: [0, 1], weights: 'linear' }), ac1);
    same(gwetAC2(ratings, { levels: [0, 1], weights: 'quadratic' }), ac1);
  });

  it('refuse a rating outside the scale and a level declared twice', () => {
    expect(() => gwetAC1([[0, 4]], { levels: [0, 1, 2] })).toThrow(
      new RangeError('The rating 4 is not a level of the scale.'),
    );
    expect(() => gwetAC2([[0, 1]], { levels: [0, 1, 1], weights: 'linear' })).toThrow(
      new RangeError('A scale declares each of its levels once.'),
    );
  });
});

describe('raw agreement', () => {
  it('weighs criteria alike, however many reviewers rated them', () => {
    expect(
      percentAgreement([
        [1, 1],
        [1, 1, 2, 2],
      ]),
    ).toBeCloseTo((1 + 1 / 3) / 2, 12);
  });

  it('is undefined where no criterion has two ratings', () => {
    expect(percentAgreement([])).toBeNull();
    expect(percentAgreement([[1], [null, 2], []])).toBeNull();
  });
});

describe('every figure', () => {
  it('is the same in whatever order the criteria come', () => {
    fc.assert(fc.property(shuffledRows, ([a, b]) => agree(a, b)));
  });

  it('is the same in whatever order the reviewers come', () => {
    fc.assert(fc.property(shuffledColumns, ([a, b]) => agree(a, b)));
  });

  it('is the same with a reviewer who rated nothing', () => {
    fc.assert(
      fc.property(matrices, (a) =>
        agree(
          a,
          a.map((row) => [...row, null]),
        ),
      ),
    );
  });

  it('is the same with a criterion that nobody rated', () => {
    fc.assert(fc.property(matrices, (a) => agree(a, [...a, [null, null]])));
  });

  it('is at most 1', () => {
    fc.assert(
      fc.property(matrices, (a) => {
        for (const figure of figures(a)) expect(figure ?? 1).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is a finite number or null, never NaN', () => {
    fc.assert(
      fc.property(matrices, (a) => {
        for (const figure of figures(a)) expect(figure === null || Number.isFinite(figure)).toBe(true);
      }),
    );
  });

  it('is worked out for 500 criteria and 200 reviewers', () => {
    for (const figure of figures(large)) expect(figure).toBeTypeOf('number');
    expect(
      bootstrapAlpha(large, { metric: 'ordinal', resamples: 1_000, confidence: 0.95, seed: 1 })?.resamples,
    ).toBe(1_000);
  });
});

describe('figures that treat levels as names', () => {
  it('are the same under other names', () => {
    const renamed = (matrix: Ratings) =>
      matrix.map((row) => row.map((rating) => (rating === null ? null : (rating * 7 + 3) % 11)));
    fc.assert(
      fc.property(matrices, (a) => {
        same(
          krippendorffAlpha(renamed(a), { metric: 'nominal' }),
          krippendorffAlpha(a, { metric: 'nominal' }),
        );
        same(gwetAC1(renamed(a), { levels: [3, 10, 6, 2] }), gwetAC1(a, { levels: [0, 1, 2, 3] }));
        same(percentAgreement(renamed(a)), percentAgreement(a));
      }),
    );
  });
});

describe('the ordinal interval', () => {
  it('holds only alphas of matrices made of the rated criteria', () => {
    fc.assert(
      fc.property(matrices, fc.integer(), (a, seed) => {
        const interval = bootstrapAlpha(a, { metric: 'ordinal', resamples: 20, confidence: 0.9, seed });
        if (interval === null) return;
        same(interval.alpha, krippendorffAlpha(a, { metric: 'ordinal' }));
        expect(interval.lower).toBeLessThanOrEqual(interval.upper);
        expect(interval.upper).toBeLessThanOrEqual(1);
        expect(interval.resamples + interval.undefinedResamples).toBe(20);
      }),
    );
  });
});
