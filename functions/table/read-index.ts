import { cursorBehind, readIndexCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { type IndexName, tableDefinition } from './definition.ts';
import { isPartitionKey } from './key-limits.ts';
import type { Key } from './keys.ts';
import { type Ordered, type Paging, query, readable } from './read.ts';
import type { Reader } from './stored.ts';

/** An item of an index: its key and what lists show of it. */
export interface IndexEntry extends Key {
  readonly kind: string;
  /** The sort key of the index that it was read from. */
  readonly todoSk?: string;
  readonly ownerSk?: string;
  readonly listSk?: string;
  readonly summary?: Readonly<Record<string, unknown>>;
}

/**
 * Reads up to `limit` entries of an index partition, in order or with the last first. Indexes lag behind
 * the table by moments.
 */
export async function queryIndex(
  db: Database,
  index: IndexName,
  partition: string,
  limit: number,
  order: 'first-first' | 'last-first' = 'first-first',
): Promise<readonly IndexEntry[]> {
  const { partitionKey } = tableDefinition.indexes[index];
  const found: IndexEntry[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await query(db, {
      TableName: db.tableName,
      IndexName: index,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': partitionKey },
      ExpressionAttributeValues: { ':partition': partition },
      Limit: limit - found.length,
      ScanIndexForward: order === 'first-first',
      ExclusiveStartKey: start,
    });
    found.push(...((page.Items ?? []) as IndexEntry[]));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && found.length < limit);
  return found;
}

/** What lists show of these entries, as far as it can be read. */
export const summariesOf = <T>(
  db: Database,
  entries: readonly IndexEntry[],
  summary: Reader<T>,
): readonly T[] => readable(db, entries, summary);

/** A page of an index partition, and the cursor that leads to the next one; null at the end. */
export interface IndexPage<T = IndexEntry> {
  readonly entries: readonly T[];
  readonly next: string | null;
}

/**
 * Reads one page of an index partition, or of those of its entries whose sort keys begin with `start`, or lie before
 * `upTo`. A cursor
 * names the last entry of the page before. It only ever moves inside the partition that is asked for.
 *
 * @throws DamagedCursorError where it is not of ours, or lies elsewhere
 */
export async function queryIndexPage(
  db: Database,
  index: IndexName,
  partition: string,
  {
    limit,
    cursor,
    order = 'first-first',
    start = '',
    upTo,
  }: Paging & Ordered & { readonly start?: string; readonly upTo?: string },
): Promise<IndexPage> {
  const { partitionKey, sortKey } = tableDefinition.indexes[index];
  if (!isPartitionKey(partition)) return { entries: [], next: null };
  const after = cursor === undefined ? undefined : readIndexCursor(cursor, start);
  const condition = upTo === undefined ? start && ' AND begins_with(#sort, :start)' : ' AND #sort <= :upTo';
  const { Items = [], LastEvaluatedKey } = await query(db, {
    TableName: db.tableName,
    IndexName: index,
    KeyConditionExpression: `#partition = :partition${condition}`,
    ExpressionAttributeNames: { '#partition': partitionKey, ...(condition && { '#sort': sortKey }) },
    ExpressionAttributeValues: {
      ':partition': partition,
      ...(upTo !== undefined ? { ':upTo': upTo } : start && { ':start': start }),
    },
    // One more than is shown says whether there is a next page.
    Limit: limit + 1,
    ScanIndexForward: order === 'first-first',
    ExclusiveStartKey: after && {
      [partitionKey]: partition,
      [sortKey]: after[0],
      pk: after[1],
      sk: after[2],
    },
  });
  const entries = Items.slice(0, limit) as (IndexEntry & Readonly<Record<string, unknown>>)[];
  const last = entries.at(-1);
  const isMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return {
    entries,
    next: isMore && last !== undefined ? cursorBehind(String(last[sortKey]), last.pk, last.sk) : null,
  };
}

/** Reads up to `limit` entries of an index partition whose sort keys lie in a range, the first first. */
export async function queryIndexRange(
  db: Database,
  index: IndexName,
  partition: string,
  { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number },
): Promise<readonly IndexEntry[]> {
  const { partitionKey, sortKey } = tableDefinition.indexes[index];
  const { Items = [] } = await query(db, {
    TableName: db.tableName,
    IndexName: index,
    KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#partition': partitionKey, '#sort': sortKey },
    ExpressionAttributeValues: { ':partition': partition, ':from': from, ':to': to },
    Limit: limit,
  });
  return Items as IndexEntry[];
}
