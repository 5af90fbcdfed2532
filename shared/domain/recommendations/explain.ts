import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { reasonsFor } from './reasons.ts';
import type { CriterionTrace, Recommendation } from './recommendation.ts';
import { criterionSentence, reasonSentences, ruleSentence } from './trace-in-words.ts';
import {
  criterionSensitivitySentence,
  fewerNeededSentence,
  needsFewer,
  sensitivitySentence,
  shortfallSentence,
  undecidedSentence,
} from './what-if-in-words.ts';

/** A recommendation in sentences. They are made where they are shown, and are part of nothing stored or hashed. */
export interface Explanation {
  /** Why, in a few sentences: for emails and the top of a page. */
  readonly reasons: readonly string[];
  /** One for each rule of the recommendation, in their order. */
  readonly rules: readonly string[];
  /** How each criterion came to its status, in the recommendation's order. */
  readonly criteria: readonly { readonly criterionId: string; readonly sentence: string }[];
  /** What one reviewer's absence would change. */
  readonly sensitivity: string;
  /** What would have to change for a better outcome, one for each entry of `shortOf`. */
  readonly shortOf: readonly string[];
}

/** Says a recommendation in sentences. `set` is the criteria set version that it was derived by. */
export function explain(recommendation: Recommendation, set: CriteriaSet): Explanation {
  const { outcome, sensitivity } = recommendation;
  const reasons = reasonsFor(recommendation, set);
  return {
    reasons: reasonSentences(reasons),
    rules: recommendation.rules.map(({ rule, fired }) => ruleSentence(rule, fired, reasons)),
    criteria: recommendation.criteria.map((trace) => ({
      criterionId: trace.criterionId,
      sentence: criterionInWords(trace, recommendation, set),
    })),
    sensitivity: inOrder(
      sensitivitySentence(outcome, sensitivity),
      undecidedSentence(recommendation),
      needsFewer(recommendation, set) ? fewerNeededSentence(set.rules.minReviews) : '',
    ),
    shortOf: recommendation.shortOf.map((shortfall) => shortfallSentence(shortfall, recommendation, set)),
  };
}

/** How one criterion came to its status, and whose absence would change it. */
export function criterionInWords(
  trace: CriterionTrace,
  { places }: Pick<Recommendation, 'places'>,
  set: CriteriaSet,
): string {
  // Without a reviewer there are never more ratings: what was too few can only be enough for a lower need.
  const byFewer = trace.ratedStatus === 'insufficient' && trace.changesWithout.length > 0;
  return inOrder(
    criterionSentence(set, trace, places),
    criterionSensitivitySentence(trace),
    byFewer ? fewerNeededSentence(set.rules.minReviews) : '',
  );
}

/** The sentences that there are, one after the other. */
const inOrder = (...sentences: readonly string[]) => sentences.filter((s) => s !== '').join(' ');
