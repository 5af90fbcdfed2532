import type { criteriaSetOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import type { Recommendation } from '../../shared/domain/recommendations/recommendation.ts';
import { isReplayable, replay } from '../../shared/domain/recommendations/replay.ts';
import { outcomeShares } from '../../shared/domain/recommendations/rule-effect.ts';
import { getRecommendationsOf } from '../results/storage.ts';
import { eachRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { getCriteriaSet, judgingSetOf } from './storage.ts';

/** The sizes of panels for which it is worked out how often each outcome comes out. */
const panelSizes = [2, 3, 4, 5, 6, 7] as const;

/** Most closed rounds that are derived again, the last closed first. */
const maxReplayed = 25;

/** `getRuleEffect`. */
export const getRuleEffect =
  (services: Services): UseCase<(typeof criteriaSetOperations)['getRuleEffect']> =>
  async ({ of: { criteriaSetId, version, quality } }) => {
    const set = await getCriteriaSet(services.db, criteriaSetId, version);
    if (set === null) return fail(notFound);
    const lists = await Promise.all(
      (['closed', 'decided'] as const).map((status) => eachRound(services.db, status).next()),
    );
    const rounds = lists
      .flatMap(({ value }) => value ?? [])
      // Lists may lag: a round that was reopened since is under review again, and kept from its panel.
      .filter(({ status }) => status === 'closed' || status === 'decided')
      .filter((round) => round.criteriaSetId === criteriaSetId)
      .sort((a, b) => b.closesAt.localeCompare(a.closesAt))
      .slice(0, maxReplayed);
    const recommendations = await getRecommendationsOf(services.db, rounds);
    const judged = await Promise.all(
      rounds.flatMap((round) => {
        const found = recommendations.get(round.id);
        return found === undefined ? [] : [judgedBy(services, round, found.recommendation)];
      }),
    );
    const replays = judged
      .filter(({ rated }) => isReplayable(rated, set.content))
      .map(({ round, recommendation, rated }) => ({ round, ...replay(recommendation, rated, set.content) }));
    return ok({
      answer: {
        quality,
        panels: panelSizes.map((reviewers) => ({
          reviewers,
          outcomes: outcomeShares(set.content, reviewers, quality / 100),
        })),
        replayed: replays.length,
        notComparable: judged.length - replays.length,
        different: replays
          .filter(({ before, after }) => before !== after)
          .map(({ round, before, after, changed }) => ({
            roundId: round.id,
            title: round.title,
            specificationVersion: round.specificationVersion,
            before,
            after,
            changed: [...changed],
          })),
      },
    });
  };

/** A round’s recommendation beside the criteria set that its reviewers rated by. */
const judgedBy = async ({ db }: Services, round: RoundItem, recommendation: Recommendation) => ({
  round,
  recommendation,
  rated: (await judgingSetOf(db, round)).content,
});
