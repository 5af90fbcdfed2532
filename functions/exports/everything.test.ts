import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { eventWrite } from '../centre/events-storage.ts';
import { newAssignmentWrite } from '../panels/storage.ts';
import { addPerson } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { submissionItem } from '../reviews/stored-submission.ts';
import { roundItem } from '../rounds/stored-round.ts';
import { readingOnce } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { putNew, transact, update } from '../table/write.ts';
import { exports } from './use-cases.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const aRound = {
  specificationId: 'sample-frailty',
  specificationVersion: 1,
  criteriaSetId: 'sample-endorsement',
  criteriaSetVersion: 1,
  criteriaSetHash: 'a'.repeat(64),
  criteriaSetKind: 'endorsement',
  sample: true,
  title: 'A sample',
  status: 'closed',
  revision: 1,
  editVersion: 1,
  recommendations: 1,
  reviewsDue: '2026-09-01T09:00:00.000Z',
  closesAt: '2026-09-08T09:00:00.000Z',
} as const;

test('all about a reviewer of 200 rounds is read in at most 60 requests, each item once', async () => {
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
    await transact(db, [
      putNew('round', { ...keys.round(roundId), ...roundItem.stamp, ...aRound, id: roundId, createdAt: at }),
      newAssignmentWrite(roundId, 'somebody', 1, opened, new Date(at)),
      eventWrite(keys.round(roundId), {
        id: `${roundId}-added`,
        at,
        actor: 'keeper',
        action: 'reviewer-added',
        details: { personId: 'somebody' },
      }),
    ]);
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
  const by = await getPerson(db, 'somebody');
  if (by === null) throw new Error('The reviewer is gone');

  let requests = 0;
  db.client.middlewareStack.add(
    (next) => async (args) => {
      requests += 1;
      return next(args);
    },
    { step: 'initialize', name: 'counted', override: true },
  );
  const found: unknown[] = [];
  const foundSubmissions: string[] = [];
  let added = 0;
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
    added += page.value.answer.items.filter(({ action }) => action === 'reviewer-added').length;
    cursor = page.value.answer.next ?? undefined;
  } while (cursor !== undefined);
  db.client.middlewareStack.remove('counted');
  expect(found.toSorted()).toEqual(roundIds.toSorted());
  expect(foundSubmissions.toSorted()).toEqual(submitted.toSorted());
  expect(added).toBe(200);
  expect(requests).toBeLessThanOrEqual(60);
});
