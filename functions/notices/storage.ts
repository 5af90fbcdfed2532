import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import {
  goesToDeveloper,
  hasLink,
  type NoticeData,
  type NoticeKind,
  noticeData,
  noticeKind,
} from '../../shared/contract/notices/kinds.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { type Key, keys, listKeys, ownerKeys, ownNotices, todoKeys } from '../table/keys.ts';
import { getItem, getItems } from '../table/read.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { putNew, transact, type Unmet, update, type Write, writeOne } from '../table/write.ts';
import { type NoticeItem, noticeItem, noticeItems } from './stored-notice.ts';

/** A notice. */
export const getNotice = (db: Database, noticeId: string): Promise<NoticeItem | null> =>
  getItem(db, keys.notice(noticeId), noticeItem);

/** The notices with these ids, by id; the ones that are not there are left out. */
export async function getNotices(
  db: Database,
  noticeIds: readonly string[],
): Promise<ReadonlyMap<string, NoticeItem>> {
  const found = await getItems(
    db,
    noticeIds.map((id) => keys.notice(id)),
    noticeItem,
  );
  return new Map(found.map((notice) => [notice.id, notice]));
}

/** The id of a notice follows from its cause and recipient, so that the same cause never makes two. */
export const noticeIdOf = (cause: string, personId: string): string =>
  createHash('sha256').update(`${cause}\n${personId}`).digest('hex').slice(0, 32);

/**
 * Stands in the id of an email to the developer for its recipient: the contact may be somebody else by the time it is
 * sent, and what happened is told once.
 */
export const theDeveloper = 'the developer’s contact';

/** What lists show of a notice. */
export const noticeSummary = storedSummary({
  id: z.string(),
  notice: noticeKind,
  roundId: slug.nullable(),
  personId: slug,
  createdAt: instant,
});

/** A notice to be. */
export interface NewNotice<K extends NoticeKind = NoticeKind> {
  /** What makes it: the same cause never writes to the same person twice. */
  readonly cause: string;
  readonly notice: K;
  readonly personId: string;
  /** Null where it is about no round. */
  readonly roundId: string | null;
  readonly data: NoticeData<K>;
  /** Instant, ISO 8601. */
  readonly createdAt: string;
  /** When it can be forgotten, in epoch seconds; it is kept for good where it has none. */
  readonly expiresAt?: number;
}

/**
 * The write that puts a notice into the outbox; its condition is `notice`. A letter waits for its release. Throws where
 * its data is not of its kind: one that nobody can read would keep every list that it is in from being read.
 */
export function noticeWrite<K extends NoticeKind>({ cause, ...notice }: NewNotice<K>): Write {
  const { personId, roundId, createdAt } = notice;
  const isToContact = roundId !== null && goesToDeveloper(notice.notice, notice.data);
  const id = noticeIdOf(cause, isToContact ? theDeveloper : personId);
  const waits = notice.notice === 'letter';
  return putNew('notice', {
    ...keys.notice(id),
    ...noticeItems[notice.notice].stamp,
    id,
    ...notice,
    data: noticeData[notice.notice].parse(notice.data),
    status: waits ? 'waiting' : 'pending',
    attempts: 0,
    ...(hasLink(notice.notice, notice.data) && { linkKey: randomUUID() }),
    version: 0,
    ownerPk: ownerKeys.person(personId),
    // By time alone: with its id in each of them, a receipt would begin a second kilobyte.
    ownerSk: `${ownNotices}${createdAt}`,
    ...(roundId !== null && { listPk: listKeys.noticesOfRound(roundId), listSk: createdAt }),
    todoPk: waits ? todoKeys.noticeRelease : todoKeys.noticePending,
    todoSk: createdAt,
    summary: { id, notice: notice.notice, roundId, personId, createdAt } satisfies Stored<
      typeof noticeSummary
    >,
  });
}

type NoticeChange = Partial<
  Pick<
    NoticeItem,
    | 'status'
    | 'attempts'
    | 'leaseUntil'
    | 'nextAttemptAt'
    | 'nudgedAt'
    | 'sentAt'
    | 'deliveredAt'
    | 'messageId'
    | 'failure'
    | 'settled'
    | 'changedBy'
    | 'textVersion'
  >
> &
  LetterChange;

/** What changes in a letter: each by itself, so that a second change loses nothing of the first. */
type LetterChange = {
  readonly [K in
    | 'subject'
    | 'body'
    | 'leftOutByStaff'
    | 'evidenceTo'
    | 'standing'
    | 'release' as `data.${K}`]?: NoticeData<'letter'>[K];
};

/** What lists the notice among those that wait, by its status. */
export const todo = (key: string, at: string) => ({ todoPk: key, todoSk: at });

/** What lists it no longer. */
export const noTodo = { todoPk: undefined, todoSk: undefined };

/** The write that changes a notice as it was read; its condition is `notice`. */
export const changeWrite = (
  read: NoticeItem,
  change: NoticeChange & Partial<ReturnType<typeof todo> | typeof noTodo>,
): Write => {
  const set = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      // What is inside of its data is as its kind has it.
      value === null && !name.includes('.') ? undefined : value,
    ]),
  );
  return update('notice', read, { set, add: { version: 1 } }, { version: read.version });
};

/** Under which the events of a notice lie: its round, else its recipient. */
export const concernsOfNotice = ({ roundId, personId }: Pick<NoticeItem, 'roundId' | 'personId'>): Key =>
  roundId === null ? keys.person(personId) : keys.round(roundId);

