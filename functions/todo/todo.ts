import { concernSummary } from '../concerns/storage.ts';
import { conditionSummary } from '../decisions/storage.ts';
import { messageSummary } from '../developers/storage.ts';
import { noticeSummary } from '../notices/storage.ts';
import { approvalSummary } from '../oversight/approvals-storage.ts';
import { meetingSummary } from '../oversight/storage.ts';
import { assignmentSummary } from '../panels/assignment-listing.ts';
import { personSummary } from '../people/storage.ts';
import { endorsementSummary } from '../register/storage.ts';
import { reviewsInSummary, undecidedSummary } from '../results/storage.ts';
import { roundSummary } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import type { IndexName } from '../table/definition.ts';
import { listKeys, todoKeys } from '../table/keys.ts';
import { readable } from '../table/read.ts';
import { type IndexEntry, queryIndexPage, queryIndexRange } from '../table/read-index.ts';
import type { Reader } from '../table/stored.ts';

/** Where things of a kind wait, and what lists show of them. */
export interface TodoList<T> {
  readonly partition: string;
  /** `todo` unless said. */
  readonly index?: IndexName;
  readonly summary: Reader<T>;
}

/** What waits for somebody. */
export const todo = {
  // Open rounds are listed by when they close.
  roundClosing: { partition: listKeys.rounds('open'), index: 'list', summary: roundSummary },
  behind: { partition: todoKeys.behind, summary: roundSummary },
  concern: { partition: todoKeys.concern, summary: concernSummary },
  developerMessage: { partition: todoKeys.developerMessage, summary: messageSummary },
  interest: { partition: todoKeys.interest, summary: assignmentSummary },
  review: { partition: todoKeys.review, summary: assignmentSummary },
  panel: { partition: todoKeys.panel, summary: undecidedSummary },
  reviewsIn: { partition: todoKeys.reviewsIn, summary: reviewsInSummary },
  decision: { partition: todoKeys.decision, summary: undecidedSummary },
  condition: { partition: todoKeys.condition, summary: conditionSummary },
  endorsement: { partition: todoKeys.endorsement, summary: endorsementSummary },
  suspension: { partition: todoKeys.suspension, summary: endorsementSummary },
  approval: { partition: todoKeys.approval, summary: approvalSummary },
  meeting: { partition: todoKeys.meeting, summary: meetingSummary },
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

/** Where in its list something waits. */
const sortKeyOf = ({ todoSk, listSk }: IndexEntry): string => todoSk ?? listSk ?? '';

const waiting = <T>(
  db: Database,
  entries: readonly IndexEntry[],
  summary: Reader<T>,
): Waiting<T>['entries'] =>
  readable(db, entries, {
    parse: (entry) => ({
      summary: summary.parse(entry),
      since: sortKeyOf(entry as IndexEntry).split('#')[0] ?? '',
    }),
  });

/** The first `limit` things that wait. */
export async function listWaiting<T>(
  db: Database,
  { partition, index = 'todo', summary }: TodoList<T>,
  limit: number,
): Promise<Waiting<T>> {
  const { entries, next } = await queryIndexPage(db, index, partition, { limit });
  return { entries: waiting(db, entries, summary), more: next !== null };
}

/** The first `limit` things that are due before an instant or day. */
export async function listDue<T>(
  db: Database,
  { partition, index = 'todo', summary }: TodoList<T>,
  before: string,
  limit: number,
): Promise<Waiting<T>> {
  const entries = await queryIndexRange(db, index, partition, { from: '0', to: before, limit: limit + 1 });
  return { entries: waiting(db, entries.slice(0, limit), summary), more: entries.length > limit };
}

/**
 * Everything that is due before an instant or day, the longest due first, a page at a time. Each is read when it is
 * called: one that cannot be read does not keep anybody from the others.
 */
export async function* eachDue<T>(
  db: Database,
  { partition, index = 'todo', summary }: TodoList<T>,
  before: string,
): AsyncGenerator<() => T> {
  let cursor: string | undefined;
  do {
    const page = { limit: 100, cursor, upTo: before };
    const { entries, next } = await queryIndexPage(db, index, partition, page);
    for (const entry of entries) yield () => summary.parse(entry);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}
