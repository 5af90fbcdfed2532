import type { NewEvent } from '../centre/events-storage.ts';
import { eventWrite } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { type Key, keys, listKeys, ranges } from '../table/keys.ts';
import { getItem, getItems, queryItems } from '../table/read.ts';
import { queryIndexPage, queryIndexRange } from '../table/read-index.ts';
import type { RawItem, Reader } from '../table/stored.ts';
import { check, putNew, transact, update, type Write } from '../table/write.ts';
import { type ClockRule, passingEmails } from './schedule.ts';
import { type RetentionItem, retentionItem } from './stored-retention.ts';

/** What is kept of the schedule itself. */
export type RetentionState = Pick<
  RetentionItem,
  'decided' | 'holds' | 'passed' | 'waiting' | 'lookedOn' | 'editVersion'
>;

/** Before anything was decided. */
const nothing: RetentionState = {
  decided: {},
  holds: {},
  passed: {},
  waiting: {},
  lookedOn: '',
  editVersion: 0,
};

/** What the Centre decided, what is held, and how far the clock is. */
export const getRetention = async (db: Database): Promise<RetentionState> =>
  (await getItem(db, keys.retention(), retentionItem)) ?? nothing;

/**
 * Changes it as it was read, with an event of the schedule, or of a round, where somebody decided something. False where
 * it changed meanwhile.
 */
export async function changeRetention(
  db: Database,
  read: RetentionState,
  change: Partial<Omit<RetentionState, 'editVersion'>>,
  event: NewEvent | null = null,
  of: Key = keys.retention(),
): Promise<boolean> {
  const { decided, holds, passed, waiting, lookedOn } = { ...read, ...change };
  const set = { decided, holds, passed, waiting, lookedOn };
  const key = keys.retention();
  const write =
    read.editVersion === 0
      ? putNew('retention', { ...key, ...retentionItem.stamp, ...set, editVersion: 1 })
      : update('retention', key, { set, add: { editVersion: 1 } }, { editVersion: read.editVersion });
  return (await transact(db, [write, ...(event ? [eventWrite(of, event)] : [])])).ok;
}

/** Where a round stands in a list by closing time. */
interface Listed {
  readonly roundId: string;
  readonly place: string;
}

/** The next rounds of a status that closed before `to`, behind a place in their list. */
export async function roundsClosed(
  db: Database,
  status: string,
  { after, to, limit }: { readonly after: string; readonly to: string; readonly limit: number },
): Promise<readonly Listed[]> {
  const range = { from: `${after}\t`, to, limit };
  const entries = await queryIndexRange(db, 'list', listKeys.rounds(status), range);
  return entries.map(({ pk, listSk = '' }) => ({ roundId: pk.replace(/^ROUND#/, ''), place: listSk }));
}

/** Only what is needed to mark an item: nothing of what it says. */
interface Marked extends Key {
  readonly kind: string;
  readonly version: number;
  readonly expiresAt?: number;
}
const asItIs: Reader<Marked> = { parse: (item) => item as RawItem & Marked };

/** What a rule removes of a round. */
export async function removable(db: Database, rule: ClockRule, roundId: string): Promise<readonly Marked[]> {
  if (rule === 'drafts') return queryItems(db, ranges.drafts(roundId), asItIs);
  const found: Marked[] = [];
  let cursor: string | undefined;
  do {
    const page = { limit: 100, cursor };
    const { entries, next } = await queryIndexPage(db, 'list', listKeys.noticesOfRound(roundId), page);
    const notices = await getItems(db, entries, asItIs as Reader<Marked & { notice: never; status: string }>);
    found.push(
      ...notices.filter(
        ({ notice, status }) => passingEmails.includes(notice) && (status === 'sent' || status === 'failed'),
      ),
    );
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** Has an item expire at a time (epoch seconds), or no more. False where it changed meanwhile, or `stands` does not hold. */
export const mark = async (
  db: Database,
  item: Marked,
  expiresAt: number | undefined,
  stands: readonly Write[] = [],
): Promise<boolean> =>
  (
    await transact(db, [
      update('item', { pk: item.pk, sk: item.sk }, { set: { expiresAt } }, { version: item.version }),
      ...stands,
    ])
  ).ok;

/** Fails where somebody has decided or held something since the state was read: what goes by it is looked at anew. */
export const sameRetention = ({ editVersion }: Pick<RetentionState, 'editVersion'>): Write =>
  check('retention', keys.retention(), { editVersion });

/** The event of what was removed of a round. */
export const recordOf = async (db: Database, roundId: string, event: NewEvent): Promise<void> =>
  void (await transact(db, [eventWrite(keys.round(roundId), event)]));
