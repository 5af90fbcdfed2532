import type { resultOperations } from '../../shared/contract/results/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { compareRecommendations } from '../../shared/domain/recommendations/comparison.ts';
import { getRound, listLatestRounds, type RoundSummary } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { currentRecommendation } from './judged-round.ts';
import { getLatestRecommendation } from './storage.ts';
import type { RecommendationItem } from './stored-recommendation.ts';
import { mayReadRatings } from './who-may-read.ts';

/** How many rounds of a specification are looked through for the one on the previous version. */
const maxLooked = 20;

/** Closed or decided rounds on earlier versions of a round’s specification, the latest first. */
export const earlierRounds = async (db: Database, round: RoundItem): Promise<readonly RoundSummary[]> =>
  (await listLatestRounds(db, round.specificationId, maxLooked)).filter(
    ({ specificationVersion, status }) =>
      specificationVersion < round.specificationVersion && (status === 'closed' || status === 'decided'),
  );

/** The latest closed or decided round on an earlier version, of the same criteria set; null where there is none. */
async function previousRound(
  db: Database,
  round: RoundItem,
): Promise<{ round: RoundItem; recommendation: RecommendationItem } | null> {
  for (const { id } of await earlierRounds(db, round)) {
    const [earlier, recommendation] = await Promise.all([getRound(db, id), getLatestRecommendation(db, id)]);
    if (earlier?.criteriaSetId === round.criteriaSetId && recommendation !== null)
      return { round: earlier, recommendation };
  }
  return null;
}

/** Compares a round's recommendation with that of the round on the previous version of its specification. */
export const compareRounds =
  (services: Services): UseCase<(typeof resultOperations)['compareRounds']> =>
  async ({ by, of: { roundId } }) => {
    const { db } = services;
    const round = await getRound(db, roundId);
    if (round === null) return fail(notFound);
    const [now, before] = await Promise.all([
      currentRecommendation(services, round),
      previousRound(db, round),
    ]);
    if (!now.ok) return now;
    const allowed = await mayReadRatings(services, roundId, by);
    if (!allowed.ok) return allowed;
    if (before === null) return ok({ answer: { previous: null, changed: [], unchanged: 0 } });
    const { changed, unchanged } = compareRecommendations(
      before.recommendation.recommendation,
      now.value.recommendation,
    );
    return ok({
      answer: {
        previous: {
          roundId: before.round.id,
          specificationVersion: before.round.specificationVersion,
          outcome: before.recommendation.recommendation.outcome,
        },
        changed: [...changed],
        unchanged,
      },
    });
  };
