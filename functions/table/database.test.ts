import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { cursorBehind, DamagedCursorError, encodeCursor } from './cursor.ts';
import { BusyError, connect, type Database, readingOnce } from './database.ts';
import type { Key, KeyRange } from './keys.ts';
import { getItem, getItems, lastItem, queryItems, queryItemsPage } from './read.ts';
import { queryIndex, queryIndexPage } from './read-index.ts';
import { check, putNew, putNewOrExpired, remove, transact, tryWrite, update, writeOne } from './write.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await startTestDatabase();
  db = database.db;
});
afterAll(() => database.stop());

const counter = z.object({ pk: z.string(), sk: z.string(), kind: z.string(), format: z.int(), n: z.int() });
const item = (pk: string, n = 0, sk = 'A') => ({ pk, sk, kind: 'counter', format: 1, n });
const key = (pk: string, sk = 'A') => ({ pk, sk });

test('what the SDK does to requests that DynamoDB has no use for is left out', () => {
  const client = new DynamoDBClient({});
  const steps = () => client.middlewareStack.identify().map((step) => step.replace(/ .*/, ''));
  const before = steps();
  connect('any', client);
  expect(before.filter((step) => !steps().includes(step)).sort()).toEqual([
    'getUserAgentMiddleware',
    'loggerMiddleware',
    'recursionDetectionMiddleware',
  ]);
});

test('a transaction whose condition fails writes nothing and names the condition', async () => {
  await transact(db, [putNew('first', item('all-or-nothing'))]);
  const written = await transact(db, [
    putNew('other', item('all-or-nothing-2')),
    putNew('first', item('all-or-nothing')),
    check('missing', key('nowhere'), {}),
  ]);
  expect(written.ok || [...written.error.keys()]).toEqual(['first', 'missing']);
  expect(await getItem(db, key('all-or-nothing-2'), counter)).toBeNull();
});

test('an update sets, adds and removes where the expected values stand', async () => {
  await transact(db, [putNew('new', { ...item('update', 1), todoPk: 'TODO', todoSk: '1' })]);
  const change = update(
    'n',
    key('update'),
    { set: { todoPk: undefined, todoSk: undefined, title: 'T' }, add: { n: 2 } },
    { n: 1 },
  );
  expect(await writeOne(db, change)).toBe(true);
  expect(await getItem(db, key('update'), z.unknown())).toEqual({ ...item('update', 3), title: 'T' });
  expect(await writeOne(db, change)).toBe(false);
});

test('an update never makes an item that was not there', async () => {
  expect(await writeOne(db, update('n', key('ghost'), { set: { n: 1 } }, {}))).toBe(false);
  expect(await getItem(db, key('ghost'), counter)).toBeNull();
});

test('an update can ask for a value to be greater', async () => {
  await transact(db, [putNew('new', { ...item('until'), closesAt: '2026-08-01T00:00:00.000Z' })]);
  const before = (now: string) => update('open', key('until'), { add: { n: 1 } }, {}, { closesAt: now });
  expect(await writeOne(db, before('2026-07-31T23:59:59.999Z'))).toBe(true);
  expect(await writeOne(db, before('2026-08-01T00:00:00.000Z'))).toBe(false);
});

test('an item whose time to live has passed can be replaced, though nothing deleted it', async () => {
  const at = (seconds: number) => new Date(seconds * 1000);
  const record = { ...item('expiring'), expiresAt: 1000 };
  expect(await writeOne(db, putNewOrExpired('new', record, at(10)))).toBe(true);
  expect(await writeOne(db, putNewOrExpired('new', record, at(999)))).toBe(false);
  expect(await writeOne(db, putNewOrExpired('new', record, at(1000)))).toBe(true);
});

