import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { connect, type Database } from '../../functions/table/database.ts';
import { startDatabase } from '../../infra/local/database.ts';
import { tableInput } from '../../infra/local/table.ts';
import { perform, runningProcess } from './processes.ts';

/** An item of the table, as it is stored. */
export type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** A change of an item inside a transaction: only what it sets is known of it. */
export interface Change {
  readonly pk: string;
  readonly sk: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a request has written, once it has taken effect, whoever learns of it. */
export interface Committed {
  readonly items: readonly Item[];
  readonly changes: readonly Change[];
}

/** A table of a history's own. */
export interface Table {
  readonly db: Database;
  /** Every item as it stands. */
  readonly items: () => Promise<readonly Item[]>;
  readonly drop: () => Promise<void>;
}

/** The embedded database, whose requests take their turns and meet their fates. */
export interface Engine {
  /** Makes a table that holds these items; `took` hears of every write of a process that takes effect. */
  readonly table: (items: readonly Item[], took: (committed: Committed) => void) => Promise<Table>;
  readonly stop: () => Promise<void>;
}

interface Put {
  readonly Put?: { readonly Item: Item };
  readonly Update?: {
    readonly Key: { readonly pk: string; readonly sk: string };
    readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  };
}

function committed(command: string, input: object, output: object): Committed {
  switch (command) {
    case 'PutItemCommand':
      return { items: [(input as { Item: Item }).Item], changes: [] };
    case 'UpdateItemCommand':
      return { items: [(output as { Attributes: Item }).Attributes], changes: [] };
    case 'TransactWriteItemsCommand': {
      const { TransactItems } = input as { TransactItems: readonly Put[] };
      return {
        items: TransactItems.flatMap(({ Put }) => Put?.Item ?? []),
        changes: TransactItems.flatMap(({ Update }) =>
          Update === undefined ? [] : { ...Update.Key, values: Update.ExpressionAttributeValues ?? {} },
        ),
      };
    }
    default:
      return { items: [], changes: [] };
  }
}

/** The embedded database wants a signature and does not check it: a quarter of the SDK's time would go into it. */
const unsigned = {
  sign: async <T extends { headers: Record<string, string> }>(request: T): Promise<T> => {
    const scope = '20260101/eu-west-2/dynamodb/aws4_request';
    request.headers.authorization = `AWS4-HMAC-SHA256 Credential=local/${scope}, SignedHeaders=host, Signature=0`;
    request.headers['x-amz-date'] = '20260101T000000Z';
    return request;
  },
};

/** Starts the database. */
export async function startEngine(): Promise<Engine> {
  const running = await startDatabase();
  const client = new DynamoDBClient({ ...running.client, signer: unsigned, logger: {} as never });
  const reading = DynamoDBDocumentClient.from(new DynamoDBClient({ ...running.client, signer: unsigned }));
  const hearers = new Map<string, (committed: Committed) => void>();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (runningProcess() === undefined) return next(args);
        const isTransaction = commandName === 'TransactWriteItemsCommand';
        const input = {
          ...args.input,
          // The stream shows an item as it is after the write.
          ...(commandName === 'UpdateItemCommand' && { ReturnValues: 'ALL_NEW' }),
          // The SDK makes one for each request and keeps it when it asks again.
          ...(isTransaction && { ClientRequestToken: randomUUID() }),
        };
        const write = async () => {
          const answer = await next({ ...args, input });
          const { TableName, TransactItems } = input as {
            TableName?: string;
            TransactItems?: readonly Record<string, { TableName: string }>[];
          };
          const name = TableName ?? Object.values(TransactItems?.[0] ?? {})[0]?.TableName ?? '';
          const [only, ...others] = (TransactItems ?? []) as readonly Put[];
          // A write that stands by itself is a transaction of one, and the stream shows its item whole.
          const whole = others.length === 0 && only?.Update;
          const read = whole && (await reading.send(new GetCommand({ TableName: name, Key: whole.Key })));
          hearers.get(name)?.(
            read
              ? { items: [read.Item as Item], changes: [] }
              : committed(commandName, input, answer.output as object),
          );
          return answer;
        };
        return perform(commandName, write, () => conflictOf(input));
      },
    { step: 'initialize', priority: 'high' },
  );

  let tables = 0;
  return {
    table: async (items, took) => {
      tables += 1;
      const tableName = `history-${tables}`;
      await client.send(new CreateTableCommand(tableInput(tableName, { stream: false })));
      const db = connect(tableName, client);
      for (let i = 0; i < items.length; i += 25)
        await db.client.send(
          new BatchWriteCommand({
            RequestItems: {
              [tableName]: items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } })),
            },
          }),
        );
      hearers.set(tableName, took);
      return {
        db,
        items: () => everyItem(db),
        drop: async () => {
          hearers.delete(tableName);
          await client.send(new DeleteTableCommand({ TableName: tableName }));
        },
      };
    },
    stop: running.stop,
  };
}

async function everyItem({ client, tableName }: Database): Promise<readonly Item[]> {
  const items: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    items.push(...((page.Items ?? []) as unknown as Item[]));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** What DynamoDB answers where another transaction holds the first of the items. */
const conflictOf = (input: object) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled',
    CancellationReasons: (input as { TransactItems: readonly unknown[] }).TransactItems.map((_, i) => ({
      Code: i === 0 ? 'TransactionConflict' : 'None',
    })),
  });
