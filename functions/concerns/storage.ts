import { instant, slug } from '../../shared/contract/basics.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { type RoundItem, roundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { answerWrite, type IdempotentRequest } from '../table/idempotency.ts';
import { type Key, keys, ownConcerns, ownerKeys, ranges, todoKeys } from '../table/keys.ts';
import { getItem, getReadable, queryItems, queryReadable } from '../table/read.ts';
import { queryIndexPage } from '../table/read-index.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { check, putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import { type ConcernItem, concernItem } from './stored-concern.ts';

/** A concern; null where there is none. */
export const getConcern = (db: Database, roundId: string, concernId: string): Promise<ConcernItem | null> =>
  getItem(db, keys.concern(roundId, concernId), concernItem);

/** Every concern of a round, in no order. */
export const listConcerns = (db: Database, roundId: string): Promise<ConcernItem[]> =>
  queryItems(db, ranges.concerns(roundId), concernItem);

/** The same for what is shown: those that can be read. */
export const listReadableConcerns = (db: Database, roundId: string): Promise<ConcernItem[]> =>
  queryReadable(db, ranges.concerns(roundId), concernItem);

/** Most concerns that their reviewer is shown, those raised last. */
const shownToReviewer = 50;

/** Where the concerns lie that somebody raised, the latest first. */
export const concernsRaisedBy = async (db: Database, personId: string): Promise<readonly Key[]> => {
  const { entries } = await queryIndexPage(db, 'owner', ownerKeys.person(personId), {
    limit: shownToReviewer,
    start: ownConcerns,
    order: 'last-first',
  });
  return entries;
};

/** The concerns that somebody raised, the latest first. */
export const listConcernsOf = async (db: Database, personId: string): Promise<ConcernItem[]> =>
  getReadable(db, await concernsRaisedBy(db, personId), concernItem);

/** What lists show of a concern. They say neither what it is nor whose. */
export const concernSummary = storedSummary({
  id: slug,
  roundId: slug,
  title: roundItem.shape.title,
  raisedAt: instant,
});

/**
 * Keeps a concern while its round is open, with what tells staff of it. Fails with `idempotency-key` or `round` where
 * the key has been used, or the round is open no more.
 */
export function addConcern(
  db: Database,
  round: RoundItem,
  concern: Bare<Omit<ConcernItem, 'answer' | 'version'>>,
  request: IdempotentRequest,
  event: NewEvent,
  besides: readonly Write[],
): Promise<Result<void, Unmet>> {
  const { id, personId, raisedAt } = concern;
  const { pk, sk } = keys.round(round.id);
  const { title } = round;
  return transact(db, [
    answerWrite(request, { concernId: id }, new Date(event.at)),
    check('round', { pk, sk }, { status: 'open' }),
    putNew('concern', {
      ...keys.concern(round.id, id),
      ...concernItem.stamp,
      ...concern,
      answer: null,
      version: 0,
      ownerPk: ownerKeys.person(personId),
      ownerSk: `${ownConcerns}${raisedAt}#${id}`,
      todoPk: todoKeys.concern,
      todoSk: `${raisedAt}#${round.id}#${id}`,
      summary: { id, roundId: round.id, title, raisedAt } satisfies Stored<typeof concernSummary>,
    }),
    ...besides,
    eventWrite({ pk }, event),
  ]);
}

/**
 * Answers a concern as it was read, so that it waits for nobody any more. Fails with `idempotency-key` or `concern`
 * where the key has been used, or somebody else has answered meanwhile.
 */
export const addAnswer = (
  db: Database,
  read: ConcernItem,
  answer: NonNullable<ConcernItem['answer']>,
  request: IdempotentRequest,
  event: NewEvent,
  besides: readonly Write[],
): Promise<Result<void, Unmet>> =>
  transact(db, [
    answerWrite(request, { concernId: read.id }, new Date(event.at)),
    update(
      'concern',
      read,
      { set: { answer, todoPk: undefined, todoSk: undefined }, add: { version: 1 } },
      { version: read.version },
    ),
    ...besides,
    eventWrite({ pk: read.pk }, event),
  ]);
