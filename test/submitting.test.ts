import { afterAll, beforeAll, expect, test } from 'vitest';
import { maxBodyBytes } from '../shared/contract/operation.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import {
  type ReviewBody,
  review,
  sampleReviewBody,
  startReview,
  startWorld,
  submit,
  type World,
} from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const code = (response: { body: unknown }) =>
  (response.body as { type?: string }).type?.replace('urn:credential-review:problem:', '');

const errors = (response: { body: unknown }) =>
  ((response.body as { errors?: { pointer: string; code: string }[] }).errors ?? []).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );

/** A new round in which reviewer 1 has declared no interests. */
async function started(): Promise<{ roundId: string; body: ReviewBody }> {
  const roundId = await world.openRound();
  return { roundId, body: sampleReviewBody(1, await startReview(world.reviewer(1), roundId)) };
}

test('a submission is answered with a receipt that names everything it stands for', async () => {
  const { roundId, body } = await started();
  const { status, body: receipt } = await submit(world.reviewer(1), roundId, body);
  expect(status).toBe(201);
  expect(receipt).toMatchObject({
    roundId,
    specificationId: 'sample-frailty',
    specificationVersion: 1,
    criteriaSetId: 'sample-endorsement',
    criteriaSetVersion: 1,
    criteriaSetHash: body.criteriaSetHash,
    submissionNumber: 1,
    contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const mine = await world.reviewer(1).call(reviewOperations.listMySubmissions, { parameters: { roundId } });
  expect(mine.submissions.map((s) => s.receipt)).toEqual([receipt]);
  expect(mine.submissions[0]?.content.overallComment).toBe(body.overallComment);
});

test('32 simultaneous submissions of one review with different keys: one is taken, the others are refused', async () => {
  const { roundId, body } = await started();
  const responses = await Promise.all(
    Array.from({ length: 32 }, () => submit(world.reviewer(1), roundId, body)),
  );
  const statuses = responses.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409 || status === 412)).toHaveLength(31);
  const round = await world.staff.call(roundOperations.getRound, { parameters: { roundId } });
  expect(round.panel.map(({ submissions }) => submissions).sort()).toEqual([0, 0, 1]);
});

test('32 simultaneous submissions with the same key: one submission, 32 equal receipts', async () => {
  const { roundId, body } = await started();
  const key = 'the-same-key-32-times';
  const responses = await Promise.all(
    Array.from({ length: 32 }, () => submit(world.reviewer(1), roundId, body, { key })),
  );
  expect(responses.map(({ status }) => status)).toEqual(Array(32).fill(201));
  expect(new Set(responses.map((response) => JSON.stringify(response.body))).size).toBe(1);
  const mine = await world.reviewer(1).call(reviewOperations.listMySubmissions, { parameters: { roundId } });
  expect(mine.submissions).toHaveLength(1);
});

test('a retry gets its receipt even after the round has closed', async () => {
  const { roundId, body } = await started();
  const key = 'retry-after-the-close';
  const first = await submit(world.reviewer(1), roundId, body, { key });
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: {},
  });
  const again = await submit(world.reviewer(1), roundId, body, { key });
  expect([again.status, again.body]).toEqual([201, first.body]);
});

test('a key that was used with another body is refused', async () => {
  const { roundId, body } = await started();
  const key = 'one-key-two-bodies-00';
  await submit(world.reviewer(1), roundId, body, { key });
  const other = await submit(
    world.reviewer(1),
    roundId,
    { ...body, overallComment: 'Something else' },
    { key },
  );
  expect([other.status, code(other)]).toEqual([422, 'idempotency-key-reused']);
});

test('missing headers are named: 400 without a key, 428 without If-Match', async () => {
  const { roundId, body } = await started();
  const send = (headers: Record<string, string>) =>
    world.reviewer(1).send(reviewOperations.submitReview, { parameters: { roundId }, headers, body });
  const withoutKey = await send({ 'if-match': '"0"', 'idempotency-key': '' });
  expect([withoutKey.status, code(withoutKey)]).toEqual([400, 'idempotency-key-missing']);
  const withoutMatch = await send({ 'idempotency-key': 'a-key-without-if-match' });
  expect([withoutMatch.status, code(withoutMatch)]).toEqual([428, 'if-match-missing']);
  const wrongMatch = await send({ 'if-match': 'W/"1"', 'idempotency-key': 'a-key-with-odd-etag-1' });
  expect([wrongMatch.status, code(wrongMatch)]).toEqual([400, 'invalid-request']);
});

test('a stale draft is neither saved nor submitted, and the answer names the current version', async () => {
  const { roundId, body } = await started();
  const save = (ifMatch: string) =>
    world.reviewer(1).send(reviewOperations.saveReview, {
      parameters: { roundId },
      headers: { 'if-match': ifMatch },
      body,
    });
  expect((await save('"0"')).headers.get('etag')).toBe('"1"');
  expect((await save('"1"')).headers.get('etag')).toBe('"2"');
  const stale = [await save('"1"'), await save('"0"'), await submit(world.reviewer(1), roundId, body)];
  for (const response of stale) {
    expect([response.status, code(response)]).toEqual([412, 'stale']);
    expect(response.body).toMatchObject({ currentVersion: '"2"' });
  }
  expect((await submit(world.reviewer(1), roundId, body, { ifMatch: '"2"' })).status).toBe(201);
});

