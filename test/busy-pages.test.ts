import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewerSiteHandler } from '../functions/reviewer-site/handler.ts';
import { createAssets } from '../functions/site/web/assets.ts';
import { createPages } from '../functions/site/web/pages.ts';
import { BusyError } from '../functions/table/database.ts';
import { fieldsOf, type ReviewerBrowser, reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { copySiteFiles } from '../infra/site-files.ts';
import { startReview, startWorld, type World } from './support/world.ts';

/** Reviewers’ pages while others hold what is to be changed through every attempt. */

let world: World;
let folder: string;
let mine: ReviewerBrowser;
let roundId: string;
let handler: ReturnType<typeof reviewerSiteHandler>;
/** Which requests to the table are held up, by their names and how many items they write. */
let isHeld = (_name: string, _items: number): boolean => false;

beforeAll(async () => {
  world = await startWorld();
  const { db, url } = world.service;
  mine = reviewerBrowser(world.service);
  roundId = await world.openRound();
  await mine.signIn('reviewer-1@example.org');
  db.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const { TransactItems = [] } = args.input as { readonly TransactItems?: readonly unknown[] };
        if (isHeld(commandName, TransactItems.length)) throw new BusyError('Held for the test.');
        return next(args);
      },
    { step: 'initialize', name: 'held' },
  );
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await copySiteFiles(join(import.meta.dirname, '../functions/site'), folder);
  const ignored = () => {};
  handler = reviewerSiteHandler({
    db,
    now: () => new Date(),
    pages: createPages(folder, createAssets([join(folder, 'assets'), join(folder, 'pages', 'assets')])),
    origin: url,
    issuerName: '',
    contactAddress: 'centre@example.org',
    log: { info: ignored, count: ignored, flush: ignored, error: (...line) => console.error(...line) },
  });
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

async function ask(path: string, fields?: Readonly<Record<string, string>>) {
  const event = {
    rawPath: path,
    rawQueryString: '',
    cookies: [...mine.cookies].map((pair) => pair.join('=')),
    headers: { origin: world.service.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: String(new URLSearchParams(fields)),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'asked',
      http: { method: fields === undefined ? 'GET' : 'POST', sourceIp: '192.0.2.1' },
    },
  };
  const answered = await handler(event as unknown as Parameters<typeof handler>[0], {} as Context);
  isHeld = () => false;
  return answered;
}

const changes = (name: string, items: number) => name.startsWith('TransactWrite') && items > 1;
const everyChange = (name: string) => name.startsWith('TransactWrite');
const typed = 'Nothing of this may be lost.';

test('an answer that cannot be given for the moment is shown again with what was typed, under its key', async () => {
  const path = `/my-reviews/${roundId}/leave`;
  const seen = fieldsOf((await mine.request(path)).html);
  const fields = { ...seen, reason: typed };
  isHeld = changes;
  const { statusCode, body = '' } = await ask(path, fields);
  expect([statusCode, body]).toEqual([503, expect.stringContaining(typed)]);
  expect(body).toContain('Nothing was changed');
  expect(fieldsOf(body)).toMatchObject({ idempotencyKey: seen.idempotencyKey });
  isHeld = everyChange;
  expect(await ask(path, fields)).toMatchObject({ statusCode: 503, body: expect.stringContaining(typed) });
});

test('so is a page of the review', async () => {
  const { sections } = sampleCriteriaSet();
  await startReview(world.reviewer(1), roundId);
  const path = `/my-reviews/${roundId}/sections/${sections[0]?.id}`;
  const seen = fieldsOf((await mine.request(path)).html);
  const name = Object.keys(seen).find((field) => field.endsWith('comment')) ?? '';
  isHeld = changes;
  const saved = await ask(path, { ...seen, [name]: typed });
  expect([saved.statusCode, saved.body]).toEqual([503, expect.stringContaining(typed)]);
  expect(saved.body).toContain('Nothing was changed');
});

test('a page that cannot be read for the moment says so, and not that there is none', async () => {
  isHeld = (name) => !name.startsWith('TransactWrite');
  const { statusCode, body } = await ask(`/my-reviews/${roundId}`);
  expect([statusCode, body]).toEqual([503, expect.stringContaining('The service is busy')]);
});
