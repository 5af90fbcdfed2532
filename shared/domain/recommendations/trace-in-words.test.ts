import { describe, expect, it } from 'vitest';
import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { type Rating, unableToJudge } from '../reviews/review.ts';
import { groundsOf, type SetOptions, setOf } from '../testing.ts';
import { explain } from './explain.ts';
import { recommend } from './recommendation.ts';
import { outcomeInWords, statusInWords } from './trace-in-words.ts';

const sentenceOf = (ratings: readonly Rating[], options: SetOptions = {}, mandatory = true) =>
  said(setOf([{ mandatory }], options), [ratings]).criteria[0]?.sentence;

const said = (
  set: CriteriaSet,
  rows: readonly (readonly Rating[])[],
  besides: Parameters<typeof groundsOf>[2] = {},
) => explain(recommend(groundsOf(set, rows, besides)), set);

describe('the sentence of a criterion', () => {
  it.each<[readonly Rating[], string]>([
    [[2, 3], '4.1 (mandatory): met. 2 of 2 ratings are at “Level 2” or above (2 needed).'],
    [
      [1, 1],
      '4.1 (mandatory): partly met. 2 of 2 ratings are below “Level 2” (2 needed) and the lower median is “Level 1”.',
    ],
    [
      [0, 1],
      '4.1 (mandatory): not met. 2 of 2 ratings are below “Level 2” (2 needed) and the lower median is “Level 0”.',
    ],
    [
      [1, 2],
      '4.1 (mandatory): disputed. 1 of 2 ratings is at “Level 2” or above and 1 below; 2 are needed on one side.',
    ],
    [[2], '4.1 (mandatory): too few ratings. 1 rating, and the rules need 2.'],
    [
      [unableToJudge, unableToJudge],
      '4.1 (mandatory): too few ratings. 0 ratings, and the rules need 2. 2 reviewers were unable to judge.',
    ],
  ])('says how the ratings %j led to the status', (ratings, sentence) => {
    expect(sentenceOf(ratings)).toBe(sentence);
  });

  it('says how many find it met where not all do, and who dissents strongly', () => {
    expect(sentenceOf([2, 3, 2, 1])).toBe(
      '4.1 (mandatory): met, 3 of 4. 3 of 4 ratings are at “Level 2” or above (3 needed).',
    );
    expect(sentenceOf([2, 2, 2, 2, 0])).toBe(
      '4.1 (mandatory): met, 4 of 5. 4 of 5 ratings are at “Level 2” or above (4 needed). R5’s “Level 0” is a strong dissent.',
    );
    expect(sentenceOf([0, 2, 2, 2, 2, 1, 2, 0, 2])).toContain(
      ' R1’s “Level 0” and R8’s “Level 0” are strong dissents.',
    );
    expect(sentenceOf([0, 1, 1, 1, 1], { threshold: 1 })).toContain(' R1’s “Level 0” is a strong dissent.');
  });

  it('says that a third at each end is a dispute, and that one strong dissent is where the criterion asks', () => {
    expect(sentenceOf([2, 0, 2, 0])).toBe(
      '4.1 (mandatory): disputed. 2 of 4 ratings are at “Level 2” or above and 2 far below: at each end a third or more (2), which is a dispute. R2’s “Level 0” and R4’s “Level 0” are strong dissents.',
    );
    const safety = setOf([{ dissentRefers: true }]);
    expect(said(safety, [[2, 2, 2, 0]]).criteria[0]?.sentence).toBe(
      '4.1 (mandatory): disputed. 3 of 4 ratings are at “Level 2” or above (3 needed), but on this criterion one strong dissent is enough for the panel. R4’s “Level 0” is a strong dissent. This would change if R4 were left out.',
    );
  });

  it('says whether the criterion is mandatory, and whether somebody was unable to judge', () => {
    expect(sentenceOf([2, 2, unableToJudge], {}, false)).toBe(
      '4.1 (not mandatory): met. 2 of 2 ratings are at “Level 2” or above (2 needed). 1 reviewer was unable to judge. It would be left undecided if R1 or R2 were left out.',
    );
  });

  it('says what the panel found', () => {
    const findings = [{ criterionId: 'c1', status: 'partly-met' }] as const;
    expect(said(setOf([{}]), [[1, 2]], { findings }).criteria[0]?.sentence).toBe(
      '4.1 (mandatory): disputed. 1 of 2 ratings is at “Level 2” or above and 1 below; 2 are needed on one side. The panel found it partly met, which counts.',
    );
  });

  it('falls back on the value of a level that the scale lacks', () => {
    expect(said(setOf([{}]), [[-7, -7]]).criteria[0]?.sentence).toContain('the lower median is “-7”');
  });
});

