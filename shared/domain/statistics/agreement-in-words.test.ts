import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gwetAC1, krippendorffAlpha, type Ratings } from './agreement.ts';
import {
  alphaBesideAC1InWords,
  alphaIntervalInWords,
  alphaInWords,
  gwetInWords,
  percentAgreementInWords,
  severityInWords,
} from './agreement-in-words.ts';
import { combineSeverity, type ReviewerSeverity } from './severity.ts';

describe('raw agreement in words', () => {
  it.each([
    [null, 'Agreement cannot be shown: no criterion has been rated by 2 reviewers or more.'],
    [1, 'Agreement was complete: reviewers gave the same rating in every comparison.'],
    [0.999, 'Agreement was high: reviewers gave the same rating in more than 99% of comparisons.'],
    [0.86, 'Agreement was high: reviewers gave the same rating in 86% of comparisons.'],
    [0.795, 'Agreement was high: reviewers gave the same rating in 80% of comparisons.'],
    [0.7, 'Agreement was moderate: reviewers gave the same rating in 70% of comparisons.'],
    [0.6, 'Agreement was moderate: reviewers gave the same rating in 60% of comparisons.'],
    [0.5, 'Agreement was low: reviewers gave the same rating in 50% of comparisons.'],
    [0.001, 'Agreement was low: reviewers gave the same rating in less than 1% of comparisons.'],
    [0, 'There was no agreement: reviewers never gave the same rating.'],
  ])('of %s', (share, sentence) => {
    expect(percentAgreementInWords(share)).toBe(sentence);
  });
});

describe('alpha in words', () => {
  it('explains what an undefined alpha needs and does not mean', () => {
    expect(alphaInWords(null)).toBe(
      'Krippendorff’s alpha cannot be worked out. It needs at least 2 criteria that 2 reviewers or more have rated, and ratings that are not all the same. This alone says nothing about how far they agreed.',
    );
  });

  it.each([
    [1, '1.00', 'Ratings were consistent enough to rely on.'],
    [0.996, 'just below 1', 'Ratings were consistent enough to rely on.'],
    [0.796, '0.80', 'Ratings were consistent enough to rely on.'],
    [0.667, '0.67', 'Ratings were consistent enough for tentative conclusions only.'],
    [0.3, '0.30', 'Reviewers agreed more than by chance, but not consistently.'],
    [0, '0.00', 'Reviewers agreed no more than by chance.'],
    [-0.001, '0.00', 'Reviewers agreed no more than by chance.'],
    [
      -0.2,
      '−0.20',
      'Reviewers agreed less than by chance: they may have understood the criteria differently.',
    ],
  ])('of %s', (alpha, shown, verdict) => {
    expect(alphaInWords(alpha)).toBe(
      `Krippendorff’s alpha is ${shown}, where 1 is perfect agreement and 0 is what chance would give. ${verdict}`,
    );
  });
});

describe('the interval in words', () => {
  it('says where alpha would probably lie', () => {
    expect(alphaIntervalInWords(0.628, 0.842)).toBe(
      'With other criteria of the same kind, alpha would probably lie between 0.63 and 0.84 (95% interval).',
    );
  });

  it('warns of a wide range', () => {
    expect(alphaIntervalInWords(-0.026, 0.8)).toBe(
      'With other criteria of the same kind, alpha would probably lie between −0.03 and 0.80 (95% interval). This is a wide range, so do not rely on alpha alone.',
    );
  });

  it('takes a range of 0.40, as shown, for narrow enough', () => {
    expect(alphaIntervalInWords(0.1, 0.5)).not.toContain('wide range');
    expect(alphaIntervalInWords(0.096, 0.504)).not.toContain('wide range');
    expect(alphaIntervalInWords(0.1, 0.506)).toContain('wide range');
  });

  it('names one figure where both ends are shown the same', () => {
    expect(alphaIntervalInWords(0.996, 1)).toBe(
      'With other criteria of the same kind, alpha would probably be about 1.00 too (95% interval).',
    );
  });

  it('says why there is none', () => {
    const sentence = 'There is no 95% interval, because alpha cannot be worked out.';
    expect(alphaIntervalInWords(null, null)).toBe(sentence);
    expect(alphaIntervalInWords(null, 1)).toBe(sentence);
    expect(alphaIntervalInWords(0, null)).toBe(sentence);
  });
});