/** How long a claim stands: longer than one send can take. */
const leaseMilliseconds = 5 * 60 * 1000;

/**
 * Claims a pending notice that is due, to say a version of the Centre's text; null where it is not due, or where somebody
 * else was faster. What it was to say is known however it ends.
 */
export async function claimNotice(
  db: Database,
  notice: NoticeItem,
  now: Date,
  version = 0,
): Promise<NoticeItem | null> {
  const at = now.toISOString();
  if (notice.status !== 'pending' || (notice.nextAttemptAt !== null && notice.nextAttemptAt > at))
    return null;
  const leaseUntil = new Date(now.getTime() + leaseMilliseconds).toISOString();
  const textVersion = version === 0 ? null : version;
  const claim = {
    status: 'sending' as const,
    attempts: notice.attempts + 1,
    leaseUntil,
    ...(textVersion !== notice.textVersion && { textVersion }),
  };
  // Listed by the end of the lease, so that the clock finds a claim whose holder has died.
  const listed = todo(todoKeys.noticePending, leaseUntil);
  return (await writeOne(db, changeWrite(notice, { ...claim, ...listed })))
    ? { ...notice, ...claim, version: notice.version + 1 }
    : null;
}

/**
 * Marks a notice as sent, by whoever knows: the mailer that sent it, or SES's event. `asItCame` where it said the words that
 * come with the service, although it was to say the Centre's.
 */
export const markSent = (
  db: Database,
  read: NoticeItem,
  messageId: string,
  at: string,
  asItCame = false,
): Promise<boolean> =>
  writeOne(
    db,
    changeWrite(read, {
      status: 'sent',
      sentAt: at,
      messageId,
      leaseUntil: null,
      nextAttemptAt: null,
      failure: null,
      ...(asItCame && { textVersion: null }),
      ...noTodo,
    }),
  );

/** Gives a claimed notice back after a definite refusal, to be tried again at `nextAttemptAt`. */
export const markRefused = (
  db: Database,
  claimed: NoticeItem,
  failure: string,
  nextAttemptAt: string,
): Promise<boolean> =>
  writeOne(
    db,
    changeWrite(claimed, {
      status: 'pending',
      leaseUntil: null,
      nextAttemptAt,
      failure,
      ...todo(todoKeys.noticePending, nextAttemptAt),
    }),
  );

/** What is said of an email of which nobody knows whether it was sent. */
export const possiblySent = 'possibly sent';

/** Whether a notice brings a code, which is of no use after its time. */
export const bringsCode = ({ notice }: Pick<NoticeItem, 'notice'>): boolean =>
  notice === 'sign-in-code' || notice === 'contact-code';

/**
 * Marks a notice as failed: it waits for staff. Where it may have been sent all the same, `failure` says so. One with a
 * code waits for nobody: whoever needs one asks for another, and anybody can ask in somebody’s name.
 */
export const markFailed = (db: Database, read: NoticeItem, failure: string, at: string): Promise<boolean> =>
  writeOne(
    db,
    changeWrite(read, {
      status: 'failed',
      leaseUntil: null,
      nextAttemptAt: null,
      failure,
      ...(bringsCode(read) ? noTodo : todo(todoKeys.noticeFailed, at)),
    }),
  );

/** Marks a notice that this deployment may not send to its recipient: it failed, and nobody need look at it. */
export const markHeldBack = (db: Database, claimed: NoticeItem, failure: string): Promise<boolean> =>
  writeOne(db, changeWrite(claimed, { status: 'failed', leaseUntil: null, failure, ...noTodo }));

/** Marks a notice as taken by the recipient's mail server. */
export const markDelivered = (db: Database, read: NoticeItem, at: string): Promise<boolean> =>
  writeOne(db, changeWrite(read, { deliveredAt: at }));

/** What is said of a notice after what became of it at its recipient. */
export const reportedAs = {
  bounce: 'came back: the address does not take emails',
  complaint: 'reported by its recipient as unwanted',
} as const;

/** Marks a sent notice as come back or reported. Not it but its recipient's address waits for staff. */
export const markReported = (
  db: Database,
  read: NoticeItem,
  kind: keyof typeof reportedAs,
): Promise<boolean> =>
  writeOne(
    db,
    changeWrite(read, {
      failure: reportedAs[kind],
      ...(kind === 'bounce' && { status: 'failed' }),
      ...noTodo,
    }),
  );

/** Has the mailer look at a pending notice again: its change is a record of the table's stream. */
export const nudgeNotice = (db: Database, read: NoticeItem, at: string): Promise<boolean> =>
  writeOne(db, changeWrite(read, { nudgedAt: at }));

/** What staff make of a failed notice: it arrived, it is to be sent again, or it is left as it is. */
export function settleNotice(
  db: Database,
  read: NoticeItem,
  settled: NonNullable<NoticeItem['settled']>,
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const change = {
    arrived: { status: 'sent', sentAt: settled.at, failure: null, ...noTodo },
    'send-again': {
      status: 'pending',
      attempts: 0,
      failure: null,
      ...todo(todoKeys.noticePending, settled.at),
    },
    leave: noTodo,
  } as const;
  return transact(db, [
    changeWrite(read, { ...change[settled.how], settled }),
    eventWrite(concernsOfNotice(read), event),
  ]);
}

/** What is said of an email to somebody who has been erased. */
export const notToErased = 'not sent: the recipient has been erased';
