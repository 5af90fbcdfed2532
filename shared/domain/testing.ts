import {
  type CriteriaSet,
  type Criterion,
  type MetShare,
  ruleEdition,
  usualMetShare,
} from './criteria-sets/criteria-set.ts';
import type { RecommendationGrounds } from './recommendations/recommendation-rules.ts';
import type { PanelSubmission } from './results/aggregate.ts';
import { emptyCriterionReview, type Rating } from './reviews/review.ts';

/** The hash that sets made by `setOf` are said to have. */
export const setHash = 'a'.repeat(64);

/** What a set made by `setOf` may have otherwise: threshold 2 on levels 0 to 3, 2 reviews, every other met. */
export interface SetOptions {
  readonly lowest?: number;
  readonly levels?: number;
  readonly threshold?: number;
  readonly minReviews?: number;
  readonly metShare?: MetShare;
  readonly nonMandatoryShare?: number;
}

/** A set of one section 4 with the criteria 4.1, 4.2 … (ids `c1`, `c2` …), mandatory unless they say otherwise. */
export function setOf(criteria: readonly Partial<Criterion>[], options: SetOptions = {}): CriteriaSet {
  const { lowest = 0, levels = 4, threshold = 2, minReviews = 2, nonMandatoryShare = 1 } = options;
  const { metShare = usualMetShare } = options;
  return {
    id: 'made-up',
    kind: 'endorsement',
    title: 'Made up',
    sample: true,
    instructions: '',
    scale: Array.from({ length: levels }, (_, i) => ({
      value: lowest + i,
      label: `Level ${lowest + i}`,
      meaning: '',
    })),
    rules: { edition: ruleEdition, minReviews, threshold, metShare, nonMandatoryShare },
    sections: [
      {
        id: 's4',
        number: '4',
        title: 'Section 4',
        criteria: criteria.map((criterion, i) => ({
          id: `c${i + 1}`,
          number: `4.${i + 1}`,
          text: `Criterion ${i + 1}`,
          guidance: '',
          mandatory: true,
          threshold: null,
          dissentRefers: false,
          ...criterion,
        })),
      },
    ],
  };
}

/** The submissions of R1, R2 … from their ratings, a row for each criterion of the set. */
export const panelOf = (set: CriteriaSet, rows: readonly (readonly Rating[])[]): readonly PanelSubmission[] =>
  (rows[0] ?? []).map((_, reviewer) => ({
    place: reviewer + 1,
    contentHash: String(reviewer + 1)
      .repeat(64)
      .slice(0, 64),
    content: {
      criteriaSetHash: setHash,
      ratings: Object.fromEntries(
        set.sections
          .flatMap((section) => section.criteria)
          .map(({ id }, i) => [id, { ...emptyCriterionReview, rating: rows[i]?.[reviewer] ?? null }]),
      ),
      overallComment: '',
      overallNote: '',
    },
  }));

/** What a recommendation is derived from, with neither findings nor unresolved interests unless given. */
export const groundsOf = (
  set: CriteriaSet,
  rows: readonly (readonly Rating[])[],
  besides: Partial<RecommendationGrounds> = {},
): RecommendationGrounds => ({
  set,
  criteriaSetHash: setHash,
  submissions: panelOf(set, rows),
  findings: [],
  unresolvedInterests: 0,
  ...besides,
});
