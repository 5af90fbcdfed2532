import { idsOf, type JudgedCriterion } from './judged-criterion.ts';
import {
  conditionsOf,
  derive,
  type Outcome,
  type RecommendationGrounds,
  type RuleName,
} from './recommendation-rules.ts';
import { changesWithout, leaveOneOut, needsFewer, type Sensitivity } from './sensitivity.ts';
import { shortfalls } from './shortfall.ts';
import { criterionSentence, outcomeReasons, ruleSentence } from './trace-in-words.ts';
import {
  criterionSensitivitySentence,
  fewerNeededSentence,
  sensitivitySentence,
  shortfallSentence,
} from './what-if-in-words.ts';

export { type CriterionStatus, criterionStatus } from '../results/criterion-status.ts';
export type { Finding } from './judged-criterion.ts';
export {
  type Outcome,
  type RecommendationGrounds,
  type RuleName,
  ruleOrder,
} from './recommendation-rules.ts';
export type { Sensitivity } from './sensitivity.ts';

/** How one criterion came to its status, and whose absence would change it. */
export interface CriterionTrace extends JudgedCriterion {
  /**
   * Panel places without any one of which `status` would differ, one rating fewer being needed then; empty
   * for panels of fewer than three.
   */
  readonly changesWithout: readonly number[];
  readonly sentence: string;
}

/** One rule that was tried. Rules after the one that fired are not in the trace. */
export interface RuleTrace {
  readonly rule: RuleName;
  readonly fired: boolean;
  /** Ids of the criteria that made it fire. */
  readonly criteria: readonly string[];
  readonly sentence: string;
}

/** What keeps the round from a better outcome. */
export interface ShortfallTrace {
  /** The better outcome. */
  readonly outcome: Outcome;
  /** Ids of the mandatory criteria that each need a better status for it. */
  readonly mandatory: readonly string[];
  /** How many more of the criteria that are not mandatory must be met for it. */
  readonly othersMissing: number;
  readonly sentence: string;
}

/** What the rules recommend, with every step that led there. */
export interface Recommendation {
  readonly criteriaSetHash: string;
  readonly outcome: Outcome;
  /** Ids of the criteria that need a condition. */
  readonly conditions: readonly string[];
  /** Ids of the criteria still disputed. */
  readonly disputed: readonly string[];
  /** The panel places that were counted, ascending. */
  readonly places: readonly number[];
  readonly criteria: readonly CriterionTrace[];
  readonly rules: readonly RuleTrace[];
  /** Leave-one-out outcomes, with max(2, minReviews − 1) needed; empty for panels of fewer than three. */
  readonly sensitivity: readonly Sensitivity[];
  readonly sensitivitySentence: string;
  /** What would have to change for the next better outcome and for `endorse`; empty for `endorse` and `hold`. */
  readonly shortOf: readonly ShortfallTrace[];
  /** The reasons in at most three sentences, for the email and the top of the page. */
  readonly reasons: readonly string[];
}

/**
 * What the set's rules recommend for a round. Only counts and medians of the ratings decide; the
 * status of a mandatory criterion is never outweighed by others.
 */
export function recommend(given: RecommendationGrounds): Recommendation {
  const grounds: RecommendationGrounds = {
    ...given,
    submissions: [...given.submissions].sort((a, b) => a.place - b.place),
    unresolvedInterests: [...given.unresolvedInterests].sort((a, b) => a - b),
  };
  const { set, submissions } = grounds;
  const derivation = derive(grounds, set.rules.minReviews);
  const { criteria, outcome } = derivation;
  const absences = leaveOneOut(grounds);
  const fewerNeeded = fewerNeededSentence(set.rules.minReviews);
  const sensitivity = absences.map((absence) => ({ place: absence.place, outcome: absence.outcome }));
  const rules = derivation.tried.map(({ rule, culprits }) => ({
    rule,
    fired: culprits !== null,
    criteria: idsOf(culprits ?? []),
    sentence: ruleSentence(rule, grounds, criteria, culprits),
  }));
  return {
    criteriaSetHash: grounds.criteriaSetHash,
    outcome,
    conditions: idsOf(conditionsOf(set, derivation)),
    disputed: idsOf(criteria.filter((c) => c.status === 'disputed')),
    places: submissions.map((s) => s.place),
    criteria: criteria.map((criterion, index) => {
      const places = changesWithout(criterion, index, absences);
      // Without a reviewer there are never more ratings: what was too few can only be enough for a lower need.
      const byFewer = criterion.ratedStatus === 'insufficient' && places.length > 0;
      const sentence = inOrder(
        criterionSentence(set, criterion),
        criterionSensitivitySentence(places),
        byFewer ? fewerNeeded : '',
      );
      return { ...criterion, changesWithout: places, sentence };
    }),
    rules,
    sensitivity,
    sensitivitySentence: inOrder(
      sensitivitySentence(outcome, sensitivity),
      needsFewer(grounds, absences) ? fewerNeeded : '',
    ),
    shortOf: shortfalls(set, derivation).map((shortfall) => ({
      outcome: shortfall.outcome,
      mandatory: idsOf(shortfall.mandatory),
      othersMissing: shortfall.share?.missing ?? 0,
      sentence: shortfallSentence(outcome, shortfall),
    })),
    reasons: outcomeReasons(outcome, rules, criteria),
  };
}

/** The sentences that there are, one after the other. */
const inOrder = (...sentences: readonly string[]) => sentences.filter((s) => s !== '').join(' ');