describe('AC1 and AC2 in words', () => {
  it.each([
    ['AC1', 0.97, 'Gwet’s AC1 is 0.97: agreement beyond chance was high.'],
    ['AC1', 0.8, 'Gwet’s AC1 is 0.80: agreement beyond chance was high.'],
    ['AC2', 0.7, 'Gwet’s AC2 is 0.70: agreement beyond chance was moderate.'],
    ['AC2', 0.6, 'Gwet’s AC2 is 0.60: agreement beyond chance was moderate.'],
    ['AC1', 0.2, 'Gwet’s AC1 is 0.20: agreement beyond chance was low.'],
    ['AC1', 0, 'Gwet’s AC1 is 0.00: reviewers agreed no more than by chance.'],
    ['AC1', -0.1, 'Gwet’s AC1 is −0.10: reviewers agreed no more than by chance.'],
    ['AC1', null, 'Gwet’s AC1 cannot be worked out: no criterion has been rated by 2 reviewers or more.'],
  ] as const)('%s of %s', (coefficient, value, sentence) => {
    expect(gwetInWords(coefficient, value)).toBe(sentence);
  });
});

describe('what is said of a figure', () => {
  /** Figures anywhere, and close to where two decimals change. */
  const figures = (min: number) =>
    fc.oneof(
      fc.double({ min, max: 1, noNaN: true }),
      fc
        .record({
          half: fc.integer({ min: min * 200, max: 200 }),
          nudge: fc.constantFrom(0, 1e-3, -1e-3, 1e-9, -1e-9, 1e-16, -1e-16),
        })
        .map(({ half, nudge }) => Math.min(1, half / 200 + nudge)),
    );
  /** The figure that a sentence shows. */
  const shownIn = (sentence: string) =>
    Number(sentence.match(/ is (?:just below )?(\u2212?[\d.]*\d)/)?.[1]?.replace('\u2212', '-'));

  it('is what it is called as shown, for every alpha', () => {
    fc.assert(
      fc.property(figures(-1), (alpha) => {
        const said = alphaInWords(alpha);
        const as = shownIn(said);
        expect(said.includes('rely on')).toBe(as >= 0.8);
        expect(said.includes('tentative')).toBe(as >= 0.67 && as < 0.8);
        expect(said.includes('more than by chance, but')).toBe(as > 0 && as < 0.67);
        expect(said.includes('no more than by chance')).toBe(as === 0);
        expect(said.includes('less than by chance')).toBe(as < 0);
        expect(Math.abs(as - alpha)).toBeLessThan(0.0051);
      }),
    );
  });

  it('is what it is called as shown, for every AC1', () => {
    fc.assert(
      fc.property(figures(-1), (ac1) => {
        const said = gwetInWords('AC1', ac1);
        const as = shownIn(said);
        expect(said.includes('high')).toBe(as >= 0.8);
        expect(said.includes('moderate')).toBe(as >= 0.6 && as < 0.8);
        expect(said.includes('low')).toBe(as > 0 && as < 0.6);
        expect(said.includes('no more than by chance')).toBe(as <= 0);
      }),
    );
  });

  it('is what it is called as shown, for every share', () => {
    fc.assert(
      fc.property(
        figures(0).filter((share) => share > 0 && share < 1),
        (share) => {
          const said = percentAgreementInWords(share);
          const as = Number(said.match(/(\d+)% of/)?.[1]);
          expect(said.includes('was high')).toBe(as >= 80);
          expect(said.includes('was moderate')).toBe(as >= 60 && as < 80);
          expect(said.includes('was low')).toBe(as < 60);
          expect(as).toBeGreaterThan(0);
          expect(as).toBeLessThan(100);
        },
      ),
    );
  });
});

