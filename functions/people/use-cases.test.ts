import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../shared/domain/basics/result.ts';
import { given } from '../../test/support/centre.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { keys } from '../table/keys.ts';
import type { Problem } from '../use-case/problem.ts';
import { eventNow } from '../use-case/services.ts';
import { addPerson, markAddress } from './changes-storage.ts';
import { identify } from './identify.ts';
import { listPeopleWithRoles, maxRecipients } from './roster.ts';
import { findPersonByEmail, getPerson } from './storage.ts';
import { people } from './use-cases.ts';

const issuer = 'https://accounts.google.com';

let database: TestDatabase;
let services: ReturnType<typeof testServices>['services'];
beforeAll(async () => {
  database = await startTestDatabase();
  ({ services } = testServices(database.db));
  await add('staff', ['staff']);
  await add('administrator', ['administrator']);
});
afterAll(() => database.stop());

type Roles = Parameters<typeof addPerson>[1]['roles'];

async function add(id: string, roles: Roles = ['reviewer']): Promise<string> {
  const person = { id, name: `A ${id}`, email: `${id}@example.org`, roles };
  given(await addPerson(database.db, person, '2026-08-01T09:00:00.000Z'));
  return id;
}

const personOf = async (id: string) => {
  const person = await getPerson(database.db, id);
  if (person === null) throw new Error(`There is no ${id}`);
  return person;
};

/** An administrator, unless `by` is another, corrects a person's address. */
const correct = async (personId: string, email: string, { by = 'administrator', expected = -1 } = {}) =>
  people(services).correctAddress({
    by: await personOf(by),
    of: { personId },
    what: { email },
    expected: expected < 0 ? (await personOf(personId)).editVersion : expected,
    key: randomUUID(),
  });

const refused = (answered: Result<unknown, Problem>) => (answered.ok ? 'not refused' : answered.error.code);

/** Who somebody is who signs in with an account of a verified address. */
async function signsIn(email: string, sub = `account of ${email}`): Promise<string> {
  const person = await identify(database.db, { issuer, sub, email, emailVerified: true });
  return person.ok ? person.value.id : person.error.code;
}

describe('a corrected address', () => {
  test('is the person’s from now on, emails to it are no longer held back, and the record keeps neither', async () => {
    const id = await add('corrected');
    const trouble = { kind: 'bounce' as const, at: '2026-08-01T08:00:00.000Z', noticeId: 'a'.repeat(32) };
    given(
      await markAddress(
        database.db,
        await personOf(id),
        trouble,
        eventNow(services, 'system', 'address-bounced'),
      ),
    );
    const { answer: body } = given(await correct(id, 'mended@example.org'));
    expect(body).toMatchObject({ personId: id, email: 'mended@example.org', addressTrouble: null });
    expect(await personOf(id)).not.toHaveProperty('todoPk');
    expect((await findPersonByEmail(database.db, 'Mended@Example.org'))?.id).toBe(id);
    expect(await findPersonByEmail(database.db, 'corrected@example.org')).toBeNull();
    const { items } = await listEventsOf(database.db, keys.person(id), { limit: 10 });
    expect(items.map(({ action }) => action)).toContain('address-corrected');
    expect(JSON.stringify(items)).not.toContain('@');
  });

  test('that is somebody else’s is refused, and both keep theirs', async () => {
    const [one, two] = [await add('one'), await add('two')];
    const answered = await correct(one, 'TWO@example.org');
    expect(answered.ok || answered.error).toMatchObject({
      code: 'already-exists',
      errors: [{ pointer: '/email', code: 'taken' }],
    });
    expect(await personOf(one)).toMatchObject({ email: 'one@example.org', editVersion: 0 });
    expect((await findPersonByEmail(database.db, 'one@example.org'))?.id).toBe(one);
    expect((await findPersonByEmail(database.db, 'two@example.org'))?.id).toBe(two);
  });

  test('can be the same one in another spelling', async () => {
    const id = await add('spelling');
    given(await correct(id, 'Spelling@Example.org'));
    expect(await personOf(id)).toMatchObject({ email: 'Spelling@Example.org' });
    expect((await findPersonByEmail(database.db, 'spelling@example.org'))?.id).toBe(id);
  });

  test('leaves the old one to whoever comes: somebody new, another person, or the same one again', async () => {
    const id = await add('moving');
    given(await correct(id, 'moved@example.org'));
    const newcomer = { id: 'newcomer', name: 'New', email: 'Moving@example.org', roles: [] };
    given(await addPerson(database.db, newcomer, '2026-08-01T09:00:00.000Z'));
    expect(refused(await correct(id, 'moving@example.org'))).toBe('already-exists');
    given(await correct('newcomer', 'newcomer@example.org'));
    given(await correct(id, 'moving@example.org'));
    given(await correct('newcomer', 'moved@example.org'));
    expect((await findPersonByEmail(database.db, 'moving@example.org'))?.id).toBe(id);
    expect((await findPersonByEmail(database.db, 'moved@example.org'))?.id).toBe('newcomer');
  });

  test('over a change that somebody else made, or made at the same moment, is refused', async () => {
    const id = await add('twice');
    const { editVersion: expected } = await personOf(id);
    const both = await Promise.all([
      correct(id, 'twice-a@example.org', { expected }),
      correct(id, 'twice-b@example.org', { expected }),
    ]);
    expect(both.map(refused).sort()).toEqual(['not refused', 'stale']);
    expect(refused(await correct(id, 'twice-c@example.org', { expected }))).toBe('stale');
    const { email } = await personOf(id);
    const owners = await Promise.all(
      ['twice@example.org', 'twice-a@example.org', 'twice-b@example.org'].map(
        async (address) => (await findPersonByEmail(database.db, address))?.email ?? null,
      ),
    );
    expect(owners.filter((owner) => owner !== null)).toEqual([email]);
  });
});

