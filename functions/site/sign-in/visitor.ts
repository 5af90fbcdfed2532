import { stillSignedIn } from '../../people/identify.ts';
import { type Foresight, noForesight } from '../../use-case/foreseen.ts';
import type { Services } from '../../use-case/services.ts';
import type { Caller } from '../../use-case/use-case.ts';
import { getSession } from './sessions.ts';
import type { SessionItem } from './stored-session.ts';

/** Who asks, as far as the site knows. */
export interface Visitor {
  /** The session that the cookie names; its id is a secret. */
  readonly session: { readonly id: string; readonly state: SessionItem['state'] } | null;
  /** Who is signed in. */
  readonly person: Caller | null;
}

/** Somebody without a session. */
export const stranger: Visitor = { session: null, person: null };

/**
 * Reads who asks, at every request anew: signing out, losing a role, and losing the account that one signed in with
 * (another address was given) act at once. What is `foreseen` is read with them, in the same requests.
 */
export async function readVisitor(
  db: Services['db'],
  sessionId: string | null,
  now: Date,
  foreseen: Foresight = noForesight,
): Promise<Visitor> {
  const state = sessionId === null ? null : await getSession(db, sessionId, now, foreseen.first);
  if (sessionId === null || state === null) return stranger;
  const person = state.step === 'signed-in' ? await stillSignedIn(db, state, foreseen) : null;
  return { session: { id: sessionId, state }, person };
}
