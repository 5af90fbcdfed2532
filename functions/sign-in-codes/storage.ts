import { createHash } from 'node:crypto';
import { noticeIdOf, noticeWrite } from '../notices/storage.ts';
import { signedInWrite } from '../people/signed-in.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Bare, Stored } from '../table/stored.ts';
import { deleteItem, put, putNew, putNewOrExpired, transact, update, writeOne } from '../table/write.ts';
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
  /** What was asked for its address: whoever reads emails there is not kept from asking again. */
  readonly address: string;
}

/**
 * Opens a session with a code of which an attempt was taken. It is of no use from then on in any browser, and that its
 * person has signed in is kept; false where it was used before, or at the same moment.
 */
export async function openReviewerSession(
  db: Database,
  sessionId: string,
  session: Bare<Stored<typeof reviewerSessionItem>>,
  { attemptsLeft: _, ...code }: CodeItem,
  used: Used,
  now: Date,
): Promise<boolean> {
  const { expiresAt } = code;
  const limit = { ...limitItem.stamp, latest: null, expiresAt };
  const opened = await transact(db, [
    // Whoever else enters something at this moment has taken an attempt of their own.
    update('code', code, { set: { attemptsLeft: 0 } }, {}),
    putNew('session', {
      ...keys.reviewerSession(hashed(sessionId)),
      ...reviewerSessionItem.stamp,
      ...session,
    }),
    signedInWrite(session.personId),
    putNewOrExpired('used', { ...keys.limit(used.code), ...limit, times: 1 }, now),
    put({ ...keys.limit(used.address), ...limit, times: 0 }),
  ]);
  return opened.ok;
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

/**
 * Counts that something was asked for, and answers which code counts from then on: the one to be sent, or the latest
 * where enough have been. Null where the limit is reached.
 */
export const countedWithin = (
  db: Database,
  whom: string,
  { most, seconds: within, sending }: Limit,
  now: Date,
): Promise<{ readonly latest: LatestCode | null } | null> =>
  retrying(async () => {
    const key = keys.limit(whom);
    const seconds = Math.floor(now.getTime() / 1000);
    const counted = await getItem(db, key, limitItem);
    if (counted === null || hasEnded(counted, now)) {
      const latest = sending?.latest ?? null;
      const first = { ...key, ...limitItem.stamp, times: 1, latest, expiresAt: seconds + within };
      return (await writeOne(db, putNewOrExpired('limit', first, now))) ? { latest } : heldUp;
    }
    if (counted.times >= most) return null;
    const { times, expiresAt } = counted;
    const latest = sending !== undefined && times < sending.most ? sending.latest : counted.latest;
    const change = { set: { latest }, add: { times: 1 } };
    return (await writeOne(db, update('limit', counted, change, { times, expiresAt }))) ? { latest } : heldUp;
  });
