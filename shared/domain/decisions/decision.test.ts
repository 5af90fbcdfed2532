import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDays, dayInWords, laterByYears } from '../basics/day.ts';
import type { Outcome } from '../recommendations/recommendation.ts';
import { setOf } from '../testing.ts';
import {
  checkDecision,
  type DecisionDraft,
  type DecisionGrounds,
  decisionOutcomes,
  departs,
  entersRegister,
  isEndorsement,
  proposedConditions,
} from './decision.ts';

const set = setOf([{}, {}]);
const grounds: DecisionGrounds = { recommended: 'endorse', kind: 'endorsement', set, today: '2026-11-22' };
const endorsing: DecisionDraft = {
  outcome: 'endorse',
  reason: '',
  message: '',
  conditions: [],
  reviewBy: '2029-11-22',
};
const condition = { text: 'Do it', criteria: ['c1'], owner: 'The developer', due: '2027-03-31' };
const withConditions: DecisionDraft = {
  ...endorsing,
  outcome: 'endorse-with-conditions',
  reason: 'Because.',
  conditions: [condition],
};

const pointers = (draft: DecisionDraft, given: Partial<DecisionGrounds> = {}) =>
  checkDecision(draft, { ...grounds, ...given }).map((defect) => `${defect.pointer} ${defect.code}`);

const recommendations = [
  'endorse',
  'endorse-with-conditions',
  'return-for-revision',
  'refer-to-panel',
  'hold',
] as const satisfies readonly Outcome[];
const outcomes = fc.constantFrom(...decisionOutcomes);
const recommended = fc.constantFrom(...recommendations);

/** A draft that is right in everything but its reason. */
const rightDraft = (outcome: DecisionDraft['outcome'], kind: DecisionGrounds['kind']): DecisionDraft => ({
  ...endorsing,
  outcome,
  conditions: outcome === 'endorse-with-conditions' ? [condition] : [],
  reviewBy: entersRegister(outcome, kind) ? '2029-11-22' : null,
});

test('a decision as recommended needs no reason', () => {
  expect(pointers(endorsing)).toEqual([]);
});

test('a reason is asked for exactly where the decision departs from the recommendation', () => {
  fc.assert(
    fc.property(
      outcomes,
      recommended,
      fc.constantFrom('endorsement' as const, 'gateway' as const),
      (outcome, from, kind) => {
        const found = pointers(rightDraft(outcome, kind), { recommended: from, kind });
        expect(found).toEqual(departs(outcome, from) ? ['/reason reason-missing'] : []);
        expect(departs(outcome, from)).toBe((outcome as string) !== from);
      },
    ),
  );
});

test('white space is no reason', () => {
  expect(pointers({ ...endorsing, reason: ' \n' }, { recommended: 'refer-to-panel' })).toEqual([
    '/reason reason-missing',
  ]);
});

test('a reason is taken whatever it says and whatever was recommended', () => {
  fc.assert(
    fc.property(outcomes, recommended, (outcome, from) => {
      const draft = { ...rightDraft(outcome, 'endorsement'), reason: 'The panel found it so.' };
      expect(pointers(draft, { recommended: from })).toEqual([]);
    }),
  );
});

describe('conditions', () => {
  test('belong to “endorse with conditions”, and to nothing else', () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 0, max: 3 }), (outcome, n) => {
        const draft = {
          ...rightDraft(outcome, 'endorsement'),
          reason: 'Because.',
          conditions: Array.from({ length: n }, () => condition),
        };
        const expected =
          outcome === 'endorse-with-conditions'
            ? n === 0
              ? ['/conditions conditions-missing']
              : []
            : n === 0
              ? []
              : ['/conditions conditions-not-allowed'];
        expect(pointers(draft)).toEqual(expected);
      }),
    );
  });

  test('are due after today and within 10 years, and name criteria of the set', () => {
    const due = (day: string) => pointers({ ...withConditions, conditions: [{ ...condition, due: day }] });
    expect(due('2026-11-22')).toEqual(['/conditions/0/due date-not-usable']);
    expect(due('2026-11-23')).toEqual([]);
    expect(due('2036-11-22')).toEqual([]);
    expect(due('2036-11-23')).toEqual(['/conditions/0/due date-not-usable']);
    const elsewhere = { ...condition, criteria: ['c1', 'c9'] };
    expect(pointers({ ...withConditions, conditions: [condition, elsewhere] })).toEqual([
      '/conditions/1/criteria/1 unknown-criterion',
    ]);
  });

  test('are proposed for the criteria that the recommendation has one for, in the order of the set', () => {
    expect(proposedConditions(set, { conditions: ['c2', 'c1'] })).toEqual([
      { text: 'Show that criterion 4.1 is met: Criterion 1', criteria: ['c1'] },
      { text: 'Show that criterion 4.2 is met: Criterion 2', criteria: ['c2'] },
    ]);
    expect(proposedConditions(set, { conditions: [] })).toEqual([]);
  });
});

