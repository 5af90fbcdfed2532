import { type CriteriaSet, criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { roundSeverity } from '../../shared/domain/statistics/severity.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import type { RoundFigures } from '../people/severity.ts';
import type { SubmissionItem } from '../reviews/stored-submission.ts';
import type { RoundItem } from '../rounds/stored-round.ts';

/**
 * How each reviewer of a round rated beside the others, from the submissions that count. Those of the panel
 * without one get nothing to compare, in place of what an earlier closing may have kept of them.
 */
export function panelSeverity(
  round: RoundItem,
  set: CriteriaSet,
  panel: readonly AssignmentItem[],
  counted: readonly SubmissionItem[],
): readonly RoundFigures[] {
  const ratings = criteriaOf(set).map(({ id }) =>
    counted.map(({ content }) => {
      const rating = content.ratings[id]?.rating ?? null;
      return typeof rating === 'number' ? rating : null;
    }),
  );
  const reviewers = counted.map(({ personId }) => personId);
  const figures = roundSeverity({ specification: round.specificationId, reviewers, ratings });
  const byPerson = new Map(figures.map((one) => [one.reviewer, one]));
  return panel.map(({ personId }) => ({
    personId,
    roundId: round.id,
    specificationId: round.specificationId,
    criteria: byPerson.get(personId)?.criteria ?? 0,
    difference: byPerson.get(personId)?.difference ?? null,
  }));
}
