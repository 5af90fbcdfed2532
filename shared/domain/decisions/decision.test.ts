import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDays, dayInWords, laterByYears } from '../basics/day.ts';
import { type Outcome, outcomesOfKind } from '../recommendations/outcomes.ts';
import { setOf } from '../testing.ts';
import {
  checkDecision,
  type DecisionDraft,
  type DecisionGrounds,
  departs,
  hasConditions,
  isEndorsement,
  isYes,
  proposedConditions,
} from './decision.ts';
import { decisionOutcomes, decisionOutcomesOf } from './decision-outcomes.ts';

const set = setOf([{}, {}]);
const grounds: DecisionGrounds = {
  recommended: 'endorse',
  kind: 'endorsement',
  set,
  endorsed: null,
  today: '2026-11-22',
};
const endorsing: DecisionDraft = {
  outcome: 'endorse',
  reason: '',
  message: '',
  conditions: [],
  reviewBy: '2029-11-22',
  intervention: null,
  endorsement: null,
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

const kinds = fc.constantFrom('endorsement' as const, 'gateway' as const);
const recommendedOn = (kind: DecisionGrounds['kind']) => fc.constantFrom<Outcome>(...outcomesOfKind(kind));
const answer = { which: 'A short course', why: 'It can be learnt in a week.' };

/** A draft that is right in everything but its reason. */
const rightDraft = (outcome: DecisionDraft['outcome']): DecisionDraft => ({
  ...endorsing,
  outcome,
  conditions: hasConditions(outcome) ? [condition] : [],
  reviewBy: isEndorsement(outcome) ? '2029-11-22' : null,
  intervention: outcome === 'another-intervention' ? answer : null,
});

test('a decision as recommended needs no reason', () => {
  expect(pointers(endorsing)).toEqual([]);
});

test('a reason is asked for exactly where the decision departs from the recommendation', () => {
  fc.assert(
    fc.property(
      kinds.chain((kind) =>
        fc.tuple(
          fc.constant(kind),
          fc.constantFrom<DecisionDraft['outcome']>(...decisionOutcomesOf[kind]),
          recommendedOn(kind),
        ),
      ),
      ([kind, outcome, from]) => {
        const found = pointers(rightDraft(outcome), { recommended: from, kind });
        const isAsked = departs(outcome, from) && outcome !== 'another-intervention';
        expect(found).toEqual(isAsked ? ['/reason reason-missing'] : []);
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
    fc.property(
      fc.constantFrom(...decisionOutcomesOf.endorsement),
      recommendedOn('endorsement'),
      (outcome, from) => {
        const draft = { ...rightDraft(outcome), reason: 'The panel found it so.' };
        expect(pointers(draft, { recommended: from })).toEqual([]);
      },
    ),
  );
});

describe('conditions', () => {
  test('belong to a yes “with conditions”, and to nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...decisionOutcomes), fc.integer({ min: 0, max: 3 }), (outcome, n) => {
        const draft = {
          ...rightDraft(outcome),
          reason: 'Because.',
          conditions: Array.from({ length: n }, () => condition),
        };
        const expected = hasConditions(outcome)
          ? n === 0
            ? ['/conditions conditions-missing']
            : []
          : n === 0
            ? []
            : ['/conditions conditions-not-allowed'];
        const kind = decisionOutcomesOf.gateway.some((one) => one === outcome) ? 'gateway' : 'endorsement';
        expect(pointers(draft, { kind })).toEqual(expected);
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
    expect(pointers({ ...endorsing, reviewBy: null, intervention: null, endorsement: null })).toEqual([
      '/reviewBy missing',
    ]);
    expect(pointers({ ...endorsing, reviewBy: '2026-11-22', intervention: null, endorsement: null })).toEqual(
      ['/reviewBy date-not-usable'],
    );
  });

  test('is refused elsewhere: where nothing is endorsed, and at the gateway', () => {
    const returned = { ...endorsing, outcome: 'return-for-revision' as const, reason: 'Because.' };
    expect(pointers(returned)).toEqual(['/reviewBy date-not-usable']);
    const atGateway = { kind: 'gateway', recommended: 'go-ahead' } as const;
    expect(pointers({ ...endorsing, outcome: 'go-ahead' }, atGateway)).toEqual(['/reviewBy date-not-usable']);
    expect(pointers({ ...endorsing, outcome: 'go-ahead', reviewBy: null }, atGateway)).toEqual([]);
  });
});

describe('a decision of the gateway', () => {
  const atGateway = { kind: 'gateway', recommended: 'think-again' } as const;
  const other = rightDraft('another-intervention');

  test('is none of an endorsement’s, nor the other way round', () => {
    const wrong = ['/outcome outcome-of-another-kind'];
    for (const outcome of decisionOutcomesOf.endorsement)
      expect(pointers(rightDraft(outcome), atGateway)).toEqual(wrong);
    for (const outcome of decisionOutcomesOf.gateway) expect(pointers(rightDraft(outcome))).toEqual(wrong);
  });

  test('names the intervention that is the answer, and no other decision does', () => {
    expect(pointers(other, atGateway)).toEqual([]);
    expect(pointers({ ...other, intervention: null, endorsement: null }, atGateway)).toEqual([
      '/intervention intervention-missing',
    ]);
    const again = { ...rightDraft('think-again'), intervention: answer };
    expect(pointers(again, atGateway)).toEqual(['/intervention intervention-not-allowed']);
  });

  test('stands until it is withdrawn where it is a yes', () => {
    expect(decisionOutcomesOf.gateway.filter(isYes)).toEqual(['go-ahead', 'go-ahead-with-conditions']);
    expect(decisionOutcomesOf.gateway.filter(isEndorsement)).toEqual([]);
  });
});

test('only endorsements of specifications enter the register', () => {
  expect(decisionOutcomes.filter(isEndorsement)).toEqual(['endorse', 'endorse-with-conditions']);
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
    { ...endorsing, reviewBy: '2036-11-23', intervention: null, endorsement: null },
    {},
  ],
  [
    'Enter the date by which the endorsement is reviewed.',
    { ...endorsing, reviewBy: null, intervention: null, endorsement: null },
    {},
  ],
  [
    'Clear the review-by date: only an endorsement of a specification has one.',
    { ...endorsing, outcome: 'do-not-endorse', reason: 'Because.' },
    {},
  ],
  [
    'Clear the review-by date: a decision of the gateway has none.',
    { ...endorsing, outcome: 'go-ahead' },
    { kind: 'gateway', recommended: 'go-ahead' },
  ],
  [
    'That is no decision on this kind of round. Choose “Go ahead”, “Go ahead with conditions”, “Think again” or “Another intervention is the answer”.',
    endorsing,
    { kind: 'gateway' },
  ],
  [
    'Say which intervention is the answer, and why.',
    { ...rightDraft('another-intervention'), intervention: null, endorsement: null },
    { kind: 'gateway' },
  ],
  [
    '“Think again” names no other intervention. Leave it out.',
    { ...rightDraft('think-again'), intervention: answer },
    { kind: 'gateway', recommended: 'think-again' },
  ],
  [
    '“Think again” has no conditions. Clear them, or choose “Go ahead with conditions”.',
    { ...rightDraft('think-again'), conditions: [condition] },
    { kind: 'gateway', recommended: 'think-again' },
  ],
])('it is said how to mend it: %s', (detail, draft, given) => {
  expect(checkDecision(draft, { ...grounds, ...given }).map((defect) => defect.detail)).toEqual([detail]);
});
