import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import type { Database } from '../table/database.ts';
import { transact } from '../table/write.ts';
import { addPerson, addRoleWrites } from './changes-storage.ts';
import { listEverybody } from './lists.ts';
import { listPeopleWithRoles } from './roster.ts';
import { bindSubject, findPersonByEmail, findPersonBySubject, getPerson } from './storage.ts';
import type { PersonItem } from './stored-person.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await startTestDatabase();
  db = database.db;
});
afterAll(() => database.stop());

const now = '2026-08-01T09:00:00.000Z';
const google = 'https://accounts.google.com';

async function add(id: string, roles: PersonItem['roles'] = ['reviewer']): Promise<PersonItem> {
  await addPerson(db, { id, name: `Sample ${id}`, email: `${id}@example.org`, roles }, now);
  const person = await getPerson(db, id);
  if (person === null) throw new Error('not added');
  return person;
}

test('an address belongs to one person, however it is written', async () => {
  await add('address');
  const again = await addPerson(
    db,
    { id: 'other', name: 'Other', email: 'Address@Example.org', roles: [] },
    now,
  );
  expect(again).toEqual({ ok: false, error: 'email-taken' });
  expect(await getPerson(db, 'other')).toBeNull();
  expect((await findPersonByEmail(db, ' ADDRESS@example.org '))?.id).toBe('address');
});

test('that an id is taken is not said to be about the address', async () => {
  await add('id-taken');
  const other = { id: 'id-taken', name: 'Other', email: 'free@example.org', roles: [] };
  await expect(addPerson(db, other, now)).rejects.toThrow('There is a person id-taken already');
  expect(await findPersonByEmail(db, 'free@example.org')).toBeNull();
});

test('a subject is bound once, and a second subject of the same issuer is refused', async () => {
  const person = await add('bound');
  const bound = await bindSubject(db, person, google, 'sub-1');
  expect(bound.ok && bound.value.subjects).toEqual({ [google]: 'sub-1' });
  expect((await findPersonBySubject(db, google, 'sub-1'))?.id).toBe('bound');
  const read = await getPerson(db, 'bound');
  expect(read && (await bindSubject(db, read, google, 'sub-2'))).toEqual({
    ok: false,
    error: 'bound-to-another',
  });
  expect(await findPersonBySubject(db, google, 'sub-2')).toBeNull();
});

test('a person can have a subject of each of several issuers', async () => {
  await bindSubject(db, await add('two-issuers'), google, 'sub-a');
  const read = await getPerson(db, 'two-issuers');
  const both = read && (await bindSubject(db, read, 'https://centre.example', 'sub-b'));
  expect(both?.ok).toBe(true);
  expect((await findPersonBySubject(db, google, 'sub-a'))?.id).toBe('two-issuers');
  expect((await findPersonBySubject(db, 'https://centre.example', 'sub-b'))?.id).toBe('two-issuers');
});

test('a person who signs in twice at the same moment is bound once', async () => {
  const person = await add('at-once');
  const bound = await Promise.all(
    Array.from({ length: 8 }, () => bindSubject(db, person, google, 'sub-once')),
  );
  expect(bound.every((one) => one.ok)).toBe(true);
});

test('two accounts that claim one address at the same moment: one is bound, the other refused', async () => {
  const person = await add('claimed');
  const bound = await Promise.all(['x', 'y'].map((sub) => bindSubject(db, person, google, `claim-${sub}`)));
  expect(bound.filter((one) => one.ok)).toHaveLength(1);
});

test('the people of a role are found, each once, and a new role counts at once', async () => {
  await add('role-staff', ['staff']);
  await add('role-both', ['staff', 'oversight']);
  const later = await add('role-later');
  await transact(db, addRoleWrites(later, 'oversight'));
  expect(await listPeopleWithRoles(db, ['staff', 'oversight'])).toEqual([
    'role-both',
    'role-later',
    'role-staff',
  ]);
  expect((await getPerson(db, 'role-later'))?.roles).toEqual(['reviewer', 'oversight']);
});

test('everybody is listed by name, however many they are', async () => {
  for (let n = 0; n < 120; n += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const id = `many-${n + i}`;
        return addPerson(
          db,
          { id, name: `Many ${n + i}`, email: `${id}@example.org`, roles: ['reviewer'] },
          '2026-07-01T09:00:00.000Z',
        );
      }),
    );
  const names = (await listEverybody(db)).map(({ name }) => name);
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en-GB')));
  expect(names).toContain('Sample bound');
  expect(names.filter((name) => name.startsWith('Many '))).toHaveLength(120);
});
