import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { noticeIdOf, noticeWrite } from '../notices/storage.ts';
import { signedInWrite } from '../people/signed-in.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Bare, Stored } from '../table/stored.ts';
import {
  deleteItem,
  putNew,
  putNewOrExpired,
  transact,
  update,
  type Write,
  writeOne,
} from '../table/write.ts';
import { type CodeItem, codeItem, type LatestCode, limitItem, reviewerSessionItem } from './stored-code.ts';

/** The table holds only hashes of ids: whoever reads it can neither take over a session nor guess at a code. */
const hashed = (id: string): string => createHash('sha256').update(id).digest('hex');

const hasEnded = ({ expiresAt }: { readonly expiresAt: number }, now: Date): boolean =>
  expiresAt <= now.getTime() / 1000;

/** A code to be, and the same sealed for the email that brings it; null where an email has brought it already. */
export interface NewCode extends Bare<CodeItem> {
  readonly sealed: string | null;
}

/** How long the email with a code stays in lists: as long as anything can be heard of what became of it. */
const noticeSeconds = 24 * 60 * 60;

/**
 * Keeps a code under the id that the browser has, and queues the email that brings it. Where the address is nobody’s,
 * a second code that nobody knows stands for the email: what is read and written is as much either way.
 */
export async function putCode(
  db: Database,
  id: string,
  { sealed, ...code }: NewCode,
  createdAt: string,
): Promise<void> {
  const { personId, expiresAt } = code;
  const kept = (of: string) => putNew('code', { ...keys.signInCode(hashed(of)), ...codeItem.stamp, ...code });
  if (sealed === null) {
    await transact(db, [kept(id)]);
    return;
  }
  await transact(db, [
    kept(id),
    personId === null
      ? kept(`${id} nobody`)
      : noticeWrite({
          cause: codeCause(id),
          notice: 'sign-in-code',
          personId,
          roundId: null,
          createdAt,
          expiresAt: expiresAt + noticeSeconds,
          data: { code: sealed, expiresAt: new Date(expiresAt * 1000).toISOString() },
        }),
  ]);
}

const codeCause = (id: string): string => `sign-in-code ${hashed(id)}`;

/** The id of the notice that brings a code to a person. */
export const codeNoticeId = (id: string, personId: string): string => noticeIdOf(codeCause(id), personId);

/** The code that a browser asked for, unless its time is over; it may have no attempts left. */
export async function getCode(db: Database, id: string, now: Date): Promise<CodeItem | null> {
  const code = await getItem(db, keys.signInCode(hashed(id)), codeItem);
  return code === null || hasEnded(code, now) ? null : code;
}

/** Takes one of the attempts that a code has left, before anything is compared: two at once are two. */
export const takeAttempt = (db: Database, { attemptsLeft, ...code }: CodeItem): Promise<boolean> =>
  writeOne(db, update('code', code, { add: { attemptsLeft: -1 } }, { attemptsLeft }));

/** What else ends once a code has been used, by the names under which it is counted. */
export interface Used {
  /** The code at its address, in whatever browser it is entered. */
  readonly code: string;
  /** The emails to its address, also because this caller asked: whoever reads them there gets the next one. */
  readonly address: string;
  readonly fromOne: string | null;
}

/**
 * Opens a session: with a code of which an attempt was taken, which is of no use from then on in any browser, or null
 * where somebody else vouches for who signs in. That its person has signed in is kept; false where the code was used
 * before, or at the same moment.
 */
export async function openReviewerSession(
  db: Database,
  sessionId: string,
  session: Bare<Stored<typeof reviewerSessionItem>>,
  by: { readonly code: CodeItem; readonly used: Used } | null,
  now: Date,
): Promise<boolean> {
  const opened = await transact(db, [
    putNew('session', {
      ...keys.reviewerSession(hashed(sessionId)),
      ...reviewerSessionItem.stamp,
      ...session,
    }),
    signedInWrite(session.personId),
    ...(by === null ? [] : await usedWrites(db, by.code, by.used, now)),
  ]);
  return opened.ok;
}

