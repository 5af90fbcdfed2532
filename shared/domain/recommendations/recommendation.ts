import { ruleEdition } from '../criteria-sets/criteria-set.ts';
import { firstLook, type Look } from '../reviews/review.ts';
import { idsOf, type JudgedCriterion } from './judged-criterion.ts';
import {
  conditionsOf,
  derive,
  type Outcome,
  type RecommendationGrounds,
  type RuleName,
} from './recommendation-rules.ts';
import {
  type CriterionSensitivity,
  criterionSensitivity,
  leaveOneOut,
  type Sensitivity,
} from './sensitivity.ts';
import { shortfalls } from './shortfall.ts';

export { type CriterionStatus, criterionStatus } from '../results/criterion-status.ts';
export type { Finding } from './judged-criterion.ts';
export type {
  Outcome,
  RecommendationGrounds,
  RuleName,
} from './recommendation-rules.ts';
export type { Sensitivity } from './sensitivity.ts';

/**
 * How one criterion came to its status, and which reviewers' absence would change it (with one rating fewer needed
 * then); none for panels of fewer than three.
 */
export interface CriterionTrace extends JudgedCriterion, CriterionSensitivity {}

/** One rule that was tried. Rules after the one that fired are not in the trace. */
export interface RuleTrace {
  readonly rule: RuleName;
  readonly fired: boolean;
  /** Ids of the criteria that made it fire. */
  readonly criteria: readonly string[];
}

/** What keeps the round from a better outcome. */
export interface ShortfallTrace {
  /** The better outcome. */
  readonly outcome: Outcome;
  /** Ids of the mandatory criteria that each need a better status for it. */
  readonly mandatory: readonly string[];
  /** How many more of the criteria that are not mandatory must be met for it. */
  readonly othersMissing: number;
}

/** What the rules recommend, with every step that led there, as data: `explain` makes sentences of it. */
export interface Recommendation {
  /** Which edition of the rule was applied. */
  readonly ruleEdition: typeof ruleEdition;
  /** Which look at the criteria the ratings are of. */
  readonly look: Look;
  readonly criteriaSetHash: string;
  readonly outcome: Outcome;
  /** Ids of the criteria that need a condition. */
  readonly conditions: readonly string[];
  /** Ids of the criteria still disputed. */
  readonly disputed: readonly string[];
  /** The panel places that were counted, ascending. */
  readonly places: readonly number[];
  /** How many declared interests had not been resolved. */
  readonly unresolvedInterests: number;
  readonly criteria: readonly CriterionTrace[];
  readonly rules: readonly RuleTrace[];
  /** Leave-one-out outcomes, with max(2, minReviews − 1) needed; empty for panels of fewer than three. */
  readonly sensitivity: readonly Sensitivity[];
  /** What would have to change for the next better outcome and for the best; empty for the best and `hold`. */
  readonly shortOf: readonly ShortfallTrace[];
}

/**
 * What the set's rules recommend for a round. Only counts and medians of the ratings decide; the
 * status of a mandatory criterion is never outweighed by others.
 */
export function recommend(given: RecommendationGrounds): Recommendation {
  const grounds: RecommendationGrounds = {
    ...given,
    submissions: [...given.submissions].sort((a, b) => a.place - b.place),
  };
  const { set, submissions } = grounds;
  const derivation = derive(grounds, set.rules.minReviews);
  const { criteria, outcome } = derivation;
  const absences = leaveOneOut(grounds);
  return {
    ruleEdition,
    look: firstLook,
    criteriaSetHash: grounds.criteriaSetHash,
    outcome,
    conditions: idsOf(conditionsOf(set, derivation)),
    disputed: idsOf(criteria.filter((c) => c.status === 'disputed')),
    places: submissions.map((s) => s.place),
    unresolvedInterests: grounds.unresolvedInterests,
    criteria: criteria.map((criterion, index) => ({
      ...criterion,
      ...criterionSensitivity(criterion, index, absences),
    })),
    rules: derivation.tried.map(({ rule, culprits }) => ({
      rule,
      fired: culprits !== null,
      criteria: idsOf(culprits ?? []),
    })),
    sensitivity: absences.map((absence) => ({ place: absence.place, outcome: absence.outcome })),
    shortOf: shortfalls(set, derivation).map((shortfall) => ({
      outcome: shortfall.outcome,
      mandatory: idsOf(shortfall.mandatory),
      othersMissing: shortfall.share?.missing ?? 0,
    })),
  };
}
