import type { CriteriaSetKind } from '../criteria-sets/criteria-set.ts';

/**
 * What the rules lead to, whatever a round is about. A round says it as an outcome of its kind: an endorsement and
 * the gateway answer different questions by the same rules.
 */
export type Verdict = 'yes' | 'yes-with-conditions' | 'not-yet' | 'refer-to-panel' | 'hold';

/** The outcomes of each kind of round. */
export const outcomesOf = {
  endorsement: {
    yes: 'endorse',
    'yes-with-conditions': 'endorse-with-conditions',
    'not-yet': 'return-for-revision',
    'refer-to-panel': 'refer-to-panel',
    hold: 'hold',
  },
  gateway: {
    yes: 'go-ahead',
    'yes-with-conditions': 'go-ahead-with-conditions',
    'not-yet': 'think-again',
    'refer-to-panel': 'refer-to-panel',
    hold: 'hold',
  },
} as const satisfies Record<CriteriaSetKind, Record<Verdict, string>>;

/** What the rules recommend to the Centre. */
export type Outcome = (typeof outcomesOf)[CriteriaSetKind][Verdict];

/** Every outcome, of either kind of round. */
export const outcomes = [
  'endorse',
  'endorse-with-conditions',
  'return-for-revision',
  'go-ahead',
  'go-ahead-with-conditions',
  'think-again',
  'refer-to-panel',
  'hold',
] as const satisfies readonly Outcome[];

/** The outcomes of one kind of round, the best first. */
export const outcomesOfKind = (kind: CriteriaSetKind): readonly Outcome[] => Object.values(outcomesOf[kind]);

/** Outcomes as the Centre says them. */
export const outcomeInWords: Record<Outcome, string> = {
  endorse: 'Endorse',
  'endorse-with-conditions': 'Endorse with conditions',
  'return-for-revision': 'Return for revision',
  'go-ahead': 'Go ahead',
  'go-ahead-with-conditions': 'Go ahead with conditions',
  'think-again': 'Think again',
  'refer-to-panel': 'Refer to panel',
  hold: 'Hold',
};

/** The rules of a recommendation, in the order in which they are tried; the first that fires decides. */
export const ruleOrder = [
  'too-few-reviews',
  'interest-unresolved',
  'criteria-versions-mixed',
  'mandatory-not-met',
  'mandatory-disputed-or-insufficient',
  'mandatory-partly-met',
  'share-not-reached',
  'share-reached',
] as const;

/** A rule's stable name. */
export type RuleName = (typeof ruleOrder)[number];
