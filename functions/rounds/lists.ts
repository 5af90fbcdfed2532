import type { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { getDecisionsOf } from '../decisions/storage.ts';
import { getRecommendationsOf } from '../results/storage.ts';
import { roundsKeptFrom } from '../results/who-may-read.ts';
import { pageSize } from '../use-case/page-size.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { roundEntryOf } from './entry.ts';
import { listRoundsOfSpecification as listRoundsOf, listRoundsPage } from './storage.ts';

type Ops = typeof roundOperations;

/** `listRounds`: those of one status. */
export const listRounds =
  ({ db }: Services): UseCase<Ops['listRounds']> =>
  async ({ of: { status, cursor } }) => {
    const { entries, next } = await listRoundsPage(db, status, { limit: pageSize, cursor });
    return ok({ answer: { items: entries.map(roundEntryOf), next } });
  };

/** `listRoundsOfSpecification`: with what came of them. */
export const listRoundsOfSpecification =
  (services: Services): UseCase<Ops['listRoundsOfSpecification']> =>
  async ({ by, of: { specificationId, cursor } }) => {
    const { db } = services;
    const { rounds, next } = await listRoundsOf(db, specificationId, { limit: pageSize, cursor });
    const [kept, recommendations, decisions] = await Promise.all([
      roundsKeptFrom(
        services,
        by,
        rounds.map(({ id }) => id),
      ),
      getRecommendationsOf(db, rounds),
      getDecisionsOf(db, rounds),
    ]);
    const decisionOn = (roundId: string) => {
      const decision = decisions.get(roundId);
      if (decision === undefined) return null;
      const { outcome, decidedAt, withdrawn } = decision;
      return { outcome, decidedAt, withdrawnAt: withdrawn?.at ?? null };
    };
    const items = rounds.map((round) => ({
      roundId: round.id,
      title: round.title,
      specificationVersion: round.specificationVersion,
      criteriaSetKind: round.criteriaSetKind,
      sample: round.sample,
      status: round.status,
      reviewsDue: round.reviewsDue,
      closesAt: round.closesAt,
      progress: round.progress,
      createdAt: round.createdAt,
      recommendation: kept.has(round.id)
        ? null
        : (recommendations.get(round.id)?.recommendation.outcome ?? null),
      decision: decisionOn(round.id),
    }));
    return ok({ answer: { items, next } });
  };