test('more items are read than one batch takes, in the order asked for, and missing ones are left out', async () => {
  const all = Array.from({ length: 130 }, (_, i) => item(`many-${i}`, i));
  for (let i = 0; i < all.length; i += 65)
    await transact(
      db,
      all.slice(i, i + 65).map((one) => putNew('new', one)),
    );
  const asked = [item('many-missing'), ...all.toReversed()];
  expect(await getItems(db, asked, counter)).toEqual(all.toReversed());
});

test('a partition is read in key order, and its last item alone', async () => {
  await transact(
    db,
    ['B#2', 'B#1', 'C#1', 'B#3'].map((sk, i) => putNew(sk, item('partition', i, sk))),
  );
  const found = await queryItems(db, { pk: 'partition', prefix: 'B#' }, counter);
  expect(found.map(({ sk }) => sk)).toEqual(['B#1', 'B#2', 'B#3']);
  expect((await lastItem(db, { pk: 'partition', prefix: 'B#' }, counter))?.sk).toBe('B#3');
  expect(await lastItem(db, { pk: 'partition', prefix: 'D#' }, counter)).toBeNull();
});

const twoPages = async <P extends { next: string | null }>(read: (cursor?: string) => Promise<P>) => {
  const first = await read();
  return [first, await read(first.next ?? undefined)];
};

test('a partition is read a page at a time, and a full last page is the last', async () => {
  const sks = ['P#1', 'P#2', 'P#3', 'P#4'];
  await transact(
    db,
    ['O#1', ...sks, 'Q#1'].map((sk) => putNew(sk, item('paged', 0, sk))),
  );
  const read = (order: 'first-first' | 'last-first') =>
    twoPages((cursor) =>
      queryItemsPage(db, { pk: 'paged', prefix: 'P#' }, counter, { limit: 2, cursor, order }),
    );
  const page = (...shown: string[]) => shown.map((sk) => item('paged', 0, sk));
  expect(await read('first-first')).toEqual([
    { items: page('P#1', 'P#2'), next: expect.any(String) },
    { items: page('P#3', 'P#4'), next: null },
  ]);
  expect(await read('last-first')).toEqual([
    { items: page('P#4', 'P#3'), next: expect.any(String) },
    { items: page('P#2', 'P#1'), next: null },
  ]);
});

test('what begins alike in an index is read a page at a time, from either end', async () => {
  const names = ['an', 'ba', 'bb', 'bc', 'bd', 'ca'];
  await transact(
    db,
    names.map((sk) => putNew(sk, { ...item('alike', 0, sk), listPk: 'LIST#alike', listSk: sk })),
  );
  const read = async (order: 'first-first' | 'last-first') => {
    const pages = await twoPages((cursor) =>
      queryIndexPage(db, 'list', 'LIST#alike', { limit: 2, cursor, order, start: 'b' }),
    );
    return pages.map(({ entries, next }) => [entries.map(({ sk }) => sk), next !== null]);
  };
  expect(await read('first-first')).toEqual([
    [['ba', 'bb'], true],
    [['bc', 'bd'], false],
  ]);
  expect(await read('last-first')).toEqual([
    [['bd', 'bc'], true],
    [['bb', 'ba'], false],
  ]);
});

const long = 'b'.repeat(1_025);
test.each([
  'x',
  '',
  cursorBehind('an'),
  cursorBehind('ca', 'alike', 'ca'),
  btoa('["b"]'),
  encodeCursor('["b","pk",""]'),
  encodeCursor('["b","pk",1]'),
  encodeCursor('["b\\ud800","pk","sk"]'),
  encodeCursor(`["${long}","pk","sk"]`),
  encodeCursor(`["b","${long}${long}","sk"]`),
  encodeCursor(`["b","pk","${long}"]`),
  Buffer.from([0x5b, 0x22, 0xed, 0xa0, 0x80]).toString('base64url'),
  `${cursorBehind('bb', 'alike', 'bb')}=`,
])('a cursor that is not of the list asked for is refused: %s', async (cursor) => {
  await expect(queryIndexPage(db, 'list', 'LIST#alike', { limit: 1, cursor, start: 'b' })).rejects.toThrow(
    DamagedCursorError,
  );
  await expect(
    queryItemsPage(db, { pk: 'paged', prefix: 'P#' }, counter, { limit: 2, cursor }),
  ).rejects.toThrow(DamagedCursorError);
});

