import { getDecision } from '../decisions/storage.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { type RoundWithCriteria, roundWithCriteria } from '../rounds/with-criteria.ts';
import type { Services } from '../use-case/services.ts';
import { shownRecommendation } from './judged-round.ts';
import { getResult } from './storage.ts';
import type { RecommendationItem } from './stored-recommendation.ts';
import type { ResultItem } from './stored-result.ts';
import { mayReadRatings } from './who-may-read.ts';

/** Where a round stands, with all that follows from its reviews. */
export interface ShownResult extends RoundWithCriteria {
  /** Null before the first projection. */
  readonly result: ResultItem | null;
  /** The latest that may be shown; null before the first closing. */
  readonly recommendation: RecommendationItem | null;
  /** Null before there is one. */
  readonly decision: DecisionItem | null;
}

/**
 * Reads a round's result for somebody who is to see it; null where there is no such round, or not for them: they read
 * no reviews, or are on its panel and it has not closed.
 */
export async function shownResult(
  services: Services,
  roundId: string,
  by: PersonItem | null,
): Promise<ShownResult | null> {
  const found = await roundWithCriteria(services, roundId, by);
  if (found === null || by === null || !(await mayReadRatings(services, roundId, by)).ok) return null;
  const { db } = services;
  const [result, recommendation, decision] = await Promise.all([
    getResult(db, roundId),
    shownRecommendation(services, found.round),
    getDecision(db, roundId),
  ]);
  return { ...found, result, recommendation, decision };
}
