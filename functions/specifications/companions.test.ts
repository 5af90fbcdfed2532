import { randomUUID } from 'node:crypto';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleSpecifications } from '../../infra/local/samples.ts';
import { given } from '../../test/support/centre.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { addPerson } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { keys } from '../table/keys.ts';
import type { Services } from '../use-case/services.ts';
import { getSpecification } from './storage.ts';
import { specifications } from './use-cases.ts';

let database: TestDatabase;
let services: Services;
beforeAll(async () => {
  database = await startTestDatabase();
  ({ services } = testServices(database.db));
  const staff = { id: 'staff', name: 'A', email: 'a@example.org', roles: ['staff' as const] };
  given(await addPerson(database.db, staff, services.now().toISOString()));
});
afterAll(() => database.stop());

async function call() {
  const by = await getPerson(database.db, 'staff');
  if (by === null) throw new Error('They were just added.');
  return { by, key: randomUUID(), of: {}, expected: 0 };
}

const developer = { organisation: 'O', contactName: 'C', contactEmail: 'c@example.org' };

const register = async (id: string, areaOfPractice: string) => {
  const what = { id, title: `Title ${id}`, areaOfPractice, developer };
  given(await specifications(services).registerSpecification({ ...(await call()), what }));
  return id;
};

/** Gives a specification its first version, in an area of practice. */
async function addVersion(specificationId: string, areaOfPractice: string): Promise<void> {
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There are samples.');
  const what = { ...sample.version, areaOfPractice };
  const of = { specificationId };
  given(await specifications(services).addSpecificationVersion({ ...(await call()), of, what }));
}

/** Links two specifications, as they were before `meanwhile` happens between reading and writing. */
async function link(specificationId: string, companionId: string, meanwhile: () => Promise<void>) {
  const { client } = database.db;
  let hasHappened = false;
  const send = async (command: Parameters<typeof client.send>[0]) => {
    if (command instanceof TransactWriteCommand && !hasHappened) {
      hasHappened = true;
      await meanwhile();
    }
    return client.send(command);
  };
  const racing = {
    ...services,
    db: { ...database.db, client: Object.assign(Object.create(client), { send }) },
  };
  const what = { companionId, kind: 'concurrent' as const };
  return specifications(racing).linkCompanion({ ...(await call()), of: { specificationId }, what });
}

test('a companion that comes into another area of practice meanwhile is not linked, for that reason', async () => {
  const [one, other] = [await register('one', 'Frailty'), await register('other', 'Frailty')];
  const answered = await link(one, other, () => addVersion(other, 'Stroke'));
  expect(answered).toMatchObject({
    error: {
      code: 'invalid-body',
      errors: [{ pointer: '/companionId', detail: expect.stringContaining('that one in Stroke.') }],
    },
  });
  expect((await getSpecification(database.db, one))?.editVersion).toBe(0);
  const { answer } = given(
    await specifications(services).listCompanions({
      ...(await call()),
      of: { specificationId: one },
      what: undefined,
    }),
  );
  expect(answer.companions).toEqual([]);
});

test('one that is in the same area in other letters is linked all the same, and both tell of it', async () => {
  const [one, other] = [await register('here', 'Frailty'), await register('there', 'Frailty')];
  const { version } = given(await link(one, other, () => addVersion(other, 'FRAILTY')));
  expect(version).toBe(1);
  for (const [id, companionId, editVersion] of [
    [one, other, 1],
    [other, one, 2],
  ] as const) {
    expect((await getSpecification(database.db, id))?.editVersion).toBe(editVersion);
    const { items } = await listEventsOf(database.db, keys.specification(id), { limit: 10 });
    expect(items.map(({ action, details }) => [action, details.companionId])).toContainEqual([
      'companion-linked',
      companionId,
    ]);
  }
});

test.each([0, 1, 2, 3])(
  'whoever is second to take a link away, from either side, is told what stands now: after %i of 4 requests',
  async (after) => {
    const [one, other] = [
      await register(`one-${after}`, 'Frailty'),
      await register(`two-${after}`, 'Frailty'),
    ];
    given(await link(one, other, async () => {}));
    const unlink = async (in_: Services, specificationId: string, companionId: string) => {
      const of = { specificationId, companionId };
      return specifications(in_).unlinkCompanion({
        ...(await call()),
        of,
        expected: 1,
        what: {},
      });
    };
    let requests = 0;
    const { client } = database.db;
    const send = async (command: Parameters<typeof client.send>[0]) => {
      if (requests++ === after) given(await unlink(services, other, one));
      return client.send(command);
    };
    const db = { ...database.db, client: Object.assign(Object.create(client), { send }) };
    expect(await unlink({ ...services, db }, one, other)).toMatchObject({
      error: { code: 'stale', currentVersion: 2, current: { specificationId: one, editVersion: 2 } },
    });
  },
);

test('a specification that somebody changed meanwhile is not linked, and the answer says how it stands now', async () => {
  const [one, other] = [await register('left', 'Frailty'), await register('right', 'Frailty')];
  expect(await link(one, other, () => addVersion(one, 'Frailty'))).toMatchObject({
    error: { code: 'stale', currentVersion: 1, current: { latestVersion: 1, editVersion: 1 } },
  });
});
