import type * as z from 'zod';
import { conditionSummary } from '../decisions/storage.ts';
import { noticeSummary } from '../notices/storage.ts';
import { assignmentSummary } from '../panels/storage.ts';
import { personSummary } from '../people/storage.ts';
import { endorsementSummary } from '../register/storage.ts';
import { undecidedSummary } from '../results/storage.ts';
import { roundSummary } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { todoKeys } from '../table/keys.ts';
import { type IndexEntry, queryIndexPage, queryIndexRange } from '../table/read.ts';

/** Where things of a kind wait, and what lists show of them. */
export interface TodoList<S extends z.ZodType> {
  readonly partition: string;
  readonly summary: S;
}

/** What waits for somebody. */
export const todo = {
  roundClosing: { partition: todoKeys.roundClosing, summary: roundSummary },
  interest: { partition: todoKeys.interest, summary: assignmentSummary },
  review: { partition: todoKeys.review, summary: assignmentSummary },
  panel: { partition: todoKeys.panel, summary: undecidedSummary },
  decision: { partition: todoKeys.decision, summary: undecidedSummary },
  condition: { partition: todoKeys.condition, summary: conditionSummary },
  endorsement: { partition: todoKeys.endorsement, summary: endorsementSummary },
  noticePending: { partition: todoKeys.noticePending, summary: noticeSummary },
  noticeFailed: { partition: todoKeys.noticeFailed, summary: noticeSummary },
  noticeRelease: { partition: todoKeys.noticeRelease, summary: noticeSummary },
  address: { partition: todoKeys.address, summary: personSummary },
} as const;

/** Things that wait for somebody, the longest due first. */
export interface Waiting<T> {
  readonly entries: readonly {
    readonly summary: T;
    /** Instant or day: since when it waits, or when it is due. */
    readonly since: string;
  }[];
  readonly more: boolean;
}

const waiting = <S extends z.ZodType>(
  entries: readonly IndexEntry[],
  schema: S,
): Waiting<z.output<S>>['entries'] =>
  entries.map(({ summary, todoSk = '' }) => ({
    summary: schema.parse(summary),
    since: todoSk.split('#')[0] ?? '',
  }));

/** The first `limit` things that wait. */
export async function listWaiting<S extends z.ZodType>(
  db: Database,
  { partition, summary }: TodoList<S>,
  limit: number,
): Promise<Waiting<z.output<S>>> {
  const { entries, next } = await queryIndexPage(db, 'todo', partition, { limit });
  return { entries: waiting(entries, summary), more: next !== null };
}

/** The first `limit` things that are due before an instant or day. */
export async function listDue<S extends z.ZodType>(
  db: Database,
  { partition, summary }: TodoList<S>,
  before: string,
  limit: number,
): Promise<Waiting<z.output<S>>> {
  const entries = await queryIndexRange(db, 'todo', partition, { from: '0', to: before, limit: limit + 1 });
  return { entries: waiting(entries.slice(0, limit), summary), more: entries.length > limit };
}

/**
 * Everything that is due before an instant or day, the longest due first, a page at a time. Each is read when it is
 * called: one that cannot be read does not keep anybody from the others.
 */
export async function* eachDue<S extends z.ZodType>(
  db: Database,
  { partition, summary }: TodoList<S>,
  before: string,
): AsyncGenerator<() => z.output<S>> {
  let cursor: string | undefined;
  do {
    const { entries, next } = await queryIndexPage(db, 'todo', partition, { limit: 100, cursor });
    for (const entry of entries) {
      if ((entry.todoSk ?? '') > before) return;
      yield () => summary.parse(entry.summary);
    }
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}