describe('an address that somebody could sign in with as another person', () => {
  test('is judged anew where its owner signs in at the same moment, which changes nothing that anybody read', async () => {
    for (let n = 0; n < 20; n++) {
      const id = await add(`signing-in-${n}`);
      const [signedIn, answered] = await Promise.all([
        signsIn(`signing-in-${n}@example.org`),
        correct(id, `mended-${n}@example.org`, { by: 'staff' }),
      ]);
      const { email, subjects } = await personOf(id);
      // Either came first, or the other did.
      expect([signedIn, refused(answered), email, Object.keys(subjects).length]).toEqual(
        answered.ok
          ? ['not-known', 'not refused', `mended-${n}@example.org`, 0]
          : [id, 'role-needed', `signing-in-${n}@example.org`, 1],
      );
    }
  });

  test('is not for staff to change once its owner has signed in', async () => {
    const id = await add('signed-in');
    await signsIn('signed-in@example.org');
    expect(refused(await correct(id, 'staff-own@example.org', { by: 'staff' }))).toBe('role-needed');
    expect(refused(await correct(id, 'signed-in@example.org', { by: 'staff' }))).toBe('not refused');
    expect(refused(await correct(id, 'right@example.net', { by: 'administrator' }))).toBe('not refused');
  });

  test('is not for staff to change after an administrator has corrected it either', async () => {
    const id = await add('signed-in-before');
    await signsIn('signed-in-before@example.org');
    given(await correct(id, 'right@example.com'));
    expect(refused(await correct(id, 'staff-own@example.com', { by: 'staff' }))).toBe('role-needed');
    expect(refused(await correct(id, 'right-again@example.com'))).toBe('not refused');
  });

  test.each(['staff', 'oversight', 'administrator'] as const)(
    'is not for staff to change where it belongs to somebody with the role %s',
    async (role) => {
      const id = await add(`another-${role}`, [role]);
      expect(refused(await correct(id, `own-${role}@example.org`, { by: 'staff' }))).toBe('role-needed');
      expect(refused(await correct(id, `own-${role}@example.org`, { by: 'administrator' }))).toBe(
        'not refused',
      );
    },
  );
});

