import type { resultOperations } from '../../shared/contract/results/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { compareRecommendations } from '../../shared/domain/recommendations/comparison.ts';
import { getDecisionsOf } from '../decisions/storage.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import { getRound, getRounds, listLatestRounds, type RoundSummary } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { currentRecommendation } from './judged-round.ts';
import { getRecommendation } from './storage.ts';
import type { RecommendationItem } from './stored-recommendation.ts';
import { mayReadRatings } from './who-may-read.ts';

/** How many rounds of a specification are looked through for the one that was decided last. */
const maxLooked = 20;

/** Decided rounds on the same version of a round’s specification or an earlier one, the latest first. */
export const earlierRounds = async (db: Database, round: RoundItem): Promise<readonly RoundSummary[]> =>
  (await listLatestRounds(db, round.specificationId, maxLooked)).filter(
    ({ id, specificationVersion, status }) =>
      id !== round.id && specificationVersion <= round.specificationVersion && status === 'decided',
  );

/** A decided round with what it was decided on. */
interface DecidedRound {
  readonly round: RoundItem;
  readonly decision: DecisionItem;
  readonly recommendation: RecommendationItem;
}

/**
 * The round of the specification, of the same criteria set and on the same version or an earlier one, that was decided
 * last before this one was; null where there is none.
 */
async function decidedBefore(db: Database, round: RoundItem): Promise<DecidedRound | null> {
  const found = await earlierRounds(db, round);
  const [rounds, decisions] = await Promise.all([
    getRounds(
      db,
      found.map(({ id }) => id),
    ),
    getDecisionsOf(db, [...found, round]),
  ]);
  const until = decisions.get(round.id)?.decidedAt ?? '~';
  const [last] = [...rounds.values()]
    .flatMap((one) => {
      const decision = decisions.get(one.id);
      return decision === undefined || one.criteriaSetId !== round.criteriaSetId || decision.decidedAt > until
        ? []
        : [{ round: one, decision }];
    })
    .sort((a, b) => b.decision.decidedAt.localeCompare(a.decision.decidedAt));
  if (last === undefined) return null;
  const recommendation = await getRecommendation(db, last.round.id, last.decision.recommendationNumber);
  return recommendation && { ...last, recommendation };
}

/** What has become of a decision that does not stand as it was made. */
const sinceOf = ({ withdrawn, replaced, suspended }: DecisionItem) =>
  withdrawn !== null
    ? { since: 'withdrawn' as const }
    : replaced !== null
      ? { since: 'replaced' as const }
      : suspended !== null && { since: 'suspended' as const };

/** Compares a round's recommendation with that of the round of its specification that was decided last. */
export const compareRounds =
  (services: Services): UseCase<(typeof resultOperations)['compareRounds']> =>
  async ({ by, of: { roundId } }) => {
    const { db } = services;
    const round = await getRound(db, roundId);
    if (round === null) return fail(notFound);
    const [now, before] = await Promise.all([
      currentRecommendation(services, round),
      decidedBefore(db, round),
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
          decision: before.decision.outcome,
          decidedAt: before.decision.decidedAt,
          ...sinceOf(before.decision),
        },
        changed: [...changed],
        unchanged,
      },
    });
  };
