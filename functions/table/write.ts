import { type AttributeValue, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Database } from './database.ts';
import type { Key } from './keys.ts';
import { heldUp, retrying } from './retrying.ts';
import { type RawItem, type Upgrade, upgrade } from './stored.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * The conditions of a transaction that did not hold, by what they stand for. Each comes with the item as it stood at
 * that moment, or null if there was none: what stands now is taken from here, not read once more from the table.
 */
export type Unmet = ReadonlyMap<string, RawItem | null>;

/** One write of a transaction, and what its condition stands for: the name that a failure gives back. */
export interface Write {
  readonly condition: string;
  readonly item: (tableName: string) => TransactItem;
  /** For an item that was read in an earlier format: the write that brings it up to date, done by itself before this one. */
  readonly first?: Write | undefined;
}

/** An item to be written. */
export interface NewItem extends Key {
  readonly kind: string;
  readonly format: number;
  readonly [attribute: string]: unknown;
}

/** Goes with every condition, so that the answer says what stood there if it does not hold. */
const whatStood = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

/** Puts an item that must not exist yet. */
export const putNew = (condition: string, item: NewItem): Write => ({
  condition,
  item: (TableName) => ({
    Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)', ...whatStood },
  }),
});

/**
 * Puts an item, whatever was there. Only for items that are made anew as a whole, and that another condition guards or
 * of which the last one counts: what a later release had put there was about something that is gone.
 */
export const put = (item: NewItem): Write => ({
  condition: 'none',
  item: (TableName) => ({ Put: { TableName, Item: item } }),
});

/** Puts an item that must not exist yet, or has outlived its time to live and was not deleted. */
export const putNewOrExpired = (condition: string, item: NewItem, now: Date): Write => ({
  condition,
  item: (TableName) => ({
    Put: {
      TableName,
      Item: item,
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: { ':now': Math.floor(now.getTime() / 1000) },
      ...whatStood,
    },
  }),
});

/** An item as it was read, or its key alone. */
type Known = Key & { readonly [upgrade]?: Upgrade; readonly summary?: RawItem | undefined };

/**
 * The write that brings an item up to date if it still is what was read. Readers get the same from it before and after.
 */
export const upgradeWrite = ({ stored, set }: Upgrade): Write => {
  const { pk, sk, ...was } = stored;
  return update('upgrade', { pk: String(pk), sk: String(sk) }, { set }, was);
};

/** A write that rests on an item as it was read. If that was in an earlier format, it is brought up to date first. */
function resting(
  condition: string,
  { pk, sk, [upgrade]: behind }: Known,
  expected: RawItem,
  greater: Readonly<Record<string, string>>,
  make: (
    at: { TableName: string; Key: Key } & typeof whatStood & ReturnType<typeof conditionOf>,
  ) => TransactItem,
): Write {
  const where = conditionOf({ ...expected, ...(behind && { format: behind.set.format }) }, greater);
  return {
    condition,
    first: behind && upgradeWrite(behind),
    item: (TableName) => make({ TableName, Key: { pk, sk }, ...where, ...whatStood }),
  };
}

/** Deletes an item that has these attribute values. */
export const remove = (condition: string, read: Known, expected: RawItem): Write =>
  resting(condition, read, expected, {}, (Delete) => ({ Delete }));

/** Deletes an item, whether it is there or not. Only for what another condition guards. */
export const drop = ({ pk, sk }: Key): Write => ({
  condition: 'none',
  item: (TableName) => ({ Delete: { TableName, Key: { pk, sk } } }),
});

/** Checks attribute values of an item that is not written. */
export const check = (condition: string, read: Known, expected: RawItem): Write =>
  resting(condition, read, expected, {}, (ConditionCheck) => ({ ConditionCheck }));

/** Checks that an item is not there. */
export const checkNone = (condition: string, { pk, sk }: Key): Write => ({
  condition,
  item: (TableName) => ({
    ConditionCheck: {
      TableName,
      Key: { pk, sk },
      ConditionExpression: 'attribute_not_exists(pk)',
      ...whatStood,
    },
  }),
});

/**
 * Sets and removes (undefined) attributes of an item and adds to numbers, if it has the `expected` values and those in
 * `greater` are greater than the given ones. `data.body` is an attribute inside another. Everything else stays as it
 * is, in the summary too: a later release may have put it there.
 */
