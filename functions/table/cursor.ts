import { isKey, isSortKey } from './key-limits.ts';

/** A cursor that is not what a page of this list gave: cut, changed, or of another list. Nothing was read. */
export class DamagedCursorError extends Error {
  override readonly name = 'DamagedCursorError';
}

/** Decodes a part of a cursor. Base64 that is not written as we write it, and what is not UTF-8, is damaged. */
export function decodeCursor(encoded: string): string {
  const bytes = Buffer.from(encoded, 'base64url');
  if (bytes.toString('base64url') !== encoded)
    throw new DamagedCursorError('The cursor is not in base64url.');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DamagedCursorError('The cursor is not UTF-8.', { cause });
  }
}

/** Encodes a part of a cursor. */
export const encodeCursor = (text: string): string => Buffer.from(text).toString('base64url');

/** The sort key that a cursor of a partition names. */
export function readKeyCursor(cursor: string, pk: string, prefix: string): string {
  const sk = decodeCursor(cursor);
  // Every sort key of ours starts with a word in capitals.
  if (!sk.startsWith(prefix) || !/^[A-Z]+(?:#|$)/.test(sk) || !isKey({ pk, sk }))
    throw new DamagedCursorError('The cursor is not of this list.');
  return sk;
}

/** A cursor that leads to the entries behind a place in an index, whether or not there is an entry at it. */
export const cursorBehind = (sortKey: string, pk = '!', sk = '!'): string =>
  encodeCursor(JSON.stringify([sortKey, pk, sk]));

/** The place in an index, behind `start`, that a cursor names: the index’s sort key, and the item’s key. */
export function readIndexCursor(cursor: string, start: string): readonly [string, string, string] {
  const parts = parsed(decodeCursor(cursor));
  if (!Array.isArray(parts) || parts.length !== 3 || !parts.every((part) => typeof part === 'string'))
    throw new DamagedCursorError('The cursor does not name a place.');
  const [sortKey, pk, sk] = parts as [string, string, string];
  if (!sortKey.startsWith(start) || !isSortKey(sortKey) || !isKey({ pk, sk }))
    throw new DamagedCursorError('The cursor is not of this list.');
  return [sortKey, pk, sk];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DamagedCursorError('The cursor is not JSON.', { cause });
  }
}
