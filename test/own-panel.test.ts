import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addRoleWrites } from '../functions/people/changes-storage.ts';
import { findPersonByEmail } from '../functions/people/storage.ts';
import { transact } from '../functions/table/write.ts';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { decisionOperations } from '../shared/contract/decisions/operations.ts';
import { findingOperations } from '../shared/contract/findings/operations.ts';
import { type Operation, routeKey } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { openSession } from './support/session.ts';
import { getRoutes } from './support/site-pages.ts';
import { review, sampleReviewBody, startReview, startWorld, submit, type World } from './support/world.ts';

let world: World;
/** A round that the sample reviewers 1 to 3 review; 1 has submitted, and 3 has every other role besides. */
let roundId: string;
/** What nobody but the Centre may read: in the comment, the evidence and the note of every criterion. */
const secret = 'quite unheard of';

beforeAll(async () => {
  world = await startWorld();
  const { db } = world.service;
  for (const role of ['staff', 'oversight', 'administrator'] as const) {
    const person = await findPersonByEmail(db, 'reviewer-3@example.org');
    if (person !== null) await transact(db, addRoleWrites(person, role));
  }
  roundId = await world.openRound();
  const one = world.reviewer(1);
  const body = sampleReviewBody(1, await startReview(one, roundId));
  const ratings = Object.fromEntries(
    Object.entries(body.ratings).map(([id, rated]) => [
      id,
      { ...rated, evidence: secret, comment: secret, note: secret },
    ]),
  );
  expect((await submit(one, roundId, { ...body, ratings })).status).toBe(201);
  await world.service.idle();
  await openSession(db, 'session-of-three', 'sample-reviewer-3');
});
afterAll(() => world.stop());

const criterionId = criteriaOf(sampleCriteriaSet())[0]?.id ?? '';
const parameters = () => ({
  roundId,
  criterionId,
  personId: 'sample-reviewer-1',
  format: 'csv',
  number: 1,
  noticeId: 'x',
  notice: 'invitation',
  specificationId: 'sample-frailty',
  criteriaSetId: 'sample-endorsement',
  version: 1,
});

const filled = (path: string) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters()[name as 'roundId'] ?? 'x'));

/** What every operation that reads answers to reviewer 3. */
async function answers() {
  const found = new Map<string, { status: number; body: unknown }>();
  for (const operation of Object.values(operations) as Operation[]) {
    if (operation.method !== 'GET') continue;
    found.set(
      routeKey(operation),
      await world.reviewer(3).send(operation, { parameters: parameters() } as never),
    );
  }
  return found;
}

/** What every page of a round, and the export of a person, answers to reviewer 3. */
async function shown() {
  const { url } = world.service;
  const cookie = `__Host-session-${new URL(url).port}=session-of-three`;
  const found = new Map<string, { status: number; text: string }>();
  for (const { path } of getRoutes) {
    if (!path.includes('{roundId}') && path !== '/people/{personId}/export.json') continue;
    const response = await fetch(`${url}${filled(path)}`, { headers: { cookie }, redirect: 'manual' });
    found.set(path, { status: response.status, text: await response.text() });
  }
  return found;
}

const readsRatings = [
  'GET /v1/rounds/{roundId}/result',
  'GET /v1/rounds/{roundId}/recommendation',
  'GET /v1/rounds/{roundId}/criteria/{criterionId}',
  'GET /v1/rounds/{roundId}/comments',
  'GET /v1/rounds/{roundId}/result/file/{format}',
  'GET /v1/rounds/{roundId}/export',
  'GET /v1/rounds/{roundId}/export/with-notes',
  'GET /v1/rounds/{roundId}/everything',
  'GET /v1/people/{personId}/export',
];

const pagesOfRatings = [
  '/rounds/{roundId}/result',
  '/rounds/{roundId}/criteria/{criterionId}',
  '/rounds/{roundId}/panel/findings',
  '/rounds/{roundId}/decide',
  '/rounds/{roundId}/result.csv',
  '/rounds/{roundId}/result.xlsx',
  '/rounds/{roundId}/export.json',
  '/rounds/{roundId}/export-with-notes.json',
  '/rounds/{roundId}/everything.json',
  '/people/{personId}/export.json',
];

describe('a member of the panel who is also staff and in the Oversight Group', () => {
  test('reads nobody else’s ratings while the round is open, and is told why', async () => {
    const asked = await answers();
    for (const key of readsRatings)
      expect([key, asked.get(key)]).toEqual([
        key,
        expect.objectContaining({
          status: 403,
          body: expect.objectContaining({
            type: 'urn:credential-review:problem:own-panel',
            detail: expect.stringContaining('once the round has closed'),
          }),
        }),
      ]);
    for (const [key, { body }] of asked)
      expect([key, JSON.stringify(body).includes(secret)]).toEqual([key, false]);
  });

  test('nor on any page or in any file of the site', async () => {
    const seen = await shown();
    for (const path of pagesOfRatings)
      expect([path, seen.get(path)]).toEqual([
        path,
        { status: 403, text: expect.stringMatching(/You are(, or were,)? on the panel of this round/) },
      ]);
    for (const [path, { status, text }] of seen)
      expect([path, status < 500, text.includes(secret)]).toEqual([path, true, false]);
  });

  test('reads them when it has closed, and does not conclude on the round', async () => {
    await review(world, roundId, 2);
    await review(world, roundId, 3);
    const close = operations.closeRound;
    const lock = await world.staff.lock(operations.getRound, { parameters: { roundId } });
    const own = await world.reviewer(3).send(close, { parameters: { roundId }, headers: lock, body: {} });
    expect([own.status, own.body]).toEqual([
      403,
      expect.objectContaining({ title: 'You are on this panel yourself' }),
    ]);
    await world.staff.call(close, { parameters: { roundId }, headers: lock, body: {} });
    await world.service.idle();
    const asked = await answers();
    for (const key of readsRatings) expect([key, asked.get(key)?.status]).toEqual([key, 200]);

    const headers = { 'if-match': '"0"' };
    const decided = await world.reviewer(3).send(decisionOperations.decide, {
      parameters: { roundId },
      headers,
      body: { outcome: 'do-not-endorse', reason: 'Mine alone.' },
    });
    const found = await world.reviewer(3).send(findingOperations.recordFindings, {
      parameters: { roundId },
      headers,
      body: {
        attended: ['sample-staff'],
        findings: { [criterionId]: { status: 'met', reason: 'Mine alone.' } },
      },
    });
    for (const { status, body } of [decided, found])
      expect([status, body]).toEqual([
        403,
        expect.objectContaining({ detail: expect.stringContaining('Somebody else records') }),
      ]);
  });
});
