import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { newAssignmentWrite } from '../panels/storage.ts';
import { addPerson, getPerson } from '../people/storage.ts';
import { submissionItem } from '../reviews/stored-submission.ts';
import { readingOnce } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { putNew, transact, update } from '../table/write.ts';
import { exports } from './use-cases.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

test('all about a reviewer of 200 rounds is read several rounds at a time, each once', async () => {
  const { db } = database;
  const at = '2026-08-06T09:00:00.000Z';
  for (const [id, role] of [
    ['somebody', 'reviewer'],
    ['keeper', 'administrator'],
  ] as const)
    await addPerson(db, { id, name: id, email: `${id}@example.org`, roles: [role] }, at);
  const opened = { due: '2026-09-01T09:00:00.000Z', invitedAt: at };
  const roundIds = Array.from({ length: 200 }, (_, number) => `round-${number}`);
  for (const roundId of roundIds)
    await transact(db, [newAssignmentWrite(roundId, 'somebody', 1, opened, new Date(at))]);
  const submitted: string[] = [];
  for (const roundId of roundIds.slice(0, 20)) {
    const { pk, sk } = keys.assignment(roundId, 'somebody');
    const three = [1, 2, 3].map((n) => keys.submission(roundId, 'somebody', n));
    submitted.push(...three.map((own) => `${own.pk} ${own.sk}`));
    await transact(db, [
      update('assignment', { pk, sk }, { set: { submissions: 3 } }, {}),
      ...three.map((own, n) => putNew(`submission ${n}`, { ...own, ...submissionItem.stamp })),
    ]);
  }
  const by = await getPerson(db, 'keeper');
  if (by === null) throw new Error('The administrator is gone');

  let [under, rows, requests] = [0, 0, 0];
  db.client.middlewareStack.add(
    (next) => async (args) => {
      requests += 1;
      // A row starts where nothing else is under way.
      if (under++ === 0) rows += 1;
      return next(args).finally(() => under--);
    },
    { step: 'initialize', name: 'counted', override: true },
  );
  const found: unknown[] = [];
  const foundSubmissions: string[] = [];
  let cursor: string | undefined;
  // As the page of the site downloads it: all pages within one request.
  const { exportPerson } = exports(testServices(readingOnce(db)).services);
  do {
    const of = { personId: 'somebody', ...(cursor !== undefined && { cursor }) };
    const page = await exportPerson({ by, of, what: undefined, expected: 0, key: '' });
    if (!page.ok) throw new Error(page.error.detail);
    found.push(
      ...page.value.answer.items.flatMap(({ kind, roundId }) => (kind === 'assignment' ? [roundId] : [])),
    );
    for (const { kind, pk, sk } of page.value.answer.items)
      if (kind === 'submission') foundSubmissions.push(`${pk} ${sk}`);
    cursor = page.value.answer.next ?? undefined;
  } while (cursor !== undefined);
  db.client.middlewareStack.remove('counted');
  expect(found.toSorted()).toEqual(roundIds.toSorted());
  expect(foundSubmissions.toSorted()).toEqual(submitted.toSorted());
  expect(rows).toBeLessThan(130);
  expect(requests).toBeLessThan(560);
});
