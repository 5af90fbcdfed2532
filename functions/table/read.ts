import {
  BatchGetCommand,
  GetCommand,
  type GetCommandOutput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { encodeCursor, readKeyCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { isKey, isPartitionKey } from './key-limits.ts';
import type { Key, KeyRange } from './keys.ts';
import { heldUp, retrying } from './retrying.ts';
import { type RawItem, type Reader, UnreadableError } from './stored.ts';

/**
 * Reads one item consistently; null where there is none.
 *
 * @throws UnreadableError where it cannot be read
 */
export async function getItem<T>(db: Database, key: Key, reader: Reader<T>): Promise<T | null> {
  if (!isKey(key)) return null;
  const { Item } = await getOne(db, key);
  return Item === undefined ? null : reader.parse(Item);
}

const getOne = (db: Database, { pk, sk }: Key): Promise<Pick<GetCommandOutput, 'Item'>> =>
  once(db, nameOf({ pk, sk }), () =>
    db.client.send(new GetCommand({ TableName: db.tableName, Key: { pk, sk }, ConsistentRead: true })),
  );

const nameOf = ({ pk, sk }: { readonly pk?: unknown; readonly sk?: unknown }): string => `${pk} ${sk}`;

/** Asks the table, or gives what the same request has been answered already; `name` tells questions apart. */
export function once<T>({ seen }: Database, name: string, ask: () => Promise<T>): Promise<T> {
  const asked = (seen?.get(name) as Promise<T> | undefined) ?? ask();
  seen?.set(name, asked);
  return asked;
}

/**
 * Reads in one request what is about to be asked for one by one, and is not asked for again then. It parses nothing:
 * what cannot be read fails whoever asks for it. Where it is not kept what a request has read, it does nothing.
 */
export async function foresee(db: Database, wanted: readonly Key[]): Promise<void> {
  if (db.seen === undefined) return;
  const [first, ...others] = new Map(wanted.filter(isKey).map((key) => [nameOf(key), key])).values();
  if (others.length > 0) await getRaw(db, [first as Key, ...others]);
  else if (first !== undefined) await getOne(db, first);
}

/** Asks for the entries of a partition, as `once` does. */
export const query = (db: Database, input: QueryCommandInput): Promise<QueryCommandOutput> =>
  once(db, JSON.stringify(input), () => db.client.send(new QueryCommand(input)));

/** Most keys that one batch takes. */
const batchSize = 100;

/**
 * Reads several items of one kind consistently, in the order in which they are asked for; missing ones are left out.
 *
 * @throws UnreadableError where one of them cannot be read: what is worked out from them needs all
 */
export const getItems = async <T>(db: Database, wanted: readonly Key[], reader: Reader<T>): Promise<T[]> =>
  (await getRaw(db, wanted)).map((item) => reader.parse(item));

/** The same for what is shown: what cannot be read keeps nobody from the rest. */
export const getReadable = async <T>(db: Database, wanted: readonly Key[], reader: Reader<T>): Promise<T[]> =>
  readable(db, await getRaw(db, wanted), reader);

/**
 * Reads what can be read. The others are noted (`notingUnreadable`); where nobody would learn of them,
 * the first is thrown.
 */
export function readable<T>({ unreadable }: Database, found: readonly unknown[], reader: Reader<T>): T[] {
  return found.flatMap((one) => {
    try {
      return [reader.parse(one)];
    } catch (error) {
      if (!(error instanceof UnreadableError) || unreadable === undefined) throw error;
      unreadable.set(error.item, error);
      return [];
    }
  });
}

/** What DynamoDB puts off is asked for again; throws BusyError when that never ends. */
async function getRaw(db: Database, wanted: readonly Key[]): Promise<RawItem[]> {
  const found = new Map<string, RawItem>();
  const unread = await withoutSeen(db, wanted.filter(isKey), (item) => found.set(nameOf(item), item));
  for (let start = 0; start < unread.length; start += batchSize) {
    const batch = unread.slice(start, start + batchSize).map(({ pk, sk }) => ({ pk, sk }));
    let left = batch;
    await retrying(async () => {
      const { Responses, UnprocessedKeys } = await db.client.send(
        new BatchGetCommand({ RequestItems: { [db.tableName]: { Keys: left, ConsistentRead: true } } }),
      );
      for (const item of Responses?.[db.tableName] ?? []) found.set(nameOf(item), item);
      left = (UnprocessedKeys?.[db.tableName]?.Keys ?? []) as Key[];
      return left.length === 0 || heldUp;
    });
    // What is not there is known by now, too.
    for (const key of batch) db.seen?.set(nameOf(key), Promise.resolve({ Item: found.get(nameOf(key)) }));
  }
  return wanted.flatMap((key): readonly RawItem[] => {
    const item = found.get(nameOf(key));
    return item === undefined ? [] : [item];
  });
}

/** The keys that this request has not read yet; what it has read is given to `take`. */
async function withoutSeen(
  { seen }: Database,
  wanted: readonly Key[],
  take: (item: RawItem) => void,
): Promise<readonly Key[]> {
  if (seen === undefined) return wanted;
  const unread: Key[] = [];
  for (const key of wanted) {
    const read = seen.get(nameOf(key)) as Promise<{ readonly Item?: RawItem }> | undefined;
    const item = (await read)?.Item;
    if (read === undefined) unread.push(key);
    else if (item !== undefined) take(item);
  }
  return unread;
}

/**
 * Reads every item of a partition whose sort key starts with `prefix`, consistently and in key order.
 *
 * @throws UnreadableError where one of them cannot be read
 */
export const queryItems = async <T>(db: Database, range: KeyRange, reader: Reader<T>): Promise<T[]> =>
  (await queryRaw(db, range)).map((item) => reader.parse(item));

/** The same for what is shown: what cannot be read keeps nobody from the rest. */
export const queryReadable = async <T>(db: Database, range: KeyRange, reader: Reader<T>): Promise<T[]> =>
  readable(db, await queryRaw(db, range), reader);

async function queryRaw(db: Database, { pk, prefix }: KeyRange): Promise<RawItem[]> {
  const found: RawItem[] = [];
  if (!isKey({ pk, sk: prefix })) return found;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await query(db, {
      TableName: db.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
      ExclusiveStartKey: start,
    });
    found.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

/** Where in a list to go on. */
export interface Paging {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Which end of a list comes first. */
export interface Ordered {
  readonly order?: 'first-first' | 'last-first';
}

/** A page of what can be read of a list, and the cursor that leads to the next one; null at the end. */
export interface ItemPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * Reads one page of the items of a partition whose sort key starts with `prefix`, or of all that lie `before` a sort key.
 * A cursor is the sort key of the last item of the page before.
 *
 * @throws DamagedCursorError where it is not
 */
export async function queryItemsPage<T>(
  db: Database,
  { pk, prefix }: KeyRange,
  reader: Reader<T>,
  { limit, cursor, order = 'first-first', before }: Paging & Ordered & { readonly before?: string },
): Promise<ItemPage<T>> {
  if (!isPartitionKey(pk)) return { items: [], next: null };
  const after = cursor === undefined ? '' : readKeyCursor(cursor, pk, prefix);
  const { Items = [], LastEvaluatedKey } = await query(db, {
    TableName: db.tableName,
    KeyConditionExpression: `pk = :pk${before === undefined ? prefix && ' AND begins_with(sk, :prefix)' : ' AND sk < :before'}`,
    ExpressionAttributeValues: {
      ':pk': pk,
      ...(before === undefined ? prefix !== '' && { ':prefix': prefix } : { ':before': before }),
    },
    ConsistentRead: true,
    // One more than is shown says whether there is a next page.
    Limit: limit + 1,
    ScanIndexForward: order === 'first-first',
    ...(after !== '' && { ExclusiveStartKey: { pk, sk: after } }),
  });
  const shown = Items.slice(0, limit);
  const last = shown.at(-1);
  const isMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return {
    items: readable(db, shown, reader),
    next: isMore && last !== undefined ? encodeCursor(String(last.sk)) : null,
  };
}

/** Reads up to `limit` items whose sort keys have `from` or more behind the prefix, consistently and in key order. */
export async function queryItemsFrom<T>(
  db: Database,
  { pk, prefix }: KeyRange,
  from: string,
  reader: Reader<T>,
  limit: number,
): Promise<T[]> {
  const { Items = [] } = await query(db, {
    TableName: db.tableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': pk, ':from': `${prefix}${from}`, ':to': `${prefix}~` },
    ConsistentRead: true,
    Limit: limit,
  });
  return readable(db, Items, reader);
}

/** Reads the last item of a partition whose sort key starts with `prefix`; null where there is none. */
export async function lastItem<T>(
  db: Database,
  { pk, prefix }: KeyRange,
  reader: Reader<T>,
): Promise<T | null> {
  const { Items } = await query(db, {
    TableName: db.tableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  });
  return Items?.[0] === undefined ? null : reader.parse(Items[0]);
}
