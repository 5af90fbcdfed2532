import { createHash } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from './database.ts';
import { type SessionItem, sessionItem } from './items.ts';
import { keys } from './keys.ts';
import { getItem } from './read.ts';

/** The table holds only a hash: whoever reads it cannot take over a session. */
const keyOf = (id: string) => keys.session(createHash('sha256').update(id).digest('hex'));

/** Keeps a session until `expiresAt` (epoch seconds). `id` is the secret that the cookie holds. */
export async function putSession(
  db: Database,
  id: string,
  state: SessionItem['state'],
  expiresAt: number,
): Promise<void> {
  const item = { ...keyOf(id), kind: 'session', state, expiresAt };
  await db.client.send(new PutCommand({ TableName: db.tableName, Item: item }));
}

/** The session with this id, unless it has run out: TTL deletes late. */
export async function getSession(db: Database, id: string, now: Date): Promise<SessionItem['state'] | null> {
  const item = await getItem(db, keyOf(id), sessionItem);
  return item === null || item.expiresAt <= now.getTime() / 1000 ? null : item.state;
}

/** Ends a session at once. */
export async function deleteSession(db: Database, id: string): Promise<void> {
  await db.client.send(new DeleteCommand({ TableName: db.tableName, Key: keyOf(id) }));
}
