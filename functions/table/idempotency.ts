import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { getItem } from './read.ts';
import { idempotencyItem } from './stored-answer.ts';
import { putNewOrExpired, type Write } from './write.ts';

const keptForSeconds = 90 * 24 * 60 * 60;

/** A request that may be sent more than once: whose it is, its key, and a hash of all that it asks. */
export interface IdempotentRequest {
  readonly personId: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** What a key was used for, unless that is longer ago than keys are kept (90 days). */
export async function findAnswer(
  db: Database,
  { personId, key }: IdempotentRequest,
  now: Date,
): Promise<{ fingerprint: string; answer: unknown } | null> {
  const item = await getItem(db, keys.idempotency(personId, key), idempotencyItem);
  return item === null || item.expiresAt <= now.getTime() / 1000 ? null : item;
}

/** The write that remembers a key with its answer, in the transaction that makes the answer true. */
export const answerWrite = (request: IdempotentRequest, answer: unknown, now: Date): Write =>
  putNewOrExpired(
    'idempotency-key',
    {
      ...keys.idempotency(request.personId, request.key),
      ...idempotencyItem.stamp,
      fingerprint: request.fingerprint,
      answer,
      expiresAt: Math.floor(now.getTime() / 1000) + keptForSeconds,
    },
    now,
  );
