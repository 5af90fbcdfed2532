import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiEvent } from '../../functions/http/request.ts';
import { reviewerApi } from '../../functions/reviewer-api/handler.ts';
import { getRound } from '../../functions/rounds/storage.ts';
import { sampleSpecifications } from '../../infra/local/samples.ts';
import { type Operation, routeKey } from '../../shared/contract/operation.ts';
import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { given, sampleReviewContent, startCentre } from './centre.ts';
import { type Asked, metered } from './metered.ts';
import { openSession } from './session.ts';
import { siteOver } from './site-over.ts';

const log = { info() {}, count() {}, flush() {}, error: console.error };

/** What is asked for, how many requests it may take, and how many of them one after the other; asked in this order. */
export const cases: readonly (readonly [
  what: string,
  asked: (centre: AskedCentre) => Promise<Asked>,
  requests: number,
  inARow: number,
])[] = [
  ['my assignments', ({ ask }) => ask(reviewOperations.listMyAssignments), 5, 3],
  ['my assignment', ({ ask }) => ask(reviewOperations.getMyAssignment), 2, 2],
  ['the form', ({ ask }) => ask(reviewOperations.getForm), 2, 2],
  ['my review', ({ ask }) => ask(reviewOperations.getReview), 2, 2],
  [
    'the form, in a new process',
    ({ ask, newProcess }) => ask(reviewOperations.getForm, undefined, { db: newProcess() }),
    2,
    2,
  ],
  ['saving a review', async ({ ask, content }) => ask(reviewOperations.saveReview, await content()), 3, 3],
  [
    'submitting a review',
    async ({ ask, content }) => ask(reviewOperations.submitReview, await content(), { ifMatch: 1 }),
    3,
    3,
  ],
  // One for each kind of thing that waits, all at once.
  ['Today', ({ show }) => show('/'), 20, 3],
  ['the page of a result', ({ show, closed }) => show(`/rounds/${closed}/result`), 6, 5],
];

/** A Centre whose functions can be asked. */
export type AskedCentre = Awaited<ReturnType<typeof startAsked>>;

/** Starts a Centre at work, and counts what its functions ask the table for. */
export async function startAsked() {
  const centre = await startCentre();
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
  const closed = await centre.openRound(undefined, undefined, { specificationVersion: 2 });
  await review(closed);
  const open = await centre.openRound();
  await centre.submit(open, 'reviewer-2', 2);
  await centre.accept(open, 'reviewer-1');
  const interest = { interest: 'declared', description: 'We wrote a book together.' } as const;
  given(await does.declareInterests({ ...(await by('reviewer-3')), of: { roundId: open }, what: interest }));

  await openSession(db, 'session', 'staff-1');
  const folder = await mkdtemp(join(tmpdir(), 'requests-'));
  const page = await siteOver(db, folder, services.now);
  const counted = metered(db);

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
    if (statusCode !== operation.success.status)
      throw new Error(`${routeKey(operation)} answered ${statusCode}`);
    return counted.taken();
  }

  async function show(address: string): Promise<Asked> {
    counted.taken();
    const { statusCode } = await page(address, 'session');
    if (statusCode !== 200) throw new Error(`${address} answered ${statusCode}`);
    return counted.taken();
  }

  /** The table as a process sees it that has read nothing yet. */
  const newProcess = () => ({ ...db, client: Object.create(db.client) });

  const content = async () => sampleReviewContent(1, (await getRound(db, open))?.criteriaSetHash ?? '');

  // Loads the page; binds the account, and reads the criteria.
  await page('/', 'session');
  await ask(reviewOperations.getForm);
  return {
    ask,
    show,
    page,
    closed,
    content,
    newProcess,
    stop: async () => {
      await centre.stop();
      await rm(folder, { recursive: true });
    },
  };
}