test('of 16 simultaneous saves over one version one is kept', async () => {
  const { roundId, body } = await started();
  const saves = await Promise.all(
    Array.from({ length: 16 }, (_, i) =>
      world.reviewer(1).send(reviewOperations.saveReview, {
        parameters: { roundId },
        headers: { 'if-match': '"0"' },
        body: { ...body, overallComment: `Save ${i}` },
      }),
    ),
  );
  expect(saves.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(saves.filter(({ status }) => status === 412)).toHaveLength(15);
});

test('every defect of a review is pointed at, at once', async () => {
  const { roundId, body } = await started();
  const bad = {
    ...body,
    extra: true,
    overallComment: 'x'.repeat(10_001),
    ratings: {
      ...body.ratings,
      'framework-alignment': { rating: 9 },
      'four-pillars': { rating: 'three' },
      'masters-level': { comment: 'No rating' },
      'assessable-wording': { rating: 'unable-to-judge', reason: '  ' },
      nonsense: { rating: 3 },
      'NOT A SLUG': { rating: 3 },
    },
  };
  const response = await submit(world.reviewer(1), roundId, bad as unknown as ReviewBody);
  expect([response.status, code(response)]).toEqual([422, 'invalid-body']);
  expect(errors(response)).toEqual(
    expect.arrayContaining([
      '/extra unknown-field',
      '/overallComment too-big',
      '/ratings/framework-alignment/rating level-not-on-scale',
      '/ratings/four-pillars/rating not-allowed',
      '/ratings/masters-level/rating rating-missing',
      '/ratings/assessable-wording/reason reason-missing',
      '/ratings/nonsense unknown-criterion',
      '/ratings/NOT A SLUG wrong-format',
    ]),
  );
});

test('a review scored against other criteria is refused', async () => {
  const { roundId, body } = await started();
  const response = await submit(world.reviewer(1), roundId, { ...body, criteriaSetHash: 'f'.repeat(64) });
  expect([response.status, code(response)]).toEqual([422, 'criteria-set-differs']);
});

test('a body that is too large, no JSON, or of another type is its own problem', async () => {
  const { roundId } = await started();
  const token = await world.service.token('reviewer-1@example.org');
  const put = async (body: string, type = 'application/json') => {
    const response = await fetch(`${world.service.url}/v1/rounds/${roundId}/review`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'if-match': '"0"', 'content-type': type },
      body,
    });
    return [response.status, code({ body: await response.json() }), response.headers.get('content-type')];
  };
  const json = 'application/problem+json';
  expect(await put(JSON.stringify({ overallComment: '€'.repeat(maxBodyBytes / 3) }))).toEqual([
    413,
    'too-large',
    json,
  ]);
  expect(await put('{"ratings": ')).toEqual([400, 'malformed-json', json]);
  expect(await put('')).toEqual([400, 'malformed-json', json]);
  expect(await put('{}', 'text/plain')).toEqual([415, 'not-json', json]);
  expect(await put('rating=3', 'application/x-www-form-urlencoded')).toEqual([415, 'not-json', json]);
});

test('nothing is submitted before interests are declared, with a declared interest, twice, or in a closed round', async () => {
  const roundId = await world.openRound();
  const parameters = { roundId };
  const [one, two] = [world.reviewer(1), world.reviewer(2)];
  const body = sampleReviewBody(1, 'f'.repeat(64));
  expect(code(await submit(one, roundId, body))).toBe('declaration-needed');
  expect(code(await one.send(reviewOperations.getForm, { parameters }))).toBe('declaration-needed');

  await two.call(reviewOperations.declareInterests, {
    parameters,
    headers: await two.lock(reviewOperations.getMyAssignment, { parameters }),
    body: { interest: 'declared', description: 'I wrote part of it.' },
  });
  expect(code(await submit(two, roundId, body))).toBe('interest-unresolved');
  const selfCleared = await two.send(reviewOperations.declareInterests, {
    parameters,
    headers: await two.lock(reviewOperations.getMyAssignment, { parameters }),
    body: { interest: 'none' },
  });
  expect(code(selfCleared)).toBe('interest-unresolved');

  await review(world, roundId, 1);
  expect(code(await submit(one, roundId, body))).toBe('already-submitted');

  const hash = await startReview(world.reviewer(3), roundId);
  await world.staff.call(roundOperations.closeRound, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: {},
  });
  const late = await submit(world.reviewer(3), roundId, sampleReviewBody(3, hash));
  expect([late.status, code(late)]).toEqual([409, 'round-not-open']);
});
