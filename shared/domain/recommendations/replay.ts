import { type CriteriaSet, criteriaOf } from '../criteria-sets/criteria-set.ts';
import { emptyCriterionReview, emptyReview } from '../reviews/review.ts';
import { type Comparison, compareRecommendations } from './comparison.ts';
import type { Finding } from './judged-criterion.ts';
import { type Recommendation, recommend } from './recommendation.ts';
import type { Outcome, RecommendationGrounds } from './recommendation-rules.ts';

/** What other rules make of a round that has its recommendation. */
export interface Replay {
  readonly recommendation: Recommendation;
  /** What was recommended. */
  readonly before: Outcome;
  /** What the other rules recommend. */
  readonly after: Outcome;
  /** Whose status differs by the other rules. */
  readonly changed: Comparison['changed'];
}

/** Whether levels mean the same in both sets, so that the rules of one can be tried on ratings by the other. */
export const isReplayable = (rated: CriteriaSet, by: CriteriaSet): boolean =>
  rated.scale.length === by.scale.length && rated.scale.every(({ value }, i) => value === by.scale[i]?.value);

/**
 * Derives a round's recommendation again by the rules of another set; criteria are the ones that were rated, by the set
 * `rated`. A recommendation holds all that it was derived from, so that no review is read.
 */
export function replay(recorded: Recommendation, rated: CriteriaSet, by: CriteriaSet): Replay {
  const recommendation = recommend({ ...recordedGrounds(recorded), set: withRulesOf(rated, by) });
  return {
    recommendation,
    before: recorded.outcome,
    after: recommendation.outcome,
    changed: compareRecommendations(recorded, recommendation).changed,
  };
}

/** What a recommendation was derived from, as it says itself. */
const recordedGrounds = (recorded: Recommendation): Omit<RecommendationGrounds, 'set'> => ({
  criteriaSetHash: recorded.criteriaSetHash,
  submissions: recorded.places.map((place, i) => ({
    place,
    contentHash: '',
    content: {
      ...emptyReview(recorded.criteriaSetHash),
      ratings: Object.fromEntries(
        recorded.criteria.map(({ criterionId, panel }) => [
          criterionId,
          { ...emptyCriterionReview, rating: panel[i] ?? null },
        ]),
      ),
    },
  })),
  findings: recorded.criteria.flatMap(({ byFinding, criterionId, status }) =>
    byFinding ? [{ criterionId, status: status as Finding['status'] }] : [],
  ),
  unresolvedInterests: recorded.unresolvedInterests,
});

/** A set with the rules of another one, also those of each criterion that both have. */
function withRulesOf(set: CriteriaSet, by: CriteriaSet): CriteriaSet {
  const rules = new Map(criteriaOf(by).map((criterion) => [criterion.id, criterion]));
  return {
    ...set,
    rules: by.rules,
    sections: set.sections.map((section) => ({
      ...section,
      criteria: section.criteria.map((criterion) => {
        const { mandatory, threshold, dissentRefers } = rules.get(criterion.id) ?? criterion;
        return { ...criterion, mandatory, threshold, dissentRefers };
      }),
    })),
  };
}
