import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { getItem } from './read.ts';
import { idempotencyItem } from './stored-answer.ts';
import { put, putNewOrExpired, type Write, writeOne } from './write.ts';

const keptForSeconds = 90 * 24 * 60 * 60;

/** A request that may be sent more than once: whose it is, its key, and a hash of all that it asks. */
export interface IdempotentRequest {
  readonly personId: string;
  readonly key: string;
  readonly fingerprint: string;
}

/**
 * What a key was used for (its answer is null while that is under way), unless that is longer ago than keys are kept
 * (90 days).
 */
export async function findAnswer(
  db: Database,
  { personId, key }: IdempotentRequest,
  now: Date,
): Promise<{ fingerprint: string; answer: unknown } | null> {
  const item = await getItem(db, keys.idempotency(personId, key), idempotencyItem);
  return item === null || item.expiresAt <= now.getTime() / 1000 ? null : item;
}

const record = (
  { personId, key, fingerprint }: IdempotentRequest,
  answer: unknown,
  now: Date,
  keptFor = keptForSeconds,
) => ({
  ...keys.idempotency(personId, key),
  ...idempotencyItem.stamp,
  fingerprint,
  answer,
  expiresAt: Math.floor(now.getTime() / 1000) + keptFor,
});

/** The write that remembers a key with its answer, in the transaction that makes the answer true. */
export const answerWrite = (request: IdempotentRequest, answer: unknown, now: Date): Write =>
  putNewOrExpired('idempotency-key', record(request, answer, now), now);

/** How long a key is taken by whoever says no more of it: longer than a request can take. */
const takenForSeconds = 60;

/** Takes a key for what is no single transaction; false where it is taken, or has been answered. */
export const takeKey = (db: Database, request: IdempotentRequest, now: Date): Promise<boolean> =>
  writeOne(db, putNewOrExpired('idempotency-key', record(request, null, now, takenForSeconds), now));

/** Says what came of a key that was taken: its answer, or null, which gives it free. */
export const settleKey = (
  db: Database,
  request: IdempotentRequest,
  answer: unknown,
  now: Date,
): Promise<boolean> => writeOne(db, put(record(request, answer, now, answer === null ? 0 : keptForSeconds)));
