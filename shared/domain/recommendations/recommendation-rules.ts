import { type CriteriaSet, criteriaOf } from '../criteria-sets/criteria-set.ts';
import type { CriterionStatus } from '../results/criterion-status.ts';
import { type CriterionGrounds, type JudgedCriterion, judge } from './judged-criterion.ts';
import { type Outcome, outcomesOf, type RuleName, ruleOrder, type Verdict } from './outcomes.ts';

export type { Outcome, RuleName } from './outcomes.ts';

/** Everything a recommendation is derived from. The order of the submissions does not matter. */
export interface RecommendationGrounds extends CriterionGrounds {
  readonly criteriaSetHash: string;
  /** How many reviewers’ declared interests have not been resolved; at which places, nothing that is kept says. */
  readonly unresolvedInterests: number;
}

/** What each rule leads to where it fires. */
export const verdictOfRule: Record<RuleName, Verdict> = {
  'too-few-reviews': 'hold',
  'interest-unresolved': 'hold',
  'criteria-versions-mixed': 'hold',
  'mandatory-not-met': 'not-yet',
  'mandatory-disputed-or-insufficient': 'refer-to-panel',
  'mandatory-partly-met': 'yes-with-conditions',
  'share-not-reached': 'yes-with-conditions',
  'share-reached': 'yes',
};

/** A rule that was tried, with the criteria that made it fire, or null where it did not. */
export interface TriedRule {
  readonly rule: RuleName;
  readonly culprits: readonly JudgedCriterion[] | null;
}

/** The criteria as judged, the rules tried, and what the last of these, the one that fired, leads to. */
export interface Derivation {
  readonly criteria: readonly JudgedCriterion[];
  readonly tried: readonly TriedRule[];
  readonly verdict: Verdict;
  /** The verdict as the set’s kind of round says it. */
  readonly outcome: Outcome;
  /** The criteria that made the last rule fire. */
  readonly culprits: readonly JudgedCriterion[];
}

/** Judges every criterion and tries the rules in their order until one fires. */
export function derive(grounds: RecommendationGrounds, minReviews: number): Derivation {
  const criteria = criteriaOf(grounds.set).map((criterion) => judge(grounds, criterion, minReviews));
  const tried: TriedRule[] = [];
  for (const rule of ruleOrder) {
    const culprits = tryRule(rule, grounds, criteria, minReviews);
    tried.push({ rule, culprits });
    if (culprits !== null) {
      const verdict = verdictOfRule[rule];
      return { criteria, tried, verdict, outcome: outcomesOf[grounds.set.kind][verdict], culprits };
    }
  }
  throw new Error('The last rule always fires');
}

function tryRule(
  rule: RuleName,
  grounds: RecommendationGrounds,
  criteria: readonly JudgedCriterion[],
  minReviews: number,
): TriedRule['culprits'] {
  const mandatory = (...statuses: CriterionStatus[]) => {
    const found = criteria.filter((c) => c.mandatory && statuses.includes(c.status));
    return found.length > 0 ? found : null;
  };
  switch (rule) {
    case 'too-few-reviews':
      return grounds.submissions.length < minReviews ? [] : null;
    case 'interest-unresolved':
      return grounds.unresolvedInterests > 0 ? [] : null;
    case 'criteria-versions-mixed':
      return grounds.submissions.some((s) => s.content.criteriaSetHash !== grounds.criteriaSetHash)
        ? []
        : null;
    case 'mandatory-not-met':
      return mandatory('not-met');
    case 'mandatory-disputed-or-insufficient':
      return mandatory('disputed', 'insufficient');
    case 'mandatory-partly-met':
      return mandatory('partly-met');
    case 'share-not-reached':
      return shareOfOthers(grounds.set, criteria).missing > 0 ? othersNotMet(criteria) : null;
    case 'share-reached':
      return [];
  }
}

/** How the criteria that are not mandatory stand to the share of them that must be met for a yes without conditions. */
export interface ShareOfOthers {
  readonly others: number;
  readonly met: number;
  /** Fewest that must be met. */
  readonly needed: number;
  /** How many more must be met. */
  readonly missing: number;
}

/** Counts the criteria that are not mandatory. */
export function shareOfOthers(set: CriteriaSet, criteria: readonly JudgedCriterion[]): ShareOfOthers {
  const others = criteria.filter((c) => !c.mandatory).length;
  const met = criteria.filter((c) => !c.mandatory && c.status === 'met').length;
  const needed = othersNeeded(set, others);
  return { others, met, needed, missing: Math.max(0, needed - met) };
}

/** Fewest of so many criteria that are not mandatory which must be met for a yes without conditions. */
export function othersNeeded({ rules }: CriteriaSet, others: number): number {
  // Counted up, because 50 × 0.14 is a hair above 7 in floating point, while 7 / 50 is 0.14 exactly.
  let needed = 0;
  while (needed / others < rules.nonMandatoryShare) needed += 1;
  return needed;
}

const othersNotMet = (criteria: readonly JudgedCriterion[]) =>
  criteria.filter((c) => !c.mandatory && c.status !== 'met');

/** The criteria that need a condition: mandatory ones partly met, and others not met where the share is missed. */
export function conditionsOf(set: CriteriaSet, derivation: Derivation): readonly JudgedCriterion[] {
  const { criteria, verdict } = derivation;
  if (verdict !== 'yes-with-conditions') return [];
  const partlyMet = criteria.filter((c) => c.mandatory && c.status === 'partly-met');
  return shareOfOthers(set, criteria).missing > 0 ? [...partlyMet, ...othersNotMet(criteria)] : partlyMet;
}
