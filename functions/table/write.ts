import {
  type AttributeValue,
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Database } from './database.ts';
import type { Key } from './keys.ts';
import { heldUp, retrying } from './retrying.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** An item as the table holds it, before any schema has read it. */
export type RawItem = Readonly<Record<string, unknown>>;

/**
 * The conditions of a transaction that did not hold, by what they stand for, each with the item as it stood at that
 * moment; null where there was none. What stands now is read from here and not once more from the table.
 */
export type Unmet = ReadonlyMap<string, RawItem | null>;

/** One write of a transaction, and what its condition stands for: the name that a failure gives back. */
export interface Write {
  readonly condition: string;
  readonly item: (tableName: string) => TransactItem;
}

/** An item to be written. */
export interface NewItem extends Key {
  readonly kind: string;
  readonly [attribute: string]: unknown;
}

/** With every condition: where it does not hold, the answer says what stood there. */
const whatStood = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

/** Puts an item that must not exist yet. */
export const putNew = (condition: string, item: NewItem): Write => ({
  condition,
  item: (TableName) => ({
    Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)', ...whatStood },
  }),
});

/** Puts an item whatever was there. Only for items that another condition guards, or of which the last counts. */
export const put = (item: NewItem): Write => ({
  condition: 'none',
  item: (TableName) => ({ Put: { TableName, Item: item } }),
});

/** Puts an item that must not exist yet, or whose time to live has passed without it being deleted. */
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

/** Deletes an item that has these attribute values. */
export const remove = (
  condition: string,
  { pk, sk }: Key,
  expected: Readonly<Record<string, unknown>>,
): Write => ({
  condition,
  item: (TableName) => ({ Delete: { TableName, Key: { pk, sk }, ...conditionOf(expected), ...whatStood } }),
});

/** Checks attribute values of an item that is not written. */
export const check = (
  condition: string,
  { pk, sk }: Key,
  expected: Readonly<Record<string, unknown>>,
): Write => ({
  condition,
  item: (TableName) => ({
    ConditionCheck: { TableName, Key: { pk, sk }, ...conditionOf(expected), ...whatStood },
  }),
});

/**
 * Sets and removes (undefined) attributes of an item and adds to numbers, where it has the `expected`
 * values and those in `greater` are greater than the given ones.
 */
export function update(
  condition: string,
  { pk, sk }: Key,
  change: { set?: Readonly<Record<string, unknown>>; add?: Readonly<Record<string, number>> },
  expected: Readonly<Record<string, unknown>>,
  greater: Readonly<Record<string, string>> = {},
): Write {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const sets: string[] = [];
  const removes: string[] = [];
  for (const [name, value] of Object.entries(change.set ?? {})) {
    names[`#${name}`] = name;
    if (value === undefined) removes.push(`#${name}`);
    else {
      values[`:${name}`] = value;
      sets.push(`#${name} = :${name}`);
    }
  }
  for (const [name, amount] of Object.entries(change.add ?? {})) {
    names[`#${name}`] = name;
    values[`:add_${name}`] = amount;
    sets.push(`#${name} = #${name} + :add_${name}`);
  }
  const where = conditionOf(expected, greater);
  const allValues = { ...values, ...where.ExpressionAttributeValues };
  const clauses = [
    sets.length > 0 && `SET ${sets.join(', ')}`,
    removes.length > 0 && `REMOVE ${removes.join(', ')}`,
  ];
  return {
    condition,
    item: (TableName) => ({
      Update: {
        TableName,
        Key: { pk, sk },
        UpdateExpression: clauses.filter((clause) => clause !== false).join(' '),
        ConditionExpression: where.ConditionExpression,
        ExpressionAttributeNames: { ...names, ...where.ExpressionAttributeNames },
        ...whatStood,
        // DynamoDB refuses an empty map.
        ...(Object.keys(allValues).length > 0 && { ExpressionAttributeValues: allValues }),
      },
    }),
  };
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
 * Does one conditional put or update by itself; fails with what stood there where its condition does not hold. Where a
 * transaction holds the item it tries again, and throws BusyError when that never ends.
 */
export async function tryWrite(db: Database, write: Write): Promise<Result<void, RawItem | null>> {
  const { Put, Update } = write.item(db.tableName);
  if (Put === undefined && Update === undefined)
    throw new TypeError('Only puts and updates stand by themselves');
  db.seen?.clear();
  return retrying(async () => {
    try {
      if (Put !== undefined) await db.client.send(new PutCommand(Put));
      if (Update !== undefined) await db.client.send(new UpdateCommand(Update));
      return ok(undefined);
    } catch (error) {
      // The document client reads what comes back of writes that succeed, not of these.
      if (error instanceof ConditionalCheckFailedException) return fail(readItem(error.Item));
      if (error instanceof TransactionConflictException) return heldUp;
      throw error;
    }
  });
}

/** The same where it does not matter what stood there: whether the write was done. */
export const writeOne = async (db: Database, write: Write): Promise<boolean> =>
  (await tryWrite(db, write)).ok;

const readItem = (item: Record<string, AttributeValue> | undefined): RawItem | null =>
  item === undefined ? null : unmarshall(item);

/** Deletes an item by itself, whatever it holds and whether or not it is there. */
export async function deleteItem(db: Database, { pk, sk }: Key): Promise<void> {
  db.seen?.clear();
  await db.client.send(new DeleteCommand({ TableName: db.tableName, Key: { pk, sk } }));
}

/** Why a transaction may be cancelled that can hold the next time. */
const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/**
 * Writes all or nothing. Fails with the conditions that did not hold, and what stood there. Where other
 * transactions hold the same items it tries again, and throws BusyError when that never ends.
 */
export const transact = (db: Database, writes: readonly Write[]): Promise<Result<void, Unmet>> => {
  db.seen?.clear();
  return retrying(async () => {
    try {
      await db.client.send(
        new TransactWriteCommand({ TransactItems: writes.map(({ item }) => item(db.tableName)) }),
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
      if (unmet.length > 0) return fail(new Map(unmet));
      if (!reasons.every(({ Code = 'None' }) => Code === 'None' || passing.includes(Code))) throw error;
      return heldUp;
    }
  });
};