test.each([
  { pk: long + long, sk: 'sk' },
  { pk: 'pk', sk: long },
  { pk: 'half \ud83d', sk: 'sk' },
  { pk: 'pk', sk: '\udc00' },
  { pk: '', sk: 'sk' },
])('by a key that the table cannot hold nothing is found, and the table is not asked', async (key) => {
  expect(await getItem(db, key as Key, counter)).toBeNull();
  expect(await getItems(db, [key as Key], counter)).toEqual([]);
  expect(await queryItems(db, { pk: key.pk, prefix: key.sk } as KeyRange, counter)).toEqual([]);
});

test('an index shows the kind and the summary, nothing else of an item', async () => {
  await transact(db, [
    putNew('new', {
      ...item('listed', 7),
      listPk: 'LIST#test',
      listSk: '1',
      summary: { title: 'T' },
      secret: 'S',
    }),
  ]);
  expect(await queryIndex(db, 'list', 'LIST#test', 10)).toEqual([
    {
      ...key('listed'),
      kind: 'counter',
      listPk: 'LIST#test',
      listSk: '1',
      summary: { title: 'T' },
    },
  ]);
});

test('an item that is not what its schema says is refused, not guessed', async () => {
  await transact(db, [putNew('new', { ...item('broken'), n: 'one' })]);
  await expect(getItem(db, key('broken'), counter)).rejects.toThrow(z.ZodError);
});

type Answer = readonly [status: number, body: Readonly<Record<string, unknown>>];

const exception = (name: string, more = {}): Answer => [
  400,
  { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more },
];

const cancelledBy = (code: string) => () =>
  exception('TransactionCanceledException', { CancellationReasons: [{ Code: 'None' }, { Code: code }] });

/**
 * A client of the same engine that is held up: DynamoDB's answer comes in place of the engine's to the first
 * `times` requests for an operation. `asked` is how many requests for it there were.
 */
function heldUp(operation: string, times: number, answer: (request: { RequestItems?: unknown }) => Answer) {
  const client = new DynamoDBClient({ ...database.connection, maxAttempts: 2 });
  const requests = { asked: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const { headers, body } = args.request as { headers: Record<string, string>; body: Uint8Array };
      const isAsked = headers['x-amz-target'] === `DynamoDB_20120810.${operation}`;
      if (isAsked) requests.asked += 1;
      if (!isAsked || requests.asked > times) return next(args);
      const [statusCode, answered] = answer(JSON.parse(new TextDecoder().decode(body)));
      return { response: { statusCode, headers: {}, body: Buffer.from(JSON.stringify(answered)) } };
    },
    // Nearer to the wire than whatever reads answers.
    { step: 'deserialize', priority: 'low' },
  );
  return { requests, db: connect(db.tableName, client) };
}

test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
  'a transaction that is cancelled by a %s is tried again, and says busy where that never ends',
  async (code) => {
    const writes = (id: string) => ['A', 'B'].map((sk) => putNew('new', item(`${code} ${id}`, 0, sk)));
    const held = heldUp('TransactWriteItems', 3, cancelledBy(code));
    expect(await transact(held.db, writes('thrice'))).toEqual({ ok: true, value: undefined });
    expect(held.requests.asked).toBe(4);

    const never = heldUp('TransactWriteItems', Infinity, cancelledBy(code));
    await expect(transact(never.db, writes('never'))).rejects.toThrow(BusyError);
    expect(await getItem(db, key(`${code} never`), counter)).toBeNull();
  },
);

