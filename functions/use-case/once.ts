import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import { fail, type Result } from '../../shared/domain/basics/result.ts';
import { findAnswer, type IdempotentRequest } from '../table/idempotency.ts';
import { type Problem, problem } from './problem.ts';
import type { Services } from './services.ts';

/** The request that a key stands for; `asked` is all that it asks. */
export const idempotentRequest = (
  { digest }: Services,
  personId: string,
  key: string,
  asked: unknown,
): IdempotentRequest => ({ personId, key, fingerprint: digest(canonicalJson(asked)) });

/**
 * Does something once for a key. A repeated request gets what the first was answered, made from what was
 * remembered of it, also where the first finished while this one was under way and made it fail. An attempt that
 * failed for no other reason answers null.
 */
export async function once<
  Remembered extends Result<unknown, Problem>,
  Attempted extends Result<unknown, Problem> | null,
>(
  { db }: Services,
  request: IdempotentRequest,
  now: Date,
  remembered: (answer: unknown) => Promise<Remembered>,
  attempt: () => Promise<Attempted>,
) {
  const before = async () => {
    const given = await findAnswer(db, request, now);
    if (given === null) return null;
    if (given.fingerprint === request.fingerprint) return remembered(given.answer);
    return fail(
      problem(
        'idempotency-key-reused',
        'This Idempotency-Key was sent before with something else. Make a new one.',
      ),
    );
  };
  const earlier = await before();
  if (earlier !== null) return earlier;
  const attempted = await attempt();
  if (attempted?.ok) return attempted;
  const meanwhile = await before();
  if (meanwhile !== null) return meanwhile;
  if (attempted === null) throw new Error('A key was taken, and nothing is remembered of it');
  return attempted;
}
