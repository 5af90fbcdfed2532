import type { CriterionStatus } from '../results/criterion-status.ts';
import type { Recommendation } from './recommendation.ts';

/** One criterion in two rounds. A status is null where the round's criteria set lacks the criterion. */
export interface ComparedCriterion {
  readonly criterionId: string;
  /** As the later round numbers it, or the earlier one where the later lacks it. */
  readonly number: string;
  readonly before: CriterionStatus | null;
  readonly after: CriterionStatus | null;
}

/** What became of each criterion between two recommendations. */
export interface Comparison {
  /** Criteria whose status differs, and those that only one of the two has, in the later round's order. */
  readonly changed: readonly ComparedCriterion[];
  /** How many criteria have the same status in both. */
  readonly unchanged: number;
}

type Compared = Pick<Recommendation, 'criteria'>;

/** Compares the statuses that two recommendations went by, findings included. Criteria are known by id. */
export function compareRecommendations(before: Compared, after: Compared): Comparison {
  const earlier = new Map(before.criteria.map((c) => [c.criterionId, c]));
  const later = new Set(after.criteria.map((c) => c.criterionId));
  const all = [
    ...after.criteria.map((c) => compared(c, earlier.get(c.criterionId)?.status ?? null, c.status)),
    ...before.criteria.filter((c) => !later.has(c.criterionId)).map((c) => compared(c, c.status, null)),
  ];
  const changed = all.filter((c) => c.before !== c.after);
  return { changed, unchanged: all.length - changed.length };
}

function compared(
  { criterionId, number }: Compared['criteria'][number],
  before: CriterionStatus | null,
  after: CriterionStatus | null,
): ComparedCriterion {
  return { criterionId, number, before, after };
}