describe('alpha beside AC1 in words', () => {
  /** What is said of a round's ratings on a scale from 1 up, its criteria being 4.1, 4.2 and so on. */
  const beside = (ratings: Ratings, scale: number) => {
    const levels = Array.from({ length: scale }, (_, index) => index + 1);
    return alphaBesideAC1InWords(
      krippendorffAlpha(ratings, { metric: 'ordinal' }),
      gwetAC1(ratings, { levels }),
      ratings.map((row, index) => ({
        number: `4.${index + 1}`,
        counts: levels.map((level) => row.filter((rating) => rating === level).length),
      })),
    );
  };
  const times = (n: number, row: Ratings[number]) => Array.from({ length: n }, () => row);

  it('explains a low alpha where nearly all ratings are the same', () => {
    expect(beside([[3, 2], ...times(39, [3, 3])], 4)).toBe(
      'Alpha is low (0.00) although Gwet’s AC1 is high (0.97). Of the 80 ratings that can be compared, 79 are at the same level: where nearly all are the same, a single different one can bring alpha down to 0. Go by AC1 and the counts for each criterion.',
    );
  });

  it('names the criterion whose ratings lie far apart also where nearly all ratings are the same', () => {
    expect(beside([[4, 2], ...times(39, [4, 4])], 4)).toMatch(
      /down to 0\. Go by AC1, but look at criterion 4\.1, where ratings lie 2 levels or more apart\.$/,
    );
  });

  it('sends to the criteria whose ratings lie far apart where ratings vary', () => {
    const ratings = [
      ...[times(1, [2, 2, 2]), times(1, [1, 4, 1]), times(1, [4, 4, 4]), times(1, [2, 2, 2])].flat(),
      ...[times(1, [4, 4, 4]), times(3, [3, 3, 3]), times(1, [2, 2, 2]), times(1, [4, 4, 1])].flat(),
    ];
    expect(beside(ratings, 4)).toBe(
      'Alpha is low (0.46) although Gwet’s AC1 is high (0.82). Reviewers mostly gave the same rating, but a few ratings lie far apart: alpha counts how far, AC1 only that they differ. Look at criteria 4.2 and 4.10, where ratings lie 2 levels or more apart.',
    );
  });

  it('explains a low alpha where ratings neither are nearly all the same nor lie far apart', () => {
    expect(beside([times(6, [1]).flat(), [1, 1, 1, 1, 2, 2], times(5, [1]).flat()], 3)).toBe(
      'Alpha is low (0.15) although Gwet’s AC1 is high (0.80). Reviewers mostly gave the same rating, and neighbouring levels where they did not. Alpha sets these small differences against those between criteria, and most criteria were rated much the same. Go by AC1 and the counts for each criterion.',
    );
  });

  it('names all criteria whose ratings lie far apart, and no others, wherever it explains a low alpha', () => {
    const skewed = fc.oneof(
      { weight: 8, arbitrary: fc.constant(4) },
      { weight: 1, arbitrary: fc.constantFrom(1, 2, 3, 5, null) },
    );
    let explained = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(skewed, { minLength: 2, maxLength: 4 }), { maxLength: 12 }),
        (ratings) => {
          const said = beside(ratings, 5);
          if (!said.startsWith('Alpha is low')) return;
          explained += 1;
          const far = ratings.flatMap((row, index) => {
            const given = row.filter((rating) => rating !== null);
            return Math.max(...given) - Math.min(...given) >= 2 ? [`4.${index + 1}`] : [];
          });
          expect(said.match(/4\.\d+/g) ?? []).toEqual(far);
        },
      ),
    );
    expect(explained).toBeGreaterThan(0);
  });

  it('calls ratings nearly all the same from nine tenths of those that can be compared on', () => {
    const counted = (...counts: number[]) => [
      { number: '4.1', counts },
      { number: '4.2', counts: [1, 0] },
    ];
    expect(alphaBesideAC1InWords(0, 0.9, counted(9, 1))).toContain('Of the 10 ratings');
    expect(alphaBesideAC1InWords(0, 0.9, counted(89, 11))).not.toContain('nearly all');
  });

  it('explains why alpha is higher than AC1 where reviewers differ by little', () => {
    const ratings = [1, 2, 3, 4, 5, 6, 7, 8].map((level) => [level, level, level + 1]);
    expect(beside(ratings, 9)).toBe(
      'Alpha is high (0.95) although Gwet’s AC1 is low (0.25). AC1 counts only whether ratings are the same, alpha how far apart they lie: reviewers often differed, but by less than ratings of different criteria do.',
    );
  });

  it('says that there is no alpha because one criterion alone can be compared, whatever its ratings', () => {
    const sentence =
      'Alpha has no value here because only criterion 4.1 has been rated by 2 reviewers or more. Go by the counts for that criterion.';
    expect(beside([[...times(19, [3]).flat(), 2]], 4)).toBe(sentence);
    expect(
      beside(
        [
          [3, 3],
          [1, null],
        ],
        4,
      ),
    ).toBe(sentence);
    expect(beside([[1, 4]], 4)).toBe(sentence);
  });

  it('says that there is no alpha because all ratings are the same', () => {
    expect(
      beside(
        [
          [3, 3],
          [3, 3, 3],
          [1, null],
        ],
        4,
      ),
    ).toBe(
      'Alpha has no value here because all ratings that can be compared are at the same level: it needs ratings that vary. Reviewers agreed completely.',
    );
  });

  it('has nothing to explain where nothing can be compared', () => {
    expect(beside([[3, null], [null, 1], []], 4)).toBe('');
    expect(beside([], 4)).toBe('');
  });

  it('explains where one is high and the other low, as shown, and nowhere else', () => {
    const criteria = times(2, [3, 3]).map((counts, index) => ({
      number: `4.${index}`,
      counts: [...counts] as number[],
    }));
    const isExplained = (alpha: number | null, ac1: number | null) =>
      alphaBesideAC1InWords(alpha, ac1, criteria) !== '';
    expect([isExplained(0.664, 0.796), isExplained(0.666, 0.796), isExplained(0.664, 0.794)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isExplained(0.796, 0.594), isExplained(0.794, 0.594), isExplained(0.796, 0.596)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isExplained(0.5, null)).toBe(false);
  });
});

