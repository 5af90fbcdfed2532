import type { RoundResult } from '../../shared/domain/aggregate.ts';
import type { Recommendation } from '../../shared/domain/recommendation.ts';
import type { Result } from '../../shared/domain/result.ts';
import {
  check,
  type Database,
  getItem,
  getItems,
  lastItem,
  put,
  putNew,
  transact,
  type Write,
} from './database.ts';
import { eventWrite, type NewEvent } from './events.ts';
import {
  type AssignmentItem,
  type RecommendationItem,
  type ResultItem,
  type RoundItem,
  recommendationItem,
  resultItem,
  type SubmissionItem,
  submissionItem,
} from './items.ts';
import { keys } from './keys.ts';

/** The projected result of a round; null before its first projection. */
export const getResult = (db: Database, roundId: string): Promise<ResultItem | null> =>
  getItem(db, keys.result(roundId), resultItem);

/** A recommendation by its number. */
export const getRecommendation = (
  db: Database,
  roundId: string,
  number: number,
): Promise<RecommendationItem | null> =>
  getItem(db, keys.recommendation(roundId, number), recommendationItem);

/** The latest recommendation of a round; null before its first closing. */
export const getLatestRecommendation = (db: Database, roundId: string): Promise<RecommendationItem | null> =>
  lastItem(db, { pk: keys.round(roundId).pk, prefix: 'RECOMMENDATION#' }, recommendationItem);

/** The latest submission behind each of these assignments. */
export const currentSubmissions = (
  db: Database,
  assignments: readonly AssignmentItem[],
): Promise<SubmissionItem[]> =>
  getItems(
    db,
    assignments
      .filter((a) => a.submissions > 0)
      .map((a) => keys.submission(a.roundId, a.personId, a.submissions)),
    submissionItem,
  );

/**
 * Writes a result, and what a closing brings with it, if the round still stands at the revision from
 * which it was computed. Fails with `revision` where it does not: a newer one is on its way.
 */
export async function writeProjection(
  db: Database,
  round: RoundItem,
  projectedAt: string,
  result: RoundResult,
  besides: readonly Write[] = [],
): Promise<Result<void, readonly string[]>> {
  return transact(db, [
    check('revision', round, { revision: round.revision, recommendations: round.recommendations }),
    put({ ...keys.result(round.id), kind: 'result', revision: round.revision, projectedAt, result }),
    ...besides,
  ]);
}

/** The writes that keep a recommendation: numbered, immutable. */
export const recommendationWrites = (
  round: RoundItem,
  derivedAt: string,
  recommendation: Recommendation,
  event: NewEvent,
): readonly Write[] => [
  putNew('recommendation', {
    ...keys.recommendation(round.id, round.recommendations),
    kind: 'recommendation',
    number: round.recommendations,
    revision: round.revision,
    derivedAt,
    recommendation,
  }),
  eventWrite(round, event),
];