/** The writes after which a code opens nothing any more. */
async function usedWrites(
  db: Database,
  { attemptsLeft: _, ...code }: CodeItem,
  used: Used,
  now: Date,
): Promise<readonly Write[]> {
  const limit = { ...limitItem.stamp, latest: null, expiresAt: code.expiresAt };
  return [
    // Whoever else enters something at this moment has taken an attempt of their own.
    update('code', code, { set: { attemptsLeft: 0 } }, {}),
    putNewOrExpired('used', { ...keys.limit(used.code), ...limit, times: 1 }, now),
    ...(await begunAnew(db, used, now)),
  ];
}

/**
 * The emails to an address are counted anew. How often it was asked for is not: nobody who was refused for that sees that
 * somebody has signed in.
 */
async function begunAnew(db: Database, { address, fromOne }: Used, now: Date): Promise<readonly Write[]> {
  const begin = async (whom: string | null, set: Partial<Bare<Stored<typeof limitItem>>>) => {
    const counted = whom === null ? null : await getItem(db, keys.limit(whom), limitItem);
    return counted === null || hasEnded(counted, now)
      ? []
      : [update('limit', counted, { set }, { expiresAt: counted.expiresAt })];
  };
  return (await Promise.all([begin(address, { sent: 0 }), begin(fromOne, { times: 0 })])).flat();
}

/** A session that has not run out: TTL deletes late. */
export async function getReviewerSession(
  db: Database,
  id: string,
  now: Date,
): Promise<Stored<typeof reviewerSessionItem> | null> {
  const session = await getItem(db, keys.reviewerSession(hashed(id)), reviewerSessionItem);
  return session === null || hasEnded(session, now) ? null : session;
}

/** Deletes a session, so that its cookie opens nothing from then on, wherever it was copied to. */
export const deleteReviewerSession = (db: Database, id: string): Promise<void> =>
  deleteItem(db, keys.reviewerSession(hashed(id)));

/** How often something may be asked for. */
export interface Limit {
  readonly most: number;
  readonly seconds: number;
  /** The code to be sent this time, if no more than so many have been. */
  readonly sending?: { readonly most: number; readonly latest: LatestCode };
}

/** Until when nothing more may be asked for, in seconds; null where something may. It counts nothing. */
export async function reachedUntil(
  db: Database,
  whom: string,
  most: number,
  now: Date,
): Promise<number | null> {
  const counted = await getItem(db, keys.limit(whom), limitItem);
  return counted === null || hasEnded(counted, now) || counted.times < most ? null : counted.expiresAt;
}

/**
 * Counts that something was asked for, and answers which code counts from then on: the one to be sent, or the latest
 * where enough have been. Fails with until when, in seconds, where the limit is reached.
 */
export const countedWithin = (
  db: Database,
  whom: string,
  { most, seconds: within, sending }: Limit,
  now: Date,
): Promise<Result<{ readonly latest: LatestCode | null }, number>> =>
  retrying(async () => {
    const key = keys.limit(whom);
    const seconds = Math.floor(now.getTime() / 1000);
    const counted = await getItem(db, key, limitItem);
    const isOver = counted === null || hasEnded(counted, now);
    const sent = isOver ? 0 : counted.sent;
    const sends = sending !== undefined && sent < sending.most;
    // A code that came last can be used to its end, also after the time in which it was counted.
    const last = counted?.latest ?? null;
    const latest = sends ? sending.latest : last === null || hasEnded(last, now) ? null : last;
    const counts = { latest, sent: sends ? sent + 1 : sent };
    if (isOver) {
      const first = { ...key, ...limitItem.stamp, times: 1, ...counts, expiresAt: seconds + within };
      return (await writeOne(db, putNewOrExpired('limit', first, now))) ? ok({ latest }) : heldUp;
    }
    const { times, expiresAt } = counted;
    if (times >= most) return fail(expiresAt);
    const change = { set: counts, add: { times: 1 } };
    return (await writeOne(db, update('limit', counted, change, { times, expiresAt })))
      ? ok({ latest })
      : heldUp;
  });