test('a transaction that is cancelled for another reason is not tried again', async () => {
  const { db: invalid, requests } = heldUp('TransactWriteItems', Infinity, cancelledBy('ValidationError'));
  const written = transact(invalid, [putNew('new', item('invalid')), putNew('new', item('invalid-2'))]);
  await expect(written).rejects.toThrow('TransactionCanceledException');
  expect(requests.asked).toBe(1);
});

test('a write whose answer got lost is not called stale by the SDK’s second attempt', async () => {
  const client = new DynamoDBClient({ ...database.connection, maxAttempts: 2 });
  const lost = { answers: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const answered = await next(args);
      if (lost.answers > 0) return answered;
      lost.answers += 1;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
    },
    { step: 'deserialize', priority: 'low' },
  );
  const cutOff = connect(db.tableName, client);
  for (const write of [
    putNew('new', item('lost')),
    update('n', key('lost'), { add: { n: 1 } }, { n: 0 }),
    remove('n', key('lost'), { n: 1 }),
  ]) {
    lost.answers = 0;
    expect(await tryWrite(cutOff, write)).toEqual({ ok: true, value: undefined });
    expect(lost.answers).toBe(1);
  }
  expect(await getItem(db, key('lost'), counter)).toBeNull();
});

test('what a batch did not get to is asked for again, and says busy where that never ends', async () => {
  const ids = [1, 2, 3].map((n) => item(`put-off-${n}`, n));
  await transact(
    db,
    ids.map((one) => putNew('new', one)),
  );
  const putOff = ({ RequestItems }: { RequestItems?: unknown }): Answer => [
    200,
    { Responses: {}, UnprocessedKeys: RequestItems },
  ];
  const held = heldUp('BatchGetItem', 3, putOff);
  expect(await getItems(held.db, ids, counter)).toEqual(ids);
  expect(held.requests.asked).toBe(4);

  const never = heldUp('BatchGetItem', Infinity, putOff);
  await expect(getItems(never.db, ids, counter)).rejects.toThrow(BusyError);
  expect(never.requests.asked).toBeLessThan(10);
});

test('a request that is throttled through every retry of the SDK says busy', async () => {
  const throttled = heldUp('GetItem', Infinity, () => exception('ThrottlingException'));
  await expect(getItem(throttled.db, key('throttled'), counter)).rejects.toThrow(BusyError);
});

test('a failed condition says what stood there, of one write and of a transaction', async () => {
  const standing = item('standing', 3);
  expect(await writeOne(db, putNew('new', standing))).toBe(true);
  const change = update('as it was read', standing, { set: { n: 4 } }, { n: 2 });
  expect(await tryWrite(db, change)).toMatchObject({ ok: false, error: { n: 3 } });
  const both = await transact(db, [change, putNew('nothing there', item('not-standing'))]);
  expect(both.ok || [...both.error].map(([name, stood]) => [name, stood?.n])).toEqual([
    ['as it was read', 3],
  ]);
  const absent = update('there', item('absent'), { set: { n: 1 } }, {});
  expect(await tryWrite(db, absent)).toEqual({ ok: false, error: null });
});

test('what one request has read is read once, until something is written', async () => {
  const kept = item('kept', 1);
  await writeOne(db, putNew('new', kept));
  const sent: string[] = [];
  const client = Object.create(db.client, {
    send: {
      value: (command: { constructor: { name: string } }) => {
        sent.push(command.constructor.name);
        return db.client.send(command as never);
      },
    },
  });
  const once = readingOnce({ ...db, client });
  expect(await getItem(once, kept, counter)).toMatchObject({ n: 1 });
  expect(await getItems(once, [kept, kept], counter)).toMatchObject([{ n: 1 }, { n: 1 }]);
  expect(sent).toEqual(['GetCommand']);
  await writeOne(once, update('there', kept, { set: { n: 2 } }, {}));
  expect(await getItem(once, kept, counter)).toMatchObject({ n: 2 });
  expect(sent).toEqual(['GetCommand', 'TransactWriteCommand', 'GetCommand']);
});
