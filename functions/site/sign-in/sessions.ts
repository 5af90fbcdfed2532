import { createHash } from 'node:crypto';
import type { Database } from '../../table/database.ts';
import { type Key, keys } from '../../table/keys.ts';
import { foresee, getItem } from '../../table/read.ts';
import { deleteItem, put, writeOne } from '../../table/write.ts';
import { type SessionItem, sessionItem } from './stored-session.ts';

/** The table holds only a hash: whoever reads it cannot take over a session. */
const keyOf = (id: string) => keys.session(createHash('sha256').update(id).digest('hex'));

/** Keeps a session until `expiresAt` (epoch seconds). `id` is the secret that the cookie holds. */
export async function putSession(
  db: Database,
  id: string,
  state: SessionItem['state'],
  expiresAt: number,
): Promise<void> {
  await writeOne(db, put({ ...keyOf(id), ...sessionItem.stamp, state, expiresAt }));
}

/** The session with this id, unless it has run out: TTL deletes late. What else is wanted is read in the same request. */
export async function getSession(
  db: Database,
  id: string,
  now: Date,
  besides: readonly Key[] = [],
): Promise<SessionItem['state'] | null> {
  await foresee(db, [keyOf(id), ...besides]);
  const item = await getItem(db, keyOf(id), sessionItem);
  return item === null || item.expiresAt <= now.getTime() / 1000 ? null : item.state;
}

/** Deletes a session, so that its cookie opens nothing from then on. */
export const deleteSession = (db: Database, id: string): Promise<void> => deleteItem(db, keyOf(id));
