import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { addPerson } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { criteriaSets } from './use-cases.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

test('two who import the same set at the same moment get the same version of it', async () => {
  const { services } = testServices(database.db);
  const staff = { id: 'staff', name: 'A', email: 'a@example.org', roles: ['staff' as const] };
  await addPerson(database.db, staff, services.now().toISOString());
  const by = await getPerson(database.db, 'staff');
  if (by === null) throw new Error('They were just added.');
  const { createCriteriaSet } = criteriaSets(services);
  for (const version of [1, 2, 3]) {
    const what = { ...sampleCriteriaSet(), title: `Title ${version}` };
    const asked = { by, of: {}, what, expected: 0, key: '' };
    const both = await Promise.all([createCriteriaSet(asked), createCriteriaSet(asked)]);
    for (const one of both)
      expect(one).toMatchObject({ ok: true, value: { answer: { version, status: 'draft' }, version: 0 } });
  }
});
