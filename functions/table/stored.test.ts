import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import type { Database } from './database.ts';
import { getItem } from './read.ts';
import { item } from './stored.ts';
import { check, deleteItem, putNew, remove, transact, update, writeOne } from './write.ts';

const thing = item('thing', {
  title: z.string().max(3),
  parts: z.array(z.strictObject({ name: z.string() })).min(1),
});
const stored = { pk: 'THING#1', sk: 'THING', ...thing.stamp, title: 'T', parts: [] };

test('an item with attributes that this release does not know is read without them, at every depth', () => {
  const withMore = { ...stored, addedLater: 1, parts: [{ name: 'P', addedLater: { too: true } }] };
  expect(thing.parse(withMore)).toEqual({ ...stored, parts: [{ name: 'P' }] });
});

test('what was written once is not judged again: limits are for what comes in', () => {
  expect(thing.parse({ ...stored, title: 'Too long by now' })).toMatchObject({ title: 'Too long by now' });
});

test('an item of another kind, or without what its kind has, cannot be read, and is named without what it says', () => {
  const wrong = 'THING#1 THING cannot be read: damaged';
  expect(() => thing.parse({ ...stored, kind: 'secret' })).toThrow(`${wrong} /kind invalid_value`);
  expect(() => thing.parse({ ...stored, title: undefined })).toThrow(`${wrong} /title invalid_type`);
  expect(() => thing.parse({ ...stored, format: undefined })).toThrow(`${wrong} /format invalid_value`);
});

test('an item that a later release wrote in another format says so', () => {
  expect(() => thing.parse({ ...stored, format: 2, title: null })).toThrow('cannot be read: newer');
});

test('no address, account or session stands in what is said of an item', () => {
  for (const secret of [
    'EMAIL#somebody@example.org',
    'SUBJECT#issuer#sub',
    'SESSION#secret',
    'KEY#person#key',
  ])
    expect(() => thing.parse({ pk: secret, sk: secret })).toThrow(/^[A-Z]+#… cannot be read: damaged/);
});

describe('a kind that is in its third format', () => {
  const key = { pk: 'NOTE#1', sk: 'NOTE' };
  const first = { text: z.string(), by: z.string(), version: z.int() };
  const { text, ...second } = { ...first, lines: z.array(z.strictObject({ said: z.string() })) };
  const { by, ...third } = { ...second, authors: z.array(z.string()) };
  const [note1, note2, note3] = [
    item('note', first),
    item('note', second, [
      { shape: first, changes: ({ text }) => ({ text: undefined, lines: [{ said: text }] }) },
    ]),
    item('note', third, [
      { shape: first, changes: ({ text }) => ({ text: undefined, lines: [{ said: text }] }) },
      { shape: second, changes: ({ by }) => ({ by: undefined, authors: [by] }) },
    ]),
  ];
  const addedLater = { by: ['a later release'] };
  const written = { ...key, ...note1.stamp, text: 'T', by: 'B', version: 0, addedLater };
  const upgraded = { ...key, ...note3.stamp, lines: [{ said: 'T' }], authors: ['B'], version: 0, addedLater };

  let database: TestDatabase;
  let db: Database;
  const raw = z.looseObject({});
  beforeEach(async () => {
    database ??= await startTestDatabase();
    db = database.db;
    await deleteItem(db, key);
    await transact(db, [putNew('note', written)]);
  });
  afterAll(() => database.stop());

  const read = async () => {
    const found = await getItem(db, key, note3);
    if (found === null) throw new Error('It is there.');
    return found;
  };

  test('reads items of the first and the second, and leaves them as they are', async () => {
    const { addedLater: _, ...known } = upgraded;
    expect(await read()).toMatchObject(known);
    expect(await read()).not.toHaveProperty('text');
    expect(note3.parse({ ...key, ...note2.stamp, lines: [], by: 'B', version: 0 })).toMatchObject({
      ...note3.stamp,
      lines: [],
      authors: ['B'],
    });
    expect(await getItem(db, key, raw)).toEqual(written);
  });

  test('brings an item up to date when it changes it, and keeps what it does not know', async () => {
    const note = await read();
    const change = { set: { authors: [...note.authors, 'C'] }, add: { version: 1 } };
    await transact(db, [update('note', note, change, { version: 0, authors: note.authors })]);
    expect(await getItem(db, key, raw)).toEqual({ ...upgraded, authors: ['B', 'C'], version: 1 });
    expect(await writeOne(db, update('note', await read(), { add: { version: 1 } }, { version: 1 }))).toBe(
      true,
    );
    expect(await read()).toMatchObject({ version: 2 });
  });

  test('checks and deletes an item of the first as it was read', async () => {
    const note = await read();
    const stands = await transact(db, [check('note', note, { authors: ['B'] })]);
    expect([stands.ok, await getItem(db, key, raw)]).toEqual([true, upgraded]);
    expect((await transact(db, [remove('note', note, { authors: ['B'] })])).ok).toBe(true);
    expect(await getItem(db, key, raw)).toBeNull();
  });

  test('changes nothing where an older function was faster, and says what stands now', async () => {
    const note = await read();
    await transact(db, [
      update('note', key, { set: { text: 'Theirs' }, add: { version: 1 } }, { version: 0 }),
    ]);
    const done = await transact(db, [update('note', note, { set: { lines: [] } }, { version: 0 })]);
    const standing = done.ok ? null : done.error.get('note');
    expect(note3.parse(standing)).toMatchObject({ version: 1, lines: [{ said: 'Theirs' }] });
    expect(await getItem(db, key, raw)).toEqual({ ...written, text: 'Theirs', version: 1 });
  });

  test('is refused by functions that know the first only, which leave it as it is', async () => {
    const note = await read();
    await transact(db, [update('note', note, { add: { version: 1 } }, { version: 0 })]);
    await expect(getItem(db, key, note1)).rejects.toThrow('NOTE#1 NOTE cannot be read: newer');
  });
});
