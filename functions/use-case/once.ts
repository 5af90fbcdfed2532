import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { type Database, readingAnew } from '../table/database.ts';
import { findAnswer, type IdempotentRequest, settleKey, takeKey } from '../table/idempotency.ts';
import { type Problem, problem } from './problem.ts';
import type { Services } from './services.ts';

/** The request that a key stands for; `asked` is all that it asks. */
export const idempotentRequest = (
  { digest }: Services,
  personId: string,
  key: string,
  asked: unknown,
): IdempotentRequest => ({ personId, key, fingerprint: digest(canonicalJson(asked)) });

const reused = problem(
  'idempotency-key-reused',
  'This Idempotency-Key was sent before with something else. Make a new one.',
);

/** Between two looks at what became of a request under way, and how long it is waited for, in milliseconds. */
const [lookEvery, waitAtMost] = [100, 6_000];

/**
 * Does something once for a key that takes more than one transaction. Whoever repeats it while the first is under way waits for that, and
 * gets what it came to. Where the first came to nothing (null), or never says, they do it themselves.
 */
export async function inTurn<T>(
  { db, now }: Pick<Services, 'db' | 'now'>,
  request: IdempotentRequest,
  attempt: () => Promise<T>,
  answerOf: (made: T) => unknown,
): Promise<Result<{ readonly made: T } | { readonly remembered: unknown }, typeof reused>> {
  const asItStands = readingAnew(db);
  const waitUntil = Date.now() + waitAtMost;
  while (!(await takeKey(asItStands, request, now()))) {
    const given = await findAnswer(asItStands, request, now());
    if (given !== null && given.fingerprint !== request.fingerprint) return fail(reused);
    if (given !== null && given.answer !== null) return ok({ remembered: given.answer });
    if (Date.now() > waitUntil) return ok({ made: await attempt() });
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
  let answer: unknown = null;
  try {
    const made = await attempt();
    answer = answerOf(made);
    return ok({ made });
  } finally {
    // What was done is done, whether or not it can be remembered.
    await settleKey(asItStands, request, answer, now()).catch(() => false);
  }
}

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
  const answered = async (asked: Database) => {
    const given = await findAnswer(asked, request, now);
    if (given === null) return null;
    if (given.fingerprint === request.fingerprint) return remembered(given.answer);
    return fail(reused);
  };
  const earlier = await answered(db);
  if (earlier !== null) return earlier;
  const attempted = await attempt();
  if (attempted?.ok) return attempted;
  // What was read before the attempt is no answer to what made it fail.
  const meanwhile = await answered(readingAnew(db));
  if (meanwhile !== null) return meanwhile;
  if (attempted === null) throw new Error('A key was taken, and nothing is remembered of it');
  return attempted;
}