describe('the sentences of the rules', () => {
  const met = [2, 2];
  const rules = (
    rows: readonly (readonly Rating[])[],
    others = 0,
    options: SetOptions = {},
    besides: Parameters<typeof groundsOf>[2] = {},
  ) =>
    said(
      setOf(
        rows.map((_, i) => ({ mandatory: i >= others })),
        options,
      ),
      rows,
      besides,
    ).rules;
  const last = (...given: Parameters<typeof rules>) => rules(...given).slice(-1)[0];

  it('say why each rule before the last did not fire', () => {
    expect(rules([met, met], 1)).toEqual([
      '2 reviews were submitted; the rules need at least 2.',
      'No declared interest is waiting to be resolved.',
      'All reviews were made against the same version of the criteria set.',
      'No mandatory criterion is not met.',
      'No mandatory criterion is disputed or has too few ratings.',
      'All mandatory criteria are met.',
      '1 of 1 criterion that is not mandatory is met; the rules ask for 1 (100%).',
      'All mandatory criteria are met, and so are enough of the others.',
    ]);
    expect(rules([met]).slice(-2)).toEqual(['Every criterion is mandatory.', 'All criteria are met.']);
  });

  it('say why a round is on hold', () => {
    expect(last([[2]])).toBe('1 review was submitted; the rules need at least 2.');
    expect(last([met], 0, {}, { unresolvedInterests: 1 })).toBe('1 declared interest has not been resolved.');
    expect(last([met], 0, {}, { unresolvedInterests: 3 })).toBe(
      '3 declared interests have not been resolved.',
    );
    expect(last([met], 0, {}, { criteriaSetHash: 'b'.repeat(64) })).toBe(
      'Some reviews were made against another version of the criteria set.',
    );
  });

  it('name the criteria by their numbers, one in the singular', () => {
    expect(last([[0, 0]])).toBe('Mandatory criterion 4.1 is not met.');
    expect(last([[0, 0], met, [0, 0]])).toBe('Mandatory criteria 4.1 and 4.3 are not met.');
    expect(last([[1, 2]])).toBe('Mandatory criterion 4.1 is disputed.');
    expect(
      last([
        [1, 2],
        [1, null],
      ]),
    ).toBe('Mandatory criterion 4.1 is disputed; criterion 4.2 has too few ratings.');
    expect(last([[1, 1]])).toBe('Mandatory criterion 4.1 is partly met.');
    expect(
      last([
        [1, 1],
        [1, 1],
      ]),
    ).toBe('Mandatory criteria 4.1 and 4.2 are partly met.');
  });

  it('say how many of the others are met and how many the rules ask for', () => {
    expect(last([met, [1, 1], [1, 1], met], 3, { nonMandatoryShare: 2 / 3 })).toBe(
      '1 of 3 criteria that are not mandatory is met; the rules ask for 2 (66.7%).',
    );
    expect(last([[1, 1], met], 1)).toBe(
      '0 of 1 criterion that is not mandatory is met; the rules ask for 1 (100%).',
    );
  });
});

describe('the reasons', () => {
  const reasons = (rows: readonly (readonly Rating[])[], others = 0) =>
    said(setOf(rows.map((_, i) => ({ mandatory: i >= others }))), rows).reasons;

  it('are the rule that fired, how much is met, and what is disputed', () => {
    expect(
      reasons([
        [1, 2],
        [0, 0],
        [1, 2],
        [2, 2],
      ]),
    ).toEqual([
      'Mandatory criterion 4.2 is not met.',
      '1 of 4 criteria is met.',
      'Reviewers dispute 2 criteria: 4.1 and 4.3.',
    ]);
    expect(reasons([[2, 2]])).toEqual(['All criteria are met.', '1 of 1 criterion is met.']);
    expect(
      reasons(
        [
          [1, 2],
          [2, 2],
        ],
        1,
      )[2],
    ).toBe('Reviewers dispute 1 criterion: 4.1.');
  });

  it('say which are met without everybody, and where somebody dissents strongly', () => {
    expect(
      reasons([
        [2, 2, 1, 2],
        [2, 2, 0, 2],
        [3, 3, 3, 3],
        [2, 0, 0, 2],
        [0, 0, 0, 0],
      ]).slice(-2),
    ).toEqual([
      'Met, though not for every reviewer: 4.1 and 4.2 (3 of 4 each).',
      'There is strong dissent on 4.2 and 4.4 (2 of them).',
    ]);
    expect(reasons([[2, 2, 2]]).join(' ')).not.toMatch(/dissent|though/);
  });

  it('keep one criterion singular also where it is not met', () => {
    expect(reasons([[0, 0]])).toEqual(['Mandatory criterion 4.1 is not met.', '0 of 1 criterion is met.']);
  });

  it('do not count what is met while a round is on hold', () => {
    expect(reasons([[2]])).toEqual(['1 review was submitted; the rules need at least 2.']);
  });
});

it('says outcomes and statuses as the Centre does', () => {
  expect(outcomeInWords).toEqual({
    endorse: 'Endorse',
    'endorse-with-conditions': 'Endorse with conditions',
    'return-for-revision': 'Return for revision',
    'go-ahead': 'Go ahead',
    'go-ahead-with-conditions': 'Go ahead with conditions',
    'think-again': 'Think again',
    'refer-to-panel': 'Refer to panel',
    hold: 'Hold',
  });
  expect(statusInWords).toEqual({
    met: 'Met',
    'partly-met': 'Partly met',
    'not-met': 'Not met',
    disputed: 'Disputed',
    insufficient: 'Too few ratings',
  });
});
