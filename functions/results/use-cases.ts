import type { resultOperations } from '../../shared/contract/results/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { explain } from '../../shared/domain/recommendations/explain.ts';
import { judgingSetOf } from '../criteria-sets/storage.ts';
import { getResultFile } from '../exports/result-file.ts';
import { getRound } from '../rounds/storage.ts';
import { notFound, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { compareRounds } from './comparison.ts';
import { getComments, getCriterion } from './criterion-detail.ts';
import { shownRecommendation } from './judged-round.ts';
import { getResult } from './storage.ts';
import { mayReadRatings } from './who-may-read.ts';

/** What came of a round’s reviews, for those who may read it. */
export const results = (services: Services): UseCases<typeof resultOperations> => ({
  getResult: async ({ by: person, of: { roundId } }) => {
    const allowed = await mayReadRatings(services, roundId, person);
    if (!allowed.ok) return allowed;
    const item = await getResult(services.db, roundId);
    if (item === null) return fail(notFound);
    const { revision, projectedAt, result } = item;
    return ok({ answer: { revision, projectedAt, result }, version: revision });
  },

  getRecommendation: async ({ by: person, of: { roundId } }) => {
    // A round that was opened again has its earlier recommendation, with the ratings behind it.
    const allowed = await mayReadRatings(services, roundId, person);
    if (!allowed.ok) return allowed;
    const round = await getRound(services.db, roundId);
    if (round === null || round.recommendations === 0) return fail(notFound);
    const item = await shownRecommendation(services, round);
    if (item === null)
      return fail(
        problem('not-now', 'No recommendation stands. The next one is derived when the round closes.'),
      );
    const { number, revision, derivedAt, recommendation } = item;
    const set = await judgingSetOf(services.db, round);
    const explanation = explain(recommendation, set.content);
    return ok({ answer: { number, revision, derivedAt, recommendation, explanation }, version: number });
  },

  getCriterion: getCriterion(services),
  getComments: getComments(services),
  compareRounds: compareRounds(services),
  getResultFile: getResultFile(services),
});
