import { describe, expect, it } from 'vitest';
import {
  alphaBesideAC1InWords,
  alphaIntervalInWords,
  alphaInWords,
  gwetInWords,
  percentAgreementInWords,
  severityInWords,
} from './agreement-in-words.ts';
import type { ReviewerSeverity } from './severity.ts';

describe('raw agreement in words', () => {
  it.each([
    [null, 'Agreement cannot be shown: no criterion has been rated by 2 reviewers or more.'],
    [1, 'Agreement was complete: reviewers gave the same rating in every comparison.'],
    [0.999, 'Agreement was high: reviewers gave the same rating in more than 99 of 100 comparisons.'],
    [0.86, 'Agreement was high: reviewers gave the same rating in 86 of 100 comparisons.'],
    [0.795, 'Agreement was high: reviewers gave the same rating in 80 of 100 comparisons.'],
    [0.7, 'Agreement was moderate: reviewers gave the same rating in 70 of 100 comparisons.'],
    [0.6, 'Agreement was moderate: reviewers gave the same rating in 60 of 100 comparisons.'],
    [0.5, 'Agreement was low: reviewers gave the same rating in 50 of 100 comparisons.'],
    [0.001, 'Agreement was low: reviewers gave the same rating in fewer than 1 of 100 comparisons.'],
    [0, 'There was no agreement: reviewers never gave the same rating.'],
  ])('of %s', (share, sentence) => {
    expect(percentAgreementInWords(share)).toBe(sentence);
  });
});

describe('alpha in words', () => {
  it('explains what an undefined alpha needs and does not mean', () => {
    expect(alphaInWords(null)).toBe(
      'Krippendorff’s alpha cannot be worked out. It needs at least 2 criteria that 2 reviewers or more have rated, and ratings that are not all the same. This does not mean that reviewers disagreed.',
    );
  });

  it.each([
    [1, '1.00', 'Ratings were consistent enough to rely on.'],
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

  it('takes a range of 0.4 for narrow enough', () => {
    expect(alphaIntervalInWords(0.1, 0.5)).not.toContain('wide range');
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

describe('alpha beside AC1 in words', () => {
  it('explains why alpha is low where AC1 is high', () => {
    expect(alphaBesideAC1InWords(0, 0.9747)).toBe(
      'Alpha is 0.00 although Gwet’s AC1 is 0.97. This happens when nearly all ratings are the same: a single different rating in 80 can bring alpha down to 0. Go by AC1 and the counts for each criterion.',
    );
  });

  it('explains why alpha is missing where AC1 is high', () => {
    expect(alphaBesideAC1InWords(null, 1)).toBe(
      'Alpha has no value although Gwet’s AC1 is 1.00: alpha compares how ratings vary, and these do not vary enough. Go by AC1 and the counts for each criterion.',
    );
  });

  it('explains from an AC1 of 0.80 on, and up to an alpha of 0.66', () => {
    expect(alphaBesideAC1InWords(0.66, 0.8)).toContain('Alpha is 0.66 although Gwet’s AC1 is 0.80.');
    expect(alphaBesideAC1InWords(0.67, 0.8)).toBe('');
    expect(alphaBesideAC1InWords(0.66, 0.79)).toBe('');
  });

  it('says nothing where they tell the same story', () => {
    expect(alphaBesideAC1InWords(0.7, 0.9)).toBe('');
    expect(alphaBesideAC1InWords(0.1, 0.3)).toBe('');
    expect(alphaBesideAC1InWords(null, null)).toBe('');
    expect(alphaBesideAC1InWords(null, 0.2)).toBe('');
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
      'On average R1 rated 1.11 levels lower than the other reviewers, over 37 criteria of 4 specifications. The 95% interval is from −1.40 to −0.83 levels. This is more than 0.5 of a level and unlikely to be chance, so it may be worth a conversation. Scores are never adjusted for it.',
    );
  });

  it('says of a reviewer whose interval holds 0 that it may be chance', () => {
    expect(
      severityInWords('R2', { ...harsh, difference: 0.21, lower: -0.11, upper: 0.53, flagged: false }),
    ).toBe(
      'On average R2 rated 0.21 levels higher than the other reviewers, over 37 criteria of 4 specifications. The 95% interval is from −0.11 to +0.53 levels. This may well be chance. Scores are never adjusted for it.',
    );
  });

  it('leaves a small difference alone, however certain', () => {
    expect(
      severityInWords('R2', { ...harsh, difference: 0.2, lower: 0.1, upper: 0.3, flagged: false }),
    ).toContain('levels. This is not more than 0.5 of a level, so nothing needs to be done. Scores');
  });

  it('leaves a small difference alone also where it is below the others', () => {
    expect(
      severityInWords('R2', { ...harsh, difference: -0.2, lower: -0.3, upper: -0.1, flagged: false }),
    ).toContain('levels. This is not more than 0.5 of a level, so nothing needs to be done. Scores');
  });

  it('takes an interval that ends at 0 for chance', () => {
    for (const [lower, upper] of [
      [0, 1.4],
      [-1.4, 0],
    ] as const)
      expect(
        severityInWords('R2', { ...harsh, difference: (lower + upper) / 2, lower, upper, flagged: false }),
      ).toContain('This may well be chance.');
  });

  it('compares from three specifications on', () => {
    expect(severityInWords('R1', { ...harsh, specifications: 3 })).toContain('The 95% interval is from');
  });

  it('shows a difference that rounds to nothing as none', () => {
    expect(
      severityInWords('R2', { ...harsh, difference: -0.001, lower: -0.002, upper: 0.002, flagged: false }),
    ).toBe(
      'On average R2 rated the same as the other reviewers, over 37 criteria of 4 specifications. The 95% interval is from 0.00 to 0.00 levels. This may well be chance. Scores are never adjusted for it.',
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
      'On average R1 rated 1.11 levels lower than the other reviewers, over 1 criterion of 1 specification. This is too little to go by: at least 3 specifications are needed.',
    );
    expect(severityInWords('R1', { ...harsh, specifications: 2, flagged: false })).toContain(
      'too little to go by',
    );
  });

  it('says when there is nobody to compare with', () => {
    expect(severityInWords('R1', { ...harsh, difference: null })).toBe(
      'R1 cannot be compared with other reviewers: nobody else has rated the same criteria.',
    );
  });
});
