import { getPerson } from '../../people/storage.ts';
import type { PersonItem } from '../../people/stored-person.ts';
import type { Database } from '../../table/database.ts';
import { getSession } from './sessions.ts';
import type { SessionItem } from './stored-session.ts';

/** Who asks, as far as the site knows. */
export interface Visitor {
  /** The session that the cookie names; its id is a secret. */
  readonly session: { readonly id: string; readonly state: SessionItem['state'] } | null;
  /** Who is signed in. */
  readonly person: PersonItem | null;
}

/** Somebody without a session. */
export const stranger: Visitor = { session: null, person: null };

/**
 * Reads who asks, at every request anew: signing out, losing a role, and losing the account that one signed in with
 * (another address was given) act at once.
 */
export async function readVisitor(db: Database, sessionId: string | null, now: Date): Promise<Visitor> {
  const state = sessionId === null ? null : await getSession(db, sessionId, now);
  if (sessionId === null || state === null) return stranger;
  const person = state.step === 'signed-in' ? await getPerson(db, state.personId) : null;
  const isTheirs = state.step === 'signed-in' && person?.subjects[state.issuer] === state.sub;
  return { session: { id: sessionId, state }, person: isTheirs ? person : null };
}