describe('the review-by date', () => {
  test('is needed where a specification is endorsed', () => {
    expect(pointers({ ...endorsing, reviewBy: null })).toEqual(['/reviewBy missing']);
    expect(pointers({ ...endorsing, reviewBy: '2026-11-22' })).toEqual(['/reviewBy date-not-usable']);
  });

  test('is refused elsewhere: where nothing is endorsed, and at the gateway', () => {
    const returned = { ...endorsing, outcome: 'return-for-revision' as const, reason: 'Because.' };
    expect(pointers(returned)).toEqual(['/reviewBy date-not-usable']);
    expect(pointers({ ...endorsing, reviewBy: '2029-11-22' }, { kind: 'gateway' })).toEqual([
      '/reviewBy date-not-usable',
    ]);
    expect(pointers({ ...endorsing, reviewBy: null }, { kind: 'gateway' })).toEqual([]);
  });
});

test('only endorsements of specifications enter the register', () => {
  expect(decisionOutcomes.filter(isEndorsement)).toEqual(['endorse', 'endorse-with-conditions']);
  expect(decisionOutcomes.filter((outcome) => entersRegister(outcome, 'endorsement'))).toEqual([
    'endorse',
    'endorse-with-conditions',
  ]);
  expect(decisionOutcomes.filter((outcome) => entersRegister(outcome, 'gateway'))).toEqual([]);
});

test('days are told, moved and compared as people do', () => {
  expect(dayInWords('2026-08-06')).toBe('6 August 2026');
  expect(laterByYears('2024-02-29', 1)).toBe('2025-02-28');
  expect(laterByYears('2024-02-29', 4)).toBe('2028-02-29');
  expect(laterByYears('2026-02-28', 1)).toBe('2027-02-28');
  expect(laterByYears('2026-03-29', 1)).toBe('2027-03-29');
  expect(laterByYears('2028-02-15', 10)).toBe('2038-02-15');
  expect(compareDays('2026-08-06', '2026-10-01')).toBeLessThan(0);
  expect(compareDays('2026-08-06', '2026-08-06')).toBe(0);
  expect(compareDays('2027-01-01', '2026-12-31')).toBeGreaterThan(0);
});

test.each<[string, DecisionDraft, Partial<DecisionGrounds>]>([
  [
    'Say why you decide otherwise than recommended (“Refer to panel”).',
    endorsing,
    { recommended: 'refer-to-panel' },
  ],
  ['Add at least one condition, or choose “Endorse”.', { ...withConditions, conditions: [] }, {}],
  [
    '“Endorse” has no conditions. Clear them, or choose “Endorse with conditions”.',
    { ...endorsing, conditions: [condition] },
    {},
  ],
  [
    'The criteria set has no criterion “c9”.',
    { ...withConditions, conditions: [{ ...condition, criteria: ['c9'] }] },
    {},
  ],
  [
    'The date of condition 1 must be in the future.',
    { ...withConditions, conditions: [{ ...condition, due: '2026-11-22' }] },
    {},
  ],
  [
    'The date when the endorsement is reviewed must be no later than 22 November 2036.',
    { ...endorsing, reviewBy: '2036-11-23' },
    {},
  ],
  ['Enter the date by which the endorsement is reviewed.', { ...endorsing, reviewBy: null }, {}],
  [
    'Clear the review-by date: only an endorsement of a specification has one.',
    endorsing,
    { kind: 'gateway' },
  ],
])('it is said how to mend it: %s', (detail, draft, given) => {
  expect(checkDecision(draft, { ...grounds, ...given }).map((defect) => defect.detail)).toEqual([detail]);
});
