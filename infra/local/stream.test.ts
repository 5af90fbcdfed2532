import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTable, type Database, startDatabase } from './database.ts';
import { type RunningStream, type StreamConsumer, type StreamFailure, startStream } from './stream.ts';

let database: Database;
let client: DynamoDBClient;
let tableName: string;
let tables = 0;

beforeAll(async () => {
  database = await startDatabase();
  client = new DynamoDBClient(database.client);
});
afterAll(() => database.stop());

beforeEach(async () => {
  tables += 1;
  tableName = `stream-test-${tables}`;
  await createTable(client, {
    TableName: tableName,
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
});

const put = async (pk: string, kind = 'round') => {
  await client.send(new PutItemCommand({ TableName: tableName, Item: { pk: { S: pk }, kind: { S: kind } } }));
};

const keys = (event: DynamoDBStreamEvent) => event.Records.map((record) => record.dynamodb?.Keys?.pk?.S);

const sequenceNumberOf = (event: DynamoDBStreamEvent, pk: string) =>
  event.Records.find((record) => record.dynamodb?.Keys?.pk?.S === pk)?.dynamodb?.SequenceNumber ?? '';

const unexpected = ({ reason }: StreamFailure) => {
  throw reason;
};

const start = (consumers: readonly StreamConsumer[], dataFolder?: string): Promise<RunningStream> =>
  startStream({
    client: database.client,
    tableName,
    consumers,
    pollInterval: 20,
    retryInterval: 5,
    ...(dataFolder && { dataFolder }),
  });

test('a consumer gets every change once, in order, in the shape Lambda hands over', async () => {
  const seen: DynamoDBStreamEvent[] = [];
  const stream = await start([
    {
      name: 'projector',
      handler: async (event) => void seen.push(event),
      onFailure: unexpected,
      batchSize: 2,
    },
  ]);
  for (const pk of ['a', 'b', 'c']) await put(pk);
  await stream.idle();
  await stream.stop();

  expect(seen.flatMap(keys)).toEqual(['a', 'b', 'c']);
  expect(Math.max(...seen.map((event) => event.Records.length))).toBeLessThanOrEqual(2);
  expect(seen[0]?.Records[0]).toMatchObject({
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    eventSourceARN: expect.stringContaining(`table/${tableName}/stream/`),
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Number),
      NewImage: { pk: { S: 'a' }, kind: { S: 'round' } },
    },
  });
});

test('a consumer that fails on the second record gets it again, and the first one not', async () => {
  const batches: unknown[] = [];
  for (const pk of ['a', 'b', 'c']) await put(pk);
  const stream = await start([
    {
      name: 'projector',
      handler: async (event) => {
        batches.push(keys(event));
        const first = batches.length === 1;
        return { batchItemFailures: first ? [{ itemIdentifier: sequenceNumberOf(event, 'b') }] : [] };
      },
      onFailure: unexpected,
    },
  ]);
  await stream.idle();
  await stream.stop();

  expect(batches).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c'],
  ]);
});

test('a batch that keeps failing goes to the failure destination, and later records are still read', async () => {
  const failures: StreamFailure[] = [];
  const seen: unknown[] = [];
  await put('poison');
  const stream = await start([
    {
      name: 'mailer',
      retries: 2,
      handler: async (event) => {
        seen.push(...keys(event));
        if (keys(event).includes('poison')) throw new Error('cannot read it');
      },
      onFailure: async (failure) => void failures.push(failure),
    },
  ]);
  await stream.idle();
  await put('good');
  await stream.idle();
  await stream.stop();

  expect(seen).toEqual(['poison', 'poison', 'poison', 'good']);
  expect(failures).toMatchObject([{ consumer: 'mailer', reason: { message: 'cannot read it' } }]);
  expect(keys({ Records: [...(failures[0]?.records ?? [])] })).toEqual(['poison']);
});

test('a consumer sees only what passes its filter', async () => {
  const seen: unknown[] = [];
  const stream = await start([
    {
      name: 'mailer',
      filters: [{ eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['notice'] } } } }],
      handler: async (event) => void seen.push(...keys(event)),
      onFailure: unexpected,
    },
  ]);
  await put('a', 'round');
  await put('b', 'notice');
  await stream.idle();
  await stream.stop();

  expect(seen).toEqual(['b']);
});

test('idle waits for what one consumer writes for another', async () => {
  const seen: unknown[] = [];
  const handing = async (event: DynamoDBStreamEvent) => {
    if (keys(event).includes('cause')) await put('effect', 'notice');
  };
  const stream = await start([
    { name: 'mailer', handler: async (event) => void seen.push(...keys(event)), onFailure: unexpected },
    { name: 'projector', handler: handing, onFailure: unexpected },
  ]);
  await put('cause');
  await stream.idle();
  await stream.stop();

  expect(seen).toEqual(['cause', 'effect']);
});

test('after a restart each consumer goes on where it was', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'positions-'));
  const run = async () => {
    const seen: unknown[] = [];
    const stream = await start(
      [
        {
          name: 'projector',
          handler: async (event) => void seen.push(...keys(event)),
          onFailure: unexpected,
        },
      ],
      dataFolder,
    );
    await stream.idle();
    await stream.stop();
    return seen;
  };
  await put('before');
  const first = await run();
  await put('after');
  const second = await run();
  rmSync(dataFolder, { recursive: true });

  expect([first, second]).toEqual([['before'], ['after']]);
});
