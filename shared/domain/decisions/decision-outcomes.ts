import type { CriteriaSetKind } from '../criteria-sets/criteria-set.ts';

/** What the Centre can decide on each kind of round. No rule ever recommends the last of either. */
export const decisionOutcomesOf = {
  endorsement: ['endorse', 'endorse-with-conditions', 'return-for-revision', 'do-not-endorse'],
  gateway: ['go-ahead', 'go-ahead-with-conditions', 'think-again', 'another-intervention'],
} as const satisfies Record<CriteriaSetKind, readonly string[]>;

/** What the Centre can decide, on either kind of round. */
export const decisionOutcomes = [...decisionOutcomesOf.endorsement, ...decisionOutcomesOf.gateway] as const;

/** What the Centre decided. */
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** Most conditions of one decision. */
export const maxConditions = 20;

/** Where an endorsement can stand. Only one that is withdrawn is none any more. */
export const endorsementStatuses = ['endorsed', 'suspended', 'withdrawn'] as const;

/** What can become of an endorsement by a later decision on the same specification. */
export const fates = ['stands', 'suspended', 'withdrawn', 'replaced'] as const;