export function update(
  condition: string,
  read: Known,
  { set = {}, add = {} }: { readonly set?: RawItem; readonly add?: Readonly<Record<string, number>> },
  expected: RawItem,
  greater: Readonly<Record<string, string>> = {},
): Write {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const sets: string[] = [];
  const removes: string[] = [];
  const summary =
    set.summary === undefined ? {} : { summary: { ...read.summary, ...(set.summary as RawItem) } };
  for (const [name, value] of Object.entries({ ...set, ...summary })) {
    const path = name.split('.').map((part) => {
      names[`#${part}`] = part;
      return `#${part}`;
    });
    if (value === undefined) removes.push(path.join('.'));
    else {
      const given = `:${name.replaceAll('.', '_')}`;
      values[given] = value;
      sets.push(`${path.join('.')} = ${given}`);
    }
  }
  for (const [name, amount] of Object.entries(add)) {
    names[`#${name}`] = name;
    values[`:add_${name}`] = amount;
    sets.push(`#${name} = #${name} + :add_${name}`);
  }
  const clauses = [
    sets.length > 0 && `SET ${sets.join(', ')}`,
    removes.length > 0 && `REMOVE ${removes.join(', ')}`,
  ];
  return resting(condition, read, expected, greater, (where) => {
    const allValues = { ...values, ...where.ExpressionAttributeValues };
    return {
      Update: {
        ...where,
        UpdateExpression: clauses.filter((clause) => clause !== false).join(' '),
        ExpressionAttributeNames: { ...names, ...where.ExpressionAttributeNames },
        // DynamoDB refuses an empty map.
        ...(Object.keys(allValues).length > 0 && { ExpressionAttributeValues: allValues }),
      },
    };
  });
}

function conditionOf(
  expected: Readonly<Record<string, unknown>>,
  greater: Readonly<Record<string, string>> = {},
) {
  const names: Record<string, string> = { '#pk': 'pk' };
  const values: Record<string, unknown> = {};
  const terms = ['attribute_exists(#pk)'];
  const compare = (name: string, operator: '=' | '>', value: unknown) => {
    names[`#${name}`] = name;
    values[`:was_${name}`] = value;
    terms.push(`#${name} ${operator} :was_${name}`);
  };
  for (const [name, value] of Object.entries(expected)) compare(name, '=', value);
  for (const [name, value] of Object.entries(greater)) compare(name, '>', value);
  return {
    ConditionExpression: terms.join(' AND '),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

/**
 * Does one conditional write by itself, and fails with what stood there if its condition does not hold. It is a
 * transaction of one, at twice the price, because only transactions carry a token: when an answer gets lost and the SDK
 * repeats the request, a plain write would find what it has written itself, and be called stale.
 */
export async function tryWrite(db: Database, write: Write): Promise<Result<void, RawItem | null>> {
  const written = await transact(db, [write]);
  return written.ok ? written : fail(written.error.get(write.condition) ?? null);
}

/** The same, for callers who only want to know whether the write was done. */
export const writeOne = async (db: Database, write: Write): Promise<boolean> =>
  (await tryWrite(db, write)).ok;

const readItem = (item: Record<string, AttributeValue> | undefined): RawItem | null =>
  item === undefined ? null : unmarshall(item);

/** Deletes an item by itself, whatever it holds and whether or not it is there. */
export async function deleteItem(db: Database, { pk, sk }: Key): Promise<void> {
  db.seen?.clear();
  await db.client.send(new DeleteCommand({ TableName: db.tableName, Key: { pk, sk } }));
}

/**
 * The write with the request’s id where the stream hands what it writes to the projector or the mailer: they log what
 * they make of it under the same id.
 */
function withRequest({ requestId }: Database, write: TransactItem): TransactItem {
  const { Put, Update } = write;
  if (requestId === undefined) return write;
  if (Put?.Item?.kind === 'notice') return { Put: { ...Put, Item: { ...Put.Item, requestId } } };
  if (Update === undefined || !['ROUND', 'NOTICE'].includes(Update.Key?.sk)) return write;
  return {
    Update: {
      ...Update,
      UpdateExpression: `SET #requestId = :requestId${Update.UpdateExpression?.replace(/^SET /, ', ').replace(/^REMOVE/, ' REMOVE')}`,
      ExpressionAttributeNames: { ...Update.ExpressionAttributeNames, '#requestId': 'requestId' },
      ExpressionAttributeValues: { ...Update.ExpressionAttributeValues, ':requestId': requestId },
    },
  };
}

/** The reasons for which a transaction is cancelled although the next try may succeed. */
const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/**
 * Writes all or nothing. Fails with the conditions that did not hold, and what stood there, which the same request does
 * not read again. Where other
 * transactions hold the same items it tries again, and throws BusyError when that never ends.
 */
export const transact = async (db: Database, writes: readonly Write[]): Promise<Result<void, Unmet>> => {
  db.seen?.clear();
  for (const { first } of writes) if (first !== undefined) await tryWrite(db, first);
  return retrying(async () => {
    try {
      await db.client.send(
        new TransactWriteCommand({
          TransactItems: writes.map(({ item }) => withRequest(db, item(db.tableName))),
        }),
      );
      return ok(undefined);
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const unmet = writes.flatMap(({ condition }, i) =>
        reasons[i]?.Code === 'ConditionalCheckFailed'
          ? [[condition, readItem(reasons[i].Item)] as const]
          : [],
      );
      if (unmet.length > 0) {
        for (const [, item] of unmet)
          if (item !== null) db.seen?.set(`${item.pk} ${item.sk}`, Promise.resolve({ Item: item }));
        return fail(new Map(unmet));
      }
      if (!reasons.every(({ Code = 'None' }) => Code === 'None' || passing.includes(Code))) throw error;
      return heldUp;
    }
  });
};
