import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiEvent } from '../functions/http/request.ts';
import { reviewerApi } from '../functions/reviewer-api/handler.ts';
import { getRound } from '../functions/rounds/storage.ts';
import { sampleSpecifications } from '../infra/local/samples.ts';
import { type Operation, routeKey } from '../shared/contract/operation.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { type Centre, given, sampleReviewContent, startCentre } from './support/centre.ts';
import { type Asked, metered } from './support/metered.ts';
import { openSession } from './support/session.ts';
import { type AskPage, siteOver } from './support/site-over.ts';

let centre: Centre;
let folder: string;
let page: AskPage;
let counted: ReturnType<typeof metered>;
let open: string;
/** On the second version of a specification whose first has been reviewed. */
let closed: string;

const log = { info() {}, count() {}, flush() {}, error: console.error };

beforeAll(async () => {
  centre = await startCentre();
  const { db, services, by, does } = centre;
  const review = async (roundId: string) => {
    for (const n of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${n}`, n);
    await centre.close(roundId);
  };
  const first = await centre.openRound();
  await review(first);
  const { specificationId = '' } = (await getRound(db, first)) ?? {};
  const [{ version } = { version: null }] = sampleSpecifications();
  if (version === null) throw new Error('There is a sample specification.');
  const call = { ...(await by('staff-1')), of: { specificationId } };
  given(
    await does.addSpecificationVersion({ ...call, what: { ...version, documentSha256: 'ab'.repeat(32) } }),
  );
  closed = await centre.openRound(undefined, undefined, { specificationVersion: 2 });
  await review(closed);
  open = await centre.openRound();
  await centre.submit(open, 'reviewer-2', 2);
  await centre.accept(open, 'reviewer-1');
  const interest = { interest: 'declared', description: 'We wrote a book together.' } as const;
  given(await does.declareInterests({ ...(await by('reviewer-3')), of: { roundId: open }, what: interest }));

  await openSession(db, 'session', 'staff-1');
  folder = await mkdtemp(join(tmpdir(), 'requests-'));
  page = await siteOver(db, folder, services.now);
  counted = metered(db);
  // Loads the page; binds the account, and reads the criteria.
  await page('/', 'session');
  await ask(reviewOperations.getForm);
});
afterAll(async () => {
  await centre.stop();
  await rm(folder, { recursive: true });
});

/** What an operation of reviewer 1, about the open round, asks the table for. */
async function ask(
  operation: Operation,
  body?: object,
  { ifMatch = 0, db = centre.db } = {},
): Promise<Asked> {
  const claims = {
    iss: 'https://accounts.example.org',
    sub: 'reviewer-1',
    email: 'reviewer-1@example.org',
    email_verified: 'true',
  };
  const event = {
    routeKey: routeKey(operation),
    headers: {
      'content-type': 'application/json',
      'if-match': `"${ifMatch}"`,
      'idempotency-key': crypto.randomUUID(),
    },
    pathParameters: { roundId: open },
    body: JSON.stringify(body),
    requestContext: { requestId: 'r', authorizer: { jwt: { claims } } },
  } as unknown as ApiEvent;
  counted.taken();
  const api = reviewerApi({ ...centre.services, db }, log, async () => ({ openapi: '3.1.0' }));
  const { statusCode } = await api(event, {} as never);
  expect(statusCode).toBe(operation.success.status);
  return counted.taken();
}

async function show(address: string): Promise<Asked> {
  counted.taken();
  expect((await page(address, 'session')).statusCode).toBe(200);
  return counted.taken();
}

/** The table as a process sees it that has read nothing yet. */
const newProcess = () => ({ ...centre.db, client: Object.create(centre.db.client) });

const content = async () => sampleReviewContent(1, (await getRound(centre.db, open))?.criteriaSetHash ?? '');

/** What is asked for, how many requests it may take, and how many of them one after the other. */
const limits: readonly (readonly [string, () => Promise<Asked>, requests: number, inARow: number])[] = [
  ['my assignments', () => ask(reviewOperations.listMyAssignments), 5, 3],
  ['my assignment', () => ask(reviewOperations.getMyAssignment), 2, 2],
  ['the form', () => ask(reviewOperations.getForm), 2, 2],
  ['my review', () => ask(reviewOperations.getReview), 2, 2],
  ['the form, in a new process', () => ask(reviewOperations.getForm, undefined, { db: newProcess() }), 2, 2],
  ['saving a review', async () => ask(reviewOperations.saveReview, await content()), 3, 3],
  [
    'submitting a review',
    async () => ask(reviewOperations.submitReview, await content(), { ifMatch: 1 }),
    3,
    3,
  ],
  // One for each kind of thing that waits, all at once.
  ['Today', () => show('/'), 20, 3],
  ['the page of a result', () => show(`/rounds/${closed}/result`), 6, 5],
];

test.for(limits)('%s: at most so many requests to the table', async ([, asked, requests, inARow]) => {
  const { kinds, ...taken } = await asked();
  expect(kinds.length, kinds.join(' ')).toBeLessThanOrEqual(requests);
  expect(taken.inARow, kinds.join(' ')).toBeLessThanOrEqual(inARow);
});

test('the page of a result takes at most 20 KB on its way', async () => {
  const { headers, body } = await page(`/rounds/${closed}/result`, 'session', { 'accept-encoding': 'gzip' });
  expect(headers['content-encoding']).toBe('gzip');
  expect(Buffer.byteLength(body, 'base64')).toBeLessThanOrEqual(20 * 1024);
});

test.each([
  ['br, gzip;q=0.8', 'gzip'],
  ['gzip;q=0', undefined],
  [undefined, undefined],
])('a file comes as whoever asks with Accept-Encoding %s takes it', async (accepted, encoding) => {
  const asked = accepted === undefined ? {} : { 'accept-encoding': accepted };
  const { headers, body } = await page(`/rounds/${closed}/result.csv`, 'session', asked);
  expect([headers['content-encoding'], headers.vary]).toEqual([encoding, 'accept-encoding']);
  const bytes = Buffer.from(body, 'base64');
  expect((encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString()).toContain('Mandatory');
});