describe('signing in after an address was corrected', () => {
  test('is for the owner of the new one; the old one leads nowhere', async () => {
    const id = await add('invited');
    given(await correct(id, 'meant@example.org'));
    expect(await signsIn('invited@example.org')).toBe('not-known');
    expect(await signsIn('meant@example.org')).toBe(id);
  });

  test('also where the owner of the old one had signed in before', async () => {
    const id = await add('mistyped');
    expect(await signsIn('mistyped@example.org', 'a stranger')).toBe(id);
    given(await correct(id, 'right@example.org'));
    expect(await signsIn('mistyped@example.org', 'a stranger')).toBe('not-known');
    expect(await signsIn('right@example.org', 'the right one')).toBe(id);
    expect(await signsIn('mistyped@example.org', 'a stranger')).toBe('not-known');
    // The stranger may be invited in their own right.
    await addPerson(
      database.db,
      { id: 'stranger', name: 'Stranger', email: 'mistyped@example.org', roles: ['reviewer'] },
      '2026-08-01T09:00:00.000Z',
    );
    expect(await signsIn('mistyped@example.org', 'a stranger')).toBe('stranger');
    expect(await signsIn('right@example.org', 'the right one')).toBe(id);
  });

  test('works with the same account where its address has changed too', async () => {
    const id = await add('renamed');
    expect(await signsIn('renamed@example.org', 'same account')).toBe(id);
    given(await correct(id, 'new-name@example.org'));
    expect(await signsIn('new-name@example.org', 'same account')).toBe(id);
  });

  test('stays as it was where the address is only trusted again', async () => {
    const id = await add('trusted');
    expect(await signsIn('trusted@example.org', 'an account')).toBe(id);
    given(await correct(id, 'trusted@example.org'));
    expect(await signsIn('trusted@example.org', 'an account')).toBe(id);
    expect(await signsIn('trusted@example.org', 'another account')).toBe('not-known');
  });
});

/** An administrator, unless `by` is another, says which roles a person has. */
const give = async (personId: string, roles: Roles, by = 'administrator') =>
  people(services).setRoles({
    by: await personOf(by),
    of: { personId },
    what: { roles: [...roles] },
    expected: (await personOf(personId)).editVersion,
    key: randomUUID(),
  });

describe('roles', () => {
  test('given at the same moment never make more staff and oversight than one cause writes to', async () => {
    const everybody = () => listPeopleWithRoles(database.db, ['staff', 'oversight']);
    const room = maxRecipients - (await everybody()).length;
    for (let n = 1; n <= room - 2; n++) await add(`member-${n}`, [n % 2 === 0 ? 'staff' : 'oversight']);
    const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => add(`hopeful-${n}`)));
    const answers = await Promise.all(ids.map((id, n) => give(id, [n % 2 === 0 ? 'staff' : 'oversight'])));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(answers.filter(({ ok }) => !ok).map(refused)).toEqual(Array(8).fill('not-now'));
    expect(await everybody()).toHaveLength(maxRecipients);

    await expect(add('one-too-many', ['staff'])).rejects.toThrow('50 staff and members');
    given(await give('member-1', ['oversight', 'staff']));
    given(await give('member-1', ['staff']));
    expect(await everybody()).toHaveLength(maxRecipients);
    given(await give('member-1', []));
    expect(await everybody()).toHaveLength(maxRecipients - 1);
    given(await give('member-1', ['staff']));
  });

  test('of administrators cannot be taken from the last one, not even by two from each other', async () => {
    await add('deputy', ['administrator']);
    given(await give('another-administrator', []));
    const answers = await Promise.all([
      give('deputy', ['reviewer'], 'administrator'),
      give('administrator', ['reviewer'], 'deputy'),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [refusal] = answers.filter(({ ok }) => !ok);
    expect(refusal).toMatchObject({
      error: { code: 'not-now', detail: 'This is the last administrator. Make somebody else one first.' },
    });
    const left = await Promise.all(['deputy', 'administrator'].map(personOf));
    const [last] = left.filter(({ roles }) => roles.includes('administrator'));
    given(await give('administrator', ['administrator'], last?.id));
  });
});
