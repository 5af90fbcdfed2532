import type { CriteriaSet, Criterion } from '../criteria-sets/criteria-set.ts';
import { levelsOf, type PanelSubmission, ratingsOf } from '../results/aggregate.ts';
import {
  type CriterionStatus,
  type StatusGrounds,
  statusFrom,
  statusGrounds,
  statusRuleOf,
} from '../results/criterion-status.ts';
import { type Rating, unableToJudge } from '../reviews/review.ts';

/** What a panel discussion concluded on a disputed criterion. It overrides the status; the ratings stay. */
export interface Finding {
  readonly criterionId: string;
  readonly status: 'met' | 'partly-met' | 'not-met';
}

/** A criterion with its ratings, the status that follows from them, and what a finding makes of it. */
export interface JudgedCriterion extends StatusGrounds {
  readonly criterionId: string;
  readonly number: string;
  readonly mandatory: boolean;
  readonly dissentRefers: boolean;
  readonly threshold: number;
  readonly minReviews: number;
  /** Each panel place's rating, in the order of `Recommendation.places`. */
  readonly panel: readonly Rating[];
  readonly unableToJudge: number;
  /** What the ratings alone say. */
  readonly ratedStatus: CriterionStatus;
  /** True where a panel finding overrides `ratedStatus`. */
  readonly byFinding: boolean;
  /** What the recommendation goes by. */
  readonly status: CriterionStatus;
}

/** What criteria are judged from. */
export interface CriterionGrounds {
  readonly set: CriteriaSet;
  readonly submissions: readonly PanelSubmission[];
  /** The latest finding per criterion. */
  readonly findings: readonly Finding[];
}

/** Judges one criterion. A finding counts only where the ratings leave the criterion disputed. */
export function judge(grounds: CriterionGrounds, criterion: Criterion, minReviews: number): JudgedCriterion {
  const panel = ratingsOf(grounds.submissions, criterion);
  const levels = levelsOf(panel);
  const rule = statusRuleOf(grounds.set, criterion, minReviews);
  const counted = statusGrounds(levels, rule);
  const ratedStatus = statusFrom(counted, rule);
  const finding = grounds.findings.find((f) => f.criterionId === criterion.id);
  const byFinding = ratedStatus === 'disputed' && finding !== undefined;
  return {
    criterionId: criterion.id,
    number: criterion.number,
    mandatory: criterion.mandatory,
    dissentRefers: criterion.dissentRefers,
    threshold: rule.threshold,
    minReviews,
    panel,
    unableToJudge: panel.filter((rating) => rating === unableToJudge).length,
    ...counted,
    ratedStatus,
    byFinding,
    status: byFinding ? finding.status : ratedStatus,
  };
}

/** The criteria's ids, in their order. */
export const idsOf = (criteria: readonly JudgedCriterion[]): readonly string[] =>
  criteria.map((c) => c.criterionId);
