import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { DamagedCursorError } from './cursor.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { getItem } from './read.ts';
import { sealItem } from './stored-seal.ts';
import { putNew, tryWrite } from './write.ts';

const method = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/** The key of each table, once this process has read it. */
const known = new WeakMap<object, Promise<Buffer>>();

async function readKey(db: Database): Promise<Buffer> {
  const kept = await getItem(db, keys.seal(), sealItem);
  if (kept !== null) return Buffer.from(kept.key, 'base64');
  const made = { ...keys.seal(), ...sealItem.stamp, key: randomBytes(32).toString('base64') };
  const written = await tryWrite(db, putNew('seal', made));
  return Buffer.from((written.ok ? made : sealItem.parse(written.error)).key, 'base64');
}

function keyOf(db: Database): Promise<Buffer> {
  const read = known.get(db.client) ?? readKey(db);
  known.set(db.client, read);
  // A table that could not be read is asked again.
  read.catch(() => known.delete(db.client));
  return read;
}

/**
 * Seals a cursor of a list, by whatever the list is called: it holds keys, which name people, rounds and instants that
 * its reader may not know.
 */
export const sealCursor = (db: Database, list: string, cursor: string): Promise<string> =>
  sealText(db, list, cursor);

/** Seals a text for one purpose: whoever reads where it lies learns nothing of it. */
export async function sealText(db: Database, purpose: string, text: string): Promise<string> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(method, await keyOf(db), iv).setAAD(Buffer.from(purpose));
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** A digest of a text for one purpose that nobody can make, nor try texts against, without the table's key. */
export const keyedDigest = async (db: Database, purpose: string, text: string): Promise<string> =>
  createHmac('sha256', await keyOf(db))
    .update(`${purpose}\n${text}`)
    .digest('hex');

/**
 * Opens a cursor that was sealed for this list.
 *
 * @throws DamagedCursorError where it was not
 */
export async function openCursor(db: Database, list: string, sealed: string): Promise<string> {
  const text = await openText(db, list, sealed);
  if (text === null) throw new DamagedCursorError('The cursor was not sealed for this list.');
  return text;
}

/** Opens a text that was sealed for this purpose; null where it was not. */
export async function openText(db: Database, purpose: string, sealed: string): Promise<string | null> {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.toString('base64url') !== sealed || bytes.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv(method, await keyOf(db), bytes.subarray(0, ivBytes))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString();
  } catch {
    return null;
  }
}
