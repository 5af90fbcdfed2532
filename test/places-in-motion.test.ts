import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, apiClient } from '../infra/local/api-client.ts';
import { reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { operations } from '../shared/contract/operations.ts';
import { answersTo } from './support/answers.ts';
import { openSession } from './support/session.ts';
import { review, sampleReviewBody, startReview, startWorld, submit, type World } from './support/world.ts';

/** What happens to a named reviewer while a Centre keeps names from places must show at no place. */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const move = async (roundId: string, operation: 'closeRound' | 'reopenRound', body: object = {}) => {
  const parameters = { roundId };
  const headers = await world.staff.lock(operations.getRound, { parameters });
  await world.staff.call(operations[operation], { parameters, headers, body } as never);
  await world.service.idle();
};

const reopenRound = (roundId: string) =>
  move(roundId, 'reopenRound', {
    reason: 'A page was missing.',
    reviewsDue: '2099-01-01T00:00:00Z',
    closesAt: '2099-02-01T00:00:00Z',
  });

const ofMember = async (roundId: string, personId: string) => {
  const parameters = { roundId, personId };
  return { parameters, headers: await world.staff.lock(operations.getPanelMember, { parameters }) };
};

const everythingOf = async (roundId: string) => {
  const items: Readonly<Record<string, unknown>>[] = [];
  let leftOut: readonly string[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await world.staff.call(operations.exportEverything, { parameters: { roundId }, query });
    items.push(...page.items);
    leftOut = page.leftOut;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return { items, leftOut };
};

const placesIn = (items: readonly Readonly<Record<string, unknown>>[]) =>
  items.flatMap(({ kind, place }) => (kind === 'submission' ? [place] : []));

test('whoever was recused by name has no place in the export of the round', async () => {
  const roundId = await world.openRound();
  const parameters = { roundId };
  for (const number of [1, 2, 3] as const) await review(world, roundId, number);
  const third = world.reviewer(3);
  await third.call(operations.declareInterests, {
    parameters,
    headers: await third.lock(operations.getMyAssignment, { parameters }),
    body: { interest: 'declared', description: 'I have been asked to teach on it.' },
  });
  await move(roundId, 'closeRound');
  await world.staff.call(operations.resolveInterest, {
    ...(await ofMember(roundId, 'sample-reviewer-3')),
    body: { resolution: 'recused', reason: 'The interest is material.' },
  });
  await world.service.idle();
  const { result } = await world.staff.call(operations.getResult, { parameters });
  const places = result.submissions.map(({ place }) => place);
  expect(places).toHaveLength(2);
  const { items, leftOut } = await everythingOf(roundId);
  expect(placesIn(items)).toEqual(places);
  expect(leftOut).toEqual(expect.arrayContaining(['submissions-not-counted', 'earlier-recommendations']));
  const [first, second] = items.flatMap(({ kind, recommendation }) =>
    kind === 'recommendation' ? [recommendation] : [],
  );
  expect(first).toEqual({ outcome: expect.any(String) });
  expect(second).toMatchObject({ places });
});

test('whose review was reopened by name cannot be told by comparing with what the round had come to', async () => {
  const roundId = await world.openRound();
  const parameters = { roundId };
  for (const number of [1, 2, 3] as const) await review(world, roundId, number);
  await move(roundId, 'closeRound');
  await reopenRound(roundId);
  await world.staff.call(operations.reopenReview, {
    ...(await ofMember(roundId, 'sample-reviewer-1')),
    body: { reason: 'A page was missing.' },
  });
  const { criteriaSetHash } = await world.staff.call(operations.getRound, { parameters });
  const body = sampleReviewBody(1, criteriaSetHash);
  const lowered = { ...body, ratings: { ...body.ratings, 'framework-alignment': { rating: 1 } } };
  expect((await submit(world.reviewer(1), roundId, lowered)).status).toBe(201);
  await world.service.idle();

  const asked = await world.staff.send(operations.getRecommendation, { parameters });
  expect(asked).toMatchObject({ status: 409, body: { type: expect.stringContaining('not-now') } });
  const { db, url } = world.service;
  await openSession(db, 'session-staff', 'sample-staff');
  const cookie = `__Host-session-${new URL(url).port}=session-staff`;
  const got = await fetch(`${url}/rounds/${roundId}/result`, { headers: { cookie } });
  expect([got.status, await got.text()]).toEqual([409, expect.stringContaining('once the round has closed')]);

  // While it is open again, no export has what reviewers came to, then or now.
  const open = await everythingOf(roundId);
  expect(open.items.map(({ kind }) => kind)).toEqual(
    expect.not.arrayContaining(['result', 'recommendation', 'finding', 'submission', 'review']),
  );
  expect(open.leftOut).toContain('results-of-open-rounds');
  for (const format of ['csv', 'xlsx'] as const) {
    const file = await world.staff.send(operations.getResultFile, { parameters: { roundId, format } });
    expect(file).toMatchObject({ status: 409, body: { type: expect.stringContaining('not-now') } });
  }

  await move(roundId, 'closeRound');
  const closed = await everythingOf(roundId);
  const kept = closed.items.flatMap(({ kind, recommendation }) =>
    kind === 'recommendation' ? [recommendation] : [],
  );
  expect(kept).toEqual([
    { outcome: expect.any(String) },
    expect.objectContaining({ places: [1, 2, 3], criteria: expect.anything() }),
  ]);
});

test('whoever watches everything of an open round sees reviews come in by name, and nothing of what they say', {
  tags: 'long',
}, async () => {
  const { db, token, url } = world.service;
  const roundId = await world.openRound();
  const clients = await Promise.all(
    ['staff', 'oversight', 'administrator'].map(async (who) =>
      apiClient(url, await token(`${who}@example.org`)),
    ),
  );
  await openSession(db, 'session-watching', 'sample-staff');
  const cookie = `__Host-session-${new URL(url).port}=session-watching`;
  const seen = async (by: readonly ApiClient[] = []) => {
    const answers = (
      await Promise.all(by.map((client) => answersTo(client, world.staff, { roundId, concernIds: [] })))
    ).flat();
    for (const { name, body } of answers.filter(({ name: of }) => of !== 'getOpenApi')) {
      const text = JSON.stringify(body);
      expect([name, text.includes(roundId) && /"place":\d|"counts"|"contentHash"/.test(text)]).toEqual([
        name,
        false,
      ]);
    }
    for (const path of ['/result', '/criteria/framework-alignment', '/result.csv', '/export.json']) {
      const got = await fetch(`${url}/rounds/${roundId}${path}`, { headers: { cookie } });
      expect([path, got.status]).toEqual([path, 409]);
    }
    const { panel } = await world.staff.call(operations.getRound, { parameters: { roundId } });
    return panel.filter(({ status }) => status === 'submitted').length;
  };
  const counted = [await seen()];
  for (const number of [2, 1, 3] as const) {
    await review(world, roundId, number);
    await world.service.idle();
    // Everything is asked once, with some reviews in and one to come.
    counted.push(await seen(counted.length === 2 ? clients : []));
  }
  expect(counted).toEqual([0, 1, 2, 3]);
  await move(roundId, 'closeRound');
  const { result } = await world.staff.call(operations.getResult, { parameters: { roundId } });
  expect(result.submissions.map(({ place }) => place)).toEqual([1, 2, 3]);
});

test('whoever joins late leaves no trace at the place that they take', {
  tags: 'long',
  timeout: 120_000,
}, async () => {
  let swaps = 0;
  for (let attempt = 0; attempt < 6; attempt++) {
    const roundId = await world.openRound();
    const parameters = { roundId };
    const hash = await startReview(world.reviewer(1), roundId);
    const facts = ['sample-reviewer-1', 'sample-reviewer-2', 'sample-reviewer-3'];
    const before = await Promise.all(facts.map((id) => ofMember(roundId, id)));
    const lock = await world.reviewer(2).lock(operations.getMyAssignment, { parameters });
    await world.staff.call(operations.addReviewer, {
      parameters,
      headers: await world.staff.lock(operations.getRound, { parameters }),
      body: { name: 'Sample reviewer 4', email: 'reviewer-4@example.org', reason: 'They work apart.' },
    });
    expect(await Promise.all(facts.map((id) => ofMember(roundId, id)))).toEqual(before);
    // What was opened before it goes on as if nothing had happened.
    const body = { interest: 'none' } as const;
    await world.reviewer(2).call(operations.declareInterests, { parameters, headers: lock, body });
    const key = randomUUID();
    const sent = await submit(world.reviewer(1), roundId, sampleReviewBody(1, hash), { key });
    expect(sent.status).toBe(201);
    await submit(world.reviewer(2), roundId, sampleReviewBody(2, hash));
    const fourth = await startReview(world.reviewer(4), roundId);
    expect((await submit(world.reviewer(4), roundId, sampleReviewBody(3, fourth))).status).toBe(201);
    await move(roundId, 'closeRound');
    const { result } = await world.staff.call(operations.getResult, { parameters });
    const places = result.submissions.map(({ place }) => place);
    expect([...new Set(places)]).toEqual(places);
    if (places.includes(4)) swaps += 1;
  }
  expect(swaps).toBeGreaterThan(0);
});

test('the Oversight Group is shown no code by which a reviewer signed in, nor that it failed', async () => {
  const { url, token } = world.service;
  await reviewerBrowser(world.service).signIn('reviewer-2@example.org');
  await world.service.idle();
  const query = { personId: 'sample-reviewer-2' };
  const { items } = await world.staff.call(operations.listNotices, { query });
  const codes = items.filter(({ notice }) => notice === 'sign-in-code');
  expect(codes).not.toEqual([]);
  const oversight = apiClient(url, await token('oversight@example.org'));
  const shown = await oversight.call(operations.listNotices, { query });
  expect(shown.items.filter(({ notice }) => notice === 'sign-in-code')).toEqual([]);
  for (const { noticeId } of codes) {
    const { status } = await oversight.send(operations.getNotice, { parameters: { noticeId } });
    expect(status).toBe(404);
  }
});

test('what is given in parts is given from the first page on, or refused', async () => {
  const { db, url } = world.service;
  const roundId = await world.openRound();
  await openSession(db, 'session-parts', 'sample-staff');
  const cookie = `__Host-session-${new URL(url).port}=session-parts`;
  for (const pages of ['0', 'x', '-1', '1.5', '']) {
    const got = await fetch(`${url}/rounds/${roundId}/everything.json?pages=${pages}`, {
      headers: { cookie },
    });
    expect([pages, got.status, await got.text()]).toEqual([
      pages,
      400,
      expect.stringContaining('whole number from 1'),
    ]);
  }
  const first = await fetch(`${url}/rounds/${roundId}/everything.json?pages=1`, { headers: { cookie } });
  expect(await first.json()).toMatchObject({ items: expect.arrayContaining([expect.anything()]) });
});
