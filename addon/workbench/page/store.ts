import type { IWorkbookData } from '@univerjs/core';
import type { MenuRecord } from '../../google/host.ts';
import type { Stores } from '../run/protocol.ts';

/** What of a person's spreadsheet stays in this browser. */
export interface Saved {
  readonly snapshot: IWorkbookData;
  readonly stores: Stores;
  readonly menus: readonly MenuRecord[];
  /** Which sheet was in front. */
  readonly active: string;
  /** True where the sidebar was open. */
  readonly sidebar: boolean;
}

const NAME = 'credential-review-workbench';
const TABLE = 'workbooks';

function database(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
  return settled(opening);
}

/** What was saved for a person; undefined at the first time. */
export async function load(id: string): Promise<Saved | undefined> {
  const db = await database();
  return settled(db.transaction(TABLE).objectStore(TABLE).get(id));
}

/** Saves a person's spreadsheet over what was saved before. */
export async function save(id: string, saved: Saved): Promise<void> {
  const db = await database();
  await settled(db.transaction(TABLE, 'readwrite').objectStore(TABLE).put(saved, id));
}

/** Forgets a person's spreadsheet. */
export async function forget(id: string): Promise<void> {
  const db = await database();
  await settled(db.transaction(TABLE, 'readwrite').objectStore(TABLE).delete(id));
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
