import type { PersonItem } from '../people/stored-person.ts';
import { getRecommendation } from '../results/storage.ts';
import type { RecommendationItem } from '../results/stored-recommendation.ts';
import { type RoundWithCriteria, roundWithCriteria } from '../rounds/with-criteria.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { Services } from '../use-case/services.ts';

/** What somebody who decides goes by. */
export interface ToDecide extends RoundWithCriteria {
  /** Null while it is being derived, and before the round closes. */
  readonly recommendation: RecommendationItem | null;
  /** The developer’s, which owns conditions unless somebody says otherwise. */
  readonly organisation: string;
}

/** Reads what a decision on a round is about, for somebody who may see it; null where there is nothing to see. */
export async function toDecide(
  services: Services,
  roundId: string,
  by: PersonItem | null,
): Promise<ToDecide | null> {
  const found = await roundWithCriteria(services, roundId, by);
  if (found === null) return null;
  const { id, recommendations, specificationId } = found.round;
  const [recommendation, specification] = await Promise.all([
    getRecommendation(services.db, id, recommendations),
    getSpecification(services.db, specificationId),
  ]);
  return { ...found, recommendation, organisation: specification?.developer.organisation ?? '' };
}
