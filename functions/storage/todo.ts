import type { Database } from './database.ts';
import type { todoKeys } from './keys.ts';
import { type IndexEntry, queryIndexPage, queryIndexRange } from './read.ts';

type TodoKey = (typeof todoKeys)[keyof typeof todoKeys];

/** What waits for somebody, the longest due first. */
export interface Waiting {
  readonly entries: readonly IndexEntry[];
  readonly more: boolean;
}

/** The first `limit` things of a kind that wait. */
export async function listWaiting(db: Database, kind: TodoKey, limit: number): Promise<Waiting> {
  const { entries, next } = await queryIndexPage(db, 'todo', kind, { limit });
  return { entries, more: next !== null };
}

/** The first `limit` things of a kind that are due before an instant or day. */
export async function listDue(db: Database, kind: TodoKey, before: string, limit: number): Promise<Waiting> {
  const entries = await queryIndexRange(db, 'todo', kind, { from: '0', to: before, limit: limit + 1 });
  return { entries: entries.slice(0, limit), more: entries.length > limit };
}

/** Everything of a kind that is due before an instant or day, the longest due first, a page at a time. */
export async function* eachDue(db: Database, kind: TodoKey, before: string): AsyncGenerator<IndexEntry> {
  let cursor: string | undefined;
  do {
    const { entries, next } = await queryIndexPage(db, 'todo', kind, { limit: 100, cursor });
    for (const entry of entries) {
      if ((entry.todoSk ?? '') > before) return;
      yield entry;
    }
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}
