import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiClient, apiClient } from '../infra/local/api-client.ts';
import { centreOperations } from '../shared/contract/centre/operations.ts';
import { exportOperations } from '../shared/contract/exports/operations.ts';
import { noticeOperations } from '../shared/contract/notices/operations.ts';
import type { Operation } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { openSession } from './support/session.ts';
import { getRoutes } from './support/site-pages.ts';
import { review, startWorld, type World } from './support/world.ts';

let world: World;
/** A closed round that the sample reviewers 1 to 3 have reviewed. */
let roundId: string;
/** What stands beside a place in results and exports. */
let hashes: readonly string[];

beforeAll(async () => {
  world = await startWorld();
  roundId = await world.openRound();
  for (const number of [1, 2, 3] as const) await review(world, roundId, number);
  await world.service.idle();
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: {},
  });
  await world.service.idle();
  const { submissions } = await world.staff.call(exportOperations.exportRound, { parameters: { roundId } });
  hashes = submissions.map(({ contentHash }) => contentHash);
});
afterAll(() => world.stop());

const people = /sample-reviewer-\d|Sample reviewer \d|reviewer-\d@example\.org/;

/** What every operation that reads answers, each person, criterion and notice of the round by itself. */
async function answersTo(client: ApiClient): Promise<readonly (readonly [name: string, body: unknown])[]> {
  const { items } = await client.call(noticeOperations.listNotices, { query: { roundId } });
  const each: Record<string, readonly object[]> = {
    listEvents: [
      { query: { kind: 'round', id: roundId } },
      { query: {} },
      ...[1, 2, 3].map((n) => ({ query: { actor: `sample-reviewer-${n}` } })),
    ],
    listNotices: [{ query: { roundId } }],
    getNotice: items.map(({ noticeId }) => ({ parameters: { noticeId } })),
    getReviewerRecord: [1, 2, 3].map((n) => ({ parameters: { personId: `sample-reviewer-${n}` } })),
    getCriterion: [{ parameters: { roundId, criterionId: 'framework-alignment' } }],
  };
  const found: [string, unknown][] = [];
  for (const [name, operation] of Object.entries(operations) as [string, Operation][]) {
    if (operation.method !== 'GET') continue;
    const parameters = {
      roundId,
      personId: 'sample-reviewer-1',
      format: 'csv',
      number: 1,
      specificationId: 'sample-frailty',
      criteriaSetId: 'sample-endorsement',
      version: 1,
      noticeId: 'x',
    };
    for (const asked of each[name] ?? [{ parameters }])
      found.push([name, (await client.send(operation, asked as never)).body]);
  }
  return found;
}

/** Every object in an answer, with those in it. */
function objectsIn(value: unknown): readonly Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inside : [value as Record<string, unknown>, ...inside];
}

/** The objects that have one reviewer and one panel place, or one reviewer's hash or review, in them. */
const joined = (body: unknown): readonly unknown[] =>
  objectsIn(body).filter((one) => {
    const text = JSON.stringify(one);
    const isAboutOne = new Set(text.match(/sample-reviewer-\d/g)).size === 1 || typeof one.name === 'string';
    const isOfOnePlace =
      typeof one.place === 'number' ||
      'ratings' in one ||
      'content' in one ||
      hashes.filter((hash) => text.includes(hash.slice(0, 12))).length === 1;
    return isAboutOne && isOfOnePlace && people.test(text);
  });

describe('while the Centre’s setting keeps names from places', () => {
  test.each(['staff', 'oversight'])(
    'no answer to %s has a person with their place, hash or review',
    async (role) => {
      const client = apiClient(world.service.url, await world.service.token(`${role}@example.org`));
      const answers = await answersTo(client);
      expect(answers.length).toBeGreaterThan(40);
      for (const [name, body] of answers) expect([name, joined(body)]).toEqual([name, []]);
      // What has the places has nobody, and what has people has no hash.
      const texts = answers.map(([name, body]) => [name, JSON.stringify(body)] as const);
      for (const [name, text] of texts) {
        if (name === 'exportEverything') continue;
        expect([name, people.test(text) && hashes.some((hash) => text.includes(hash.slice(0, 12)))]).toEqual([
          name,
          false,
        ]);
      }
    },
  );

  test('nor has a page', async () => {
    const { url, db } = world.service;
    await openSession(db, 'session-of-staff', 'sample-staff');
    const cookie = `__Host-session-${new URL(url).port}=session-of-staff`;
    const { items } = await world.staff.call(noticeOperations.listNotices, { query: { roundId } });
    const paths = [
      ...getRoutes
        .filter(({ path }) => path.startsWith('/rounds/{roundId}') && !path.endsWith('.json'))
        .map(({ path }) =>
          path
            .replace('{roundId}', roundId)
            .replace('{personId}', 'sample-reviewer-1')
            .replace('{criterionId}', 'framework-alignment')
            .replace('{number}', '1'),
        ),
      ...items.flatMap(({ noticeId }) => [`/notices/${noticeId}`, `/notices/${noticeId}/email.html`]),
      `/events?kind=round&id=${roundId}`,
      '/people/sample-reviewer-1',
    ];
    for (const path of paths) {
      const text = await fetch(`${url}${path}`, { headers: { cookie } }).then((got) => got.text());
      const hasPlace =
        /\bR[1-3]\b/.test(text.replaceAll('(R1, R2 …)', '')) ||
        hashes.some((hash) => text.includes(hash.slice(0, 12)));
      expect([path, hasPlace && people.test(text)]).toEqual([path, false]);
    }
  });
});

test('a Centre that shows names has them beside places again', async () => {
  const administrator = apiClient(world.service.url, await world.service.token('administrator@example.org'));
  await administrator.call(centreOperations.changeSettings, {
    headers: await administrator.lock(centreOperations.getSettings),
    body: { namesOnCriterionPages: true },
  });
  const { panel } = await world.staff.call(roundOperations.getRound, { parameters: { roundId } });
  expect(panel.map(({ place }) => place)).toEqual([1, 2, 3]);
});