describe('severity in words', () => {
  const harsh: ReviewerSeverity = {
    reviewer: 'an id that is never shown',
    specifications: 4,
    criteria: 37,
    difference: -1.113,
    standardError: 0.0886,
    lower: -1.395,
    upper: -0.831,
    flagged: true,
  };

  it('describes a flagged reviewer by panel place, and says that scores stay', () => {
    expect(severityInWords('R1', harsh)).toBe(
      'On average R1 rated 1.11 levels lower than the other reviewers, over 4 specifications. The 95% interval is from −1.40 to −0.83 levels. The difference is more than 0.5 of a level and unlikely to be chance, so it may be worth a conversation. Scores are never adjusted for it.',
    );
  });

  it('says of a reviewer whose interval holds 0 that it may be chance', () => {
    expect(
      severityInWords('R2', { ...harsh, difference: 0.21, lower: -0.11, upper: 0.53, flagged: false }),
    ).toBe(
      'On average R2 rated 0.21 levels higher than the other reviewers, over 4 specifications. The 95% interval is from −0.11 to +0.53 levels. The difference may well be chance. Scores are never adjusted for it.',
    );
  });

  it('leaves a small difference alone, however certain', () => {
    expect(
      severityInWords('R2', { ...harsh, difference: 0.2, lower: 0.1, upper: 0.3, flagged: false }),
    ).toContain(
      'levels. The difference is not more than 0.5 of a level, so nothing needs to be done. Scores',
    );
  });

  it('leaves a small difference alone also where it is below the others', () => {
    expect(
      severityInWords('R2', { ...harsh, difference: -0.2, lower: -0.3, upper: -0.1, flagged: false }),
    ).toContain(
      'levels. The difference is not more than 0.5 of a level, so nothing needs to be done. Scores',
    );
  });

  it('takes an interval that ends at 0 for chance', () => {
    for (const [lower, upper] of [
      [0, 1.4],
      [-1.4, 0],
    ] as const)
      expect(
        severityInWords('R2', { ...harsh, difference: (lower + upper) / 2, lower, upper, flagged: false }),
      ).toContain('The difference may well be chance.');
  });

  it('compares from three specifications on', () => {
    expect(severityInWords('R1', { ...harsh, specifications: 3 })).toContain('The 95% interval is from');
  });

  it('calls a difference that rounds to nothing none, and never chance', () => {
    const none = { ...harsh, difference: -0.001, flagged: false };
    const opening =
      'On average R2 rated neither higher nor lower than the other reviewers, over 4 specifications.';
    const close = 'There is no difference that needs an explanation. Scores are never adjusted for it.';
    expect(severityInWords('R2', { ...none, lower: -0.3, upper: 0.298 })).toBe(
      `${opening} The 95% interval is from −0.30 to +0.30 levels. ${close}`,
    );
    expect(severityInWords('R2', { ...none, lower: -0.002, upper: 0.002 })).toBe(
      `${opening} The 95% interval is no wider than 0.01 of a level. ${close}`,
    );
  });

  it('never shows a flagged difference as one that would not be flagged', () => {
    expect(severityInWords('R2', { ...harsh, difference: 0.504, lower: 0.002, upper: 1.006 })).toBe(
      'On average R2 rated just over 0.50 levels higher than the other reviewers, over 4 specifications. The 95% interval is from just above 0.00 to +1.01 levels. The difference is more than 0.5 of a level and unlikely to be chance, so it may be worth a conversation. Scores are never adjusted for it.',
    );
    expect(severityInWords('R2', { ...harsh, difference: -0.504, lower: -1.006, upper: -0.002 })).toContain(
      'rated just over 0.50 levels lower than the other reviewers, over 4 specifications. The 95% interval is from −1.01 to just below 0.00 levels.',
    );
    expect(
      severityInWords('R2', { ...harsh, difference: 0.504, lower: -0.2, upper: 1.2, flagged: false }),
    ).toContain('rated 0.50 levels higher');
  });

  it('says one level in the singular', () => {
    expect(severityInWords('R2', { ...harsh, difference: 0.997 })).toContain('rated 1 level higher than the');
  });

  it('never contradicts its own figures', () => {
    const value = (text: string) =>
      Number(text.replace(/just (?:above|below|over) /, '').replace('\u2212', '-'));
    // Totals of three to five specifications with ten criteria each, in hundredths of a level.
    const totals = fc.array(fc.integer({ min: -1200, max: 1200 }), { minLength: 3, maxLength: 5 });
    const nearTheLimit = fc
      .array(fc.integer({ min: 490, max: 515 }), { minLength: 3, maxLength: 5 })
      .chain((near) =>
        fc.constantFrom(
          near,
          near.map((total) => -total),
        ),
      );
    fc.assert(
      fc.property(fc.oneof(totals, nearTheLimit), (sums) => {
        const [severity] = combineSeverity(
          sums.map((total, index) => ({
            reviewer: 'R2',
            specification: String(index),
            criteria: 10,
            difference: total / 1000,
          })),
        );
        if (severity === undefined) throw new Error('There is a reviewer.');
        const said = severityInWords('R2', severity);
        const size = said.match(/rated ((?:just over )?[\d.]+) level/)?.[1] ?? '0';
        const [, lower = 'none', upper = 'none'] = said.match(/from (.*) to (.*) levels\./) ?? [];
        const exceeds = value(size) > 0.5 || size.startsWith('just over');
        const leavesZeroOut =
          value(lower) > 0 ||
          lower.startsWith('just above') ||
          value(upper) < 0 ||
          upper.startsWith('just below');
        if (said.includes('is more than 0.5'))
          expect([exceeds, leavesZeroOut || lower === 'none']).toEqual([true, true]);
        if (said.includes('may well be chance'))
          expect([value(size) > 0, leavesZeroOut]).toEqual([true, false]);
        if (said.includes('is not more than 0.5')) expect(exceeds).toBe(false);
        expect(said.includes('no difference')).toBe(value(size) === 0);
      }),
    );
  });

  it('says when there are too few specifications', () => {
    const one = {
      ...harsh,
      specifications: 1,
      criteria: 1,
      standardError: null,
      lower: null,
      upper: null,
      flagged: false,
    };
    expect(severityInWords('R1', one)).toBe(
      'There is too little to go by for R1, 1 specification: at least 3 are needed.',
    );
    expect(severityInWords('R1', { ...harsh, specifications: 2, flagged: false })).toContain(
      'too little to go by',
    );
  });

  it('says when there is nobody to compare with', () => {
    expect(severityInWords('R1', { ...harsh, specifications: 0, difference: null })).toBe(
      'There is nothing to compare yet: no other reviewer has rated the same criteria as R1.',
    );
  });
});
