import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Database } from '../functions/table/database.ts';
import { getItem } from '../functions/table/read.ts';
import { item, type RawItem } from '../functions/table/stored.ts';
import { putNew, transact, update, writeOne } from '../functions/table/write.ts';
import { startTestDatabase, type TestDatabase } from '../test/support/database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await startTestDatabase();
  db = database.db;
});
afterAll(() => database.stop());

const first = { text: z.string(), version: z.int() };
const { text, ...rest } = first;
const old = item('note', first);
const note = item('note', { ...rest, lines: z.array(z.string()) }, [
  { shape: first, changes: ({ text }) => ({ text: undefined, lines: [text] }) },
]);
const kinds = { kinds: { note }, kindOf: ({ kind }: RawItem) => String(kind), missing: async () => [] };
const key = (n: number) => ({ pk: `NOTE#${String(n).padStart(3, '0')}`, sk: 'NOTE' });
const raw = z.looseObject({});
const all = async () => (await db.client.send(new ScanCommand({ TableName: db.tableName }))).Items ?? [];

test('a table is brought up to date beside a working service: counted, kept as it was, changed once', async () => {
  for (let n = 0; n < 40; n++)
    await transact(db, [
      putNew('note', { ...key(n), ...old.stamp, text: `T${n}`, version: 0, addedLater: [n] }),
    ]);
  await transact(db, [putNew('note', { ...key(40), ...note.stamp, lines: [], version: 0 })]);
  await transact(db, [putNew('damaged', { ...key(41), kind: 'note', format: 1 })]);
  await transact(db, [putNew('newer', { ...key(42), kind: 'note', format: 3, secret: 'S' })]);
  const before = await all();

  const tried = await migrate(db, kinds, null);
  const found = { 'note, format 1': 41, 'note, format 2': 1, 'note, format 3': 1 };
  expect(tried).toMatchObject({ found, behind: 40, upgraded: 0, changedMeanwhile: 0 });
  expect(tried.unreadable).toEqual([
    'NOTE#041 NOTE cannot be read: damaged /text invalid_type /version invalid_type',
    'NOTE#042 NOTE cannot be read: newer',
  ]);
  expect(await all()).toEqual(before);

  // The first that is kept is changed by an older function before it can be written, the second by a newer one.
  const kept: RawItem[] = [];
  let others: Promise<unknown> = Promise.resolve();
  const [theirs, ours] = [key(1), key(2)];
  const meanwhile = async () => {
    await writeOne(
      db,
      update('note', theirs, { set: { text: 'Theirs' }, add: { version: 1 } }, { version: 0 }),
    );
    const read = await getItem(db, ours, note);
    if (read !== null) await writeOne(db, update('note', read, { add: { version: 1 } }, { version: 0 }));
  };
  db.client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      if (args.input && 'ExclusiveStartKey' in args.input) {
        db.client.middlewareStack.remove('meanwhile');
        others = meanwhile();
        await others;
      }
      return result;
    },
    { step: 'initialize', name: 'meanwhile' },
  );
  const done = await migrate(db, kinds, (item) => kept.push(item));
  await others;
  expect(done).toMatchObject({ found, behind: 40, upgraded: 38, changedMeanwhile: 2 });
  expect(kept).toEqual(before.filter(({ format, text }) => format === 1 && text !== undefined));
  expect(await getItem(db, key(0), raw)).toEqual({
    ...key(0),
    ...note.stamp,
    lines: ['T0'],
    version: 0,
    addedLater: [0],
  });
  expect(await getItem(db, theirs, raw)).toMatchObject({ format: 1, text: 'Theirs', version: 1 });
  expect(await getItem(db, ours, raw)).toMatchObject({
    format: 2,
    lines: ['T2'],
    version: 1,
    addedLater: [2],
  });

  const again = await migrate(db, kinds, (item) => kept.push(item));
  expect(again).toMatchObject({ behind: 1, upgraded: 1, changedMeanwhile: 0 });
  expect(await getItem(db, theirs, note)).toMatchObject({ lines: ['Theirs'], version: 1 });
  expect(await migrate(db, kinds, null)).toMatchObject({ behind: 0, found: { 'note, format 2': 41 } });
  expect(await getItem(db, key(42), raw)).toMatchObject({ secret: 'S' });
});
