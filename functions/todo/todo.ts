import { concernSummary } from '../concerns/storage.ts';
import { conditionSummary } from '../decisions/storage.ts';
import { noticeSummary } from '../notices/storage.ts';
import { assignmentSummary } from '../panels/storage.ts';
import { personSummary } from '../people/storage.ts';
import { endorsementSummary } from '../register/storage.ts';
import { reviewsInSummary, undecidedSummary } from '../results/storage.ts';
import { roundSummary } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { todoKeys } from '../table/keys.ts';
import { type IndexEntry, queryIndexPage, queryIndexRange, readable } from '../table/read.ts';
import type { Reader } from '../table/stored.ts';

/** Where things of a kind wait, and what lists show of them. */
export interface TodoList<T> {
  readonly partition: string;
  readonly summary: Reader<T>;
}

/** What waits for somebody. */
export const todo = {
  roundClosing: { partition: todoKeys.roundClosing, summary: roundSummary },
  concern: { partition: todoKeys.concern, summary: concernSummary },
  interest: { partition: todoKeys.interest, summary: assignmentSummary },
  review: { partition: todoKeys.review, summary: assignmentSummary },
  panel: { partition: todoKeys.panel, summary: undecidedSummary },
  reviewsIn: { partition: todoKeys.reviewsIn, summary: reviewsInSummary },
  decision: { partition: todoKeys.decision, summary: undecidedSummary },
  condition: { partition: todoKeys.condition, summary: conditionSummary },
  endorsement: { partition: todoKeys.endorsement, summary: endorsementSummary },
  suspension: { partition: todoKeys.suspension, summary: endorsementSummary },
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

const waiting = <T>(
  db: Database,
  entries: readonly IndexEntry[],
  summary: Reader<T>,
): Waiting<T>['entries'] =>
  readable(db, entries, {
    parse: (entry) => ({
      summary: summary.parse(entry),
      since: (entry as IndexEntry).todoSk?.split('#')[0] ?? '',
    }),
  });

/** The first `limit` things that wait. */
export async function listWaiting<T>(
  db: Database,
  { partition, summary }: TodoList<T>,
  limit: number,
): Promise<Waiting<T>> {
  const { entries, next } = await queryIndexPage(db, 'todo', partition, { limit });
  return { entries: waiting(db, entries, summary), more: next !== null };
}

/** The first `limit` things that are due before an instant or day. */
export async function listDue<T>(
  db: Database,
  { partition, summary }: TodoList<T>,
  before: string,
  limit: number,
): Promise<Waiting<T>> {
  const entries = await queryIndexRange(db, 'todo', partition, { from: '0', to: before, limit: limit + 1 });
  return { entries: waiting(db, entries.slice(0, limit), summary), more: entries.length > limit };
}

/**
 * Everything that is due before an instant or day, the longest due first, a page at a time. Each is read when it is
 * called: one that cannot be read does not keep anybody from the others.
 */
export async function* eachDue<T>(
  db: Database,
  { partition, summary }: TodoList<T>,
  before: string,
): AsyncGenerator<() => T> {
  let cursor: string | undefined;
  do {
    const { entries, next } = await queryIndexPage(db, 'todo', partition, { limit: 100, cursor });
    for (const entry of entries) {
      if ((entry.todoSk ?? '') > before) return;
      yield () => summary.parse(entry);
    }
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}
