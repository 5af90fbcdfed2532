import * as z from 'zod';
import { criteriaSetKind, instant, slug } from '../../shared/contract/basics.ts';
import { outcome } from '../../shared/contract/results/outcomes.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import type { Recommendation } from '../../shared/domain/recommendations/recommendation.ts';
import type { RoundResult } from '../../shared/domain/results/aggregate.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { type SubmissionItem, submissionItem } from '../reviews/stored-submission.ts';
import { caughtUpWrite } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { type Key, keys, ranges, todoKeys } from '../table/keys.ts';
import { getItem, getItems, getReadable, lastItem } from '../table/read.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { put, putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import { type RecommendationItem, recommendationItem } from './stored-recommendation.ts';
import { type ResultItem, resultItem } from './stored-result.ts';

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
  lastItem(db, ranges.recommendations(roundId), recommendationItem);

/** The same of a round that has been read: by its number, which a later one than is there may be due under. */
export const latestRecommendationOf = async (
  db: Database,
  { id, recommendations }: RoundItem,
): Promise<RecommendationItem | null> =>
  recommendations === 0
    ? null
    : ((await getRecommendation(db, id, recommendations)) ?? getLatestRecommendation(db, id));

/** The latest recommendation of each of these rounds that has one, by round id. */
export async function getRecommendationsOf(
  db: Database,
  rounds: readonly RoundItem[],
): Promise<ReadonlyMap<string, RecommendationItem>> {
  const wanted = rounds
    .filter((round) => round.recommendations > 0)
    .map((round) => keys.recommendation(round.id, round.recommendations));
  const found = await getReadable(db, wanted, recommendationItem);
  const byKey = new Map(found.map((item) => [item.pk, item]));
  return new Map(
    rounds.flatMap((round) => {
      const item = byKey.get(keys.round(round.id).pk);
      return item === undefined ? [] : [[round.id, item] as const];
    }),
  );
}

/** Where the latest submission behind each of these assignments lies. */
export const currentSubmissionKeys = (assignments: readonly AssignmentItem[]): readonly Key[] =>
  assignments
    .filter(({ submissions }) => submissions > 0)
    .map(({ roundId, personId, submissions }) => keys.submission(roundId, personId, submissions));

/** The latest submission behind each of these assignments. */
export const currentSubmissions = (
  db: Database,
  assignments: readonly AssignmentItem[],
): Promise<SubmissionItem[]> => getItems(db, currentSubmissionKeys(assignments), submissionItem);

/** A recommendation that waits: for a panel to be called, or to be decided on. */
interface Undecided {
  readonly recommendation: Recommendation;
  readonly derivedAt: string;
}

/** What lists show of a recommendation that waits. */
export const undecidedSummary = storedSummary({
  roundId: slug,
  title: z.string(),
  criteriaSetKind,
  derivedAt: instant,
  outcome,
});

/** What lists show of an open round that everybody has reviewed. */
export const reviewsInSummary = storedSummary({
  roundId: slug,
  title: z.string(),
  criteriaSetKind,
  closesAt: instant,
});

/** What of a round waits for staff. */
export interface ForStaff {
  /** A recommendation that nobody has decided on. */
  readonly undecided: Undecided | null;
  /** When the last review came in, where all of an open round are. */
  readonly reviewsInSince: string | null;
}

/** The index attributes of a result with which something waits for staff; none where nothing does. */
function waiting({ id: roundId, title, criteriaSetKind, closesAt }: RoundItem, forStaff: ForStaff) {
  const { undecided, reviewsInSince } = forStaff;
  if (undecided !== null)
    return {
      todoPk: undecided.recommendation.outcome === 'refer-to-panel' ? todoKeys.panel : todoKeys.decision,
      todoSk: `${undecided.derivedAt}#${roundId}`,
      summary: {
        roundId,
        title,
        criteriaSetKind,
        derivedAt: undecided.derivedAt,
        outcome: undecided.recommendation.outcome,
      } satisfies Stored<typeof undecidedSummary>,
    };
  return (
    reviewsInSince !== null && {
      todoPk: todoKeys.reviewsIn,
      todoSk: `${reviewsInSince}#${roundId}`,
      summary: { roundId, title, criteriaSetKind, closesAt } satisfies Stored<typeof reviewsInSummary>,
    }
  );
}

/** The write after which a round's recommendation waits for nobody: it belongs to a decision. */
export const decidedWrite = (roundId: string): Write =>
  update('result', keys.result(roundId), { set: { todoPk: undefined, todoSk: undefined } }, {});

/** What is projected of a round; `awaits` and `toldAllInAt` as the stored result has them. */
export interface Projected {
  readonly result: RoundResult;
  readonly awaits?: boolean;
  readonly toldAllInAt?: string | null;
  readonly progress?: RoundItem['progress'];
}

/**
 * Writes a result, and what a closing brings with it, if the round still stands at the revision from
 * which it was computed. Fails with `revision` where it does not: a newer one is on its way. What waits
 * follows from `forStaff`, so that it is right again after every projection.
 */
export async function writeProjection(
  db: Database,
  round: RoundItem,
  projectedAt: string,
  { result, awaits = false, toldAllInAt = null, progress = round.progress }: Projected,
  besides: readonly Write[] = [],
  forStaff: ForStaff = { undecided: null, reviewsInSince: null },
): Promise<Result<void, Unmet>> {
  return transact(db, [
    caughtUpWrite(round, progress),
    put({
      ...keys.result(round.id),
      ...resultItem.stamp,
      revision: round.revision,
      projectedAt,
      result,
      awaits,
      toldAllInAt,
      ...waiting(round, forStaff),
    }),
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
    ...recommendationItem.stamp,
    number: round.recommendations,
    revision: round.revision,
    derivedAt,
    recommendation,
  }),
  eventWrite(round, event),
];
