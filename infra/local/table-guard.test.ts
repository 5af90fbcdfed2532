import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import { startTestDatabase } from '../../test/support/database.ts';
import { asFunction, guardTable, missingPermission } from './table-guard.ts';

it('keeps a request from the table that the function has no permission for, and no other', async () => {
  const { db, stop } = await startTestDatabase();
  const endpoint = await db.client.config.endpoint?.();
  const guard = guardTable(`http://${endpoint?.hostname}:${endpoint?.port}`);
  const item = { pk: 'SETTINGS', sk: 'SETTINGS', namesOnCriterionPages: true };
  const put = () => db.client.send(new PutCommand({ TableName: db.tableName, Item: item }));
  const read = () =>
    db.client.send(new GetCommand({ TableName: db.tableName, Key: { pk: item.pk, sk: item.sk } }));
  const as = (name: 'mailer' | 'staff-api', run: () => Promise<unknown>) =>
    asFunction(name, run)({}, {} as Context);
  try {
    await expect(as('mailer', put)).rejects.toThrow('mailer has no permission in permissions.ts to PutItem');
    expect(await as('mailer', read)).not.toHaveProperty('Item');
    await as('staff-api', put);
    expect(await as('mailer', read)).toMatchObject({ Item: item });
    await put();
  } finally {
    await guard.stop();
    await stop();
  }
});

const key = (pk: string) => ({ Key: { pk: { S: pk } } });

it.each([
  ['mailer', 'UpdateItem', key('NOTICE#1')],
  ['mailer', 'GetItem', key('PERSON#1')],
  ['staff-site', 'DeleteItem', key('SESSION#1')],
  ['staff-api', 'PutItem', { Item: { pk: { S: 'SETTINGS' } } }],
  ['clock', 'Query', { IndexName: 'todo' }],
  ['reviewer-api', 'Query', { IndexName: 'owner' }],
  ['reviewer-api', 'TransactWriteItems', { TransactItems: [{ Put: { Item: { pk: { S: 'ROUND#1' } } } }] }],
] as const)('lets %s %s what it has permission for', (name, operation, body) => {
  expect(missingPermission(name, operation, body)).toBeNull();
});

it.each([
  [
    'mailer',
    'UpdateItem',
    key('PERSON#ada'),
    'mailer has no permission in permissions.ts to UpdateItem PERSON#…',
  ],
  ['mailer', 'PutItem', { Item: { pk: { S: 'NOTICE#1' } } }, 'mailer has no permission'],
  ['reviewer-api', 'UpdateItem', key('SETTINGS'), 'to UpdateItem SETTINGS'],
  ['reviewer-api', 'DeleteItem', key('ROUND#1'), 'to DeleteItem ROUND#…'],
  ['reviewer-api', 'Query', { IndexName: 'todo' }, 'to Query todo'],
  ['reviewer-api', 'Query', { IndexName: 'list' }, 'to Query list'],
  [
    'reviewer-api',
    'TransactWriteItems',
    { TransactItems: [{ Put: { Item: { pk: { S: 'ROUND#1' } } } }, { Update: key('SESSION#1') }] },
    'to UpdateItem SESSION#…',
  ],
  ['staff-api', 'Scan', {}, 'to Scan the table'],
] as const)('refuses %s what it has none for: %s', (name, operation, body, sentence) => {
  expect(missingPermission(name, operation, body)).toContain(sentence);
});
