import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addRoleWrites } from '../functions/people/changes-storage.ts';
import { findPersonByEmail } from '../functions/people/storage.ts';
import { transact } from '../functions/table/write.ts';
import { apiClient } from '../infra/local/api-client.ts';
import { clientIds } from '../infra/local/service.ts';
import { routeKey } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { problemType } from '../shared/contract/problems.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { review, sampleReviewBody, startWorld, type World } from './support/world.ts';

let world: World;
let roundId: string;
beforeAll(async () => {
  world = await startWorld();
  roundId = await world.openRound();
  await review(world, roundId, 1);
});
afterAll(() => world.stop());

const withoutRequestId = (body: unknown) => ({ ...(body as object), requestId: undefined });

const get = async (path: string, authorization?: string) => {
  const response = await fetch(`${world.service.url}${path}`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  return { status: response.status, body: await response.json() };
};

const reviewPath = (id: string) => `/v1/rounds/${id}/review`;

describe('what is not the caller’s looks like what does not exist', () => {
  const asStranger: readonly [string, (roundId: string) => Promise<{ status: number; body: unknown }>][] = [
    [
      'the assignment',
      (id) => world.reviewer(4).send(reviewOperations.getMyAssignment, { parameters: { roundId: id } }),
    ],
    [
      'what is asked about interests',
      (id) => world.reviewer(4).send(reviewOperations.getInterestsAsked, { parameters: { roundId: id } }),
    ],
    ['the form', (id) => world.reviewer(4).send(reviewOperations.getForm, { parameters: { roundId: id } })],
    [
      'the draft',
      (id) => world.reviewer(4).send(reviewOperations.getReview, { parameters: { roundId: id } }),
    ],
    [
      'the submissions',
      (id) => world.reviewer(4).send(reviewOperations.listMySubmissions, { parameters: { roundId: id } }),
    ],
    [
      'declaring',
      (id) =>
        world.reviewer(4).send(reviewOperations.declareInterests, {
          parameters: { roundId: id },
          headers: { 'if-match': '"0"' },
          body: { interest: 'none' },
        }),
    ],
    [
      'leaving',
      (id) =>
        world.reviewer(4).send(reviewOperations.declineOrRecuse, {
          parameters: { roundId: id },
          headers: { 'if-match': '"0"' },
          body: { reason: 'No time.' },
        }),
    ],
    [
      'saving',
      (id) =>
        world.reviewer(4).send(reviewOperations.saveReview, {
          parameters: { roundId: id },
          headers: { 'if-match': '"0"' },
          body: sampleReviewBody(1, 'a'.repeat(64)),
        }),
    ],
    [
      'submitting',
      (id) =>
        world.reviewer(4).send(reviewOperations.submitReview, {
          parameters: { roundId: id },
          headers: { 'if-match': '"0"', 'idempotency-key': 'stranger-submits-this' },
          body: sampleReviewBody(1, 'a'.repeat(64)),
        }),
    ],
    [
      'raising a concern',
      (id) =>
        world.reviewer(4).send(reviewOperations.raiseConcern, {
          parameters: { roundId: id },
          headers: { 'idempotency-key': `stranger-raises-${id.slice(0, 8)}` },
          body: { text: 'A concern', criterionId: null },
        }),
    ],
    [
      'an invalid body',
      (id) =>
        world.reviewer(4).send(reviewOperations.saveReview, {
          parameters: { roundId: id },
          headers: { 'if-match': '"0"' },
          body: { ratings: { 'framework-alignment': { rating: 99 } } } as never,
        }),
    ],
  ];
  test.each(asStranger)('%s', async (_, ask) => {
    const [theirs, nowhere] = [await ask(roundId), await ask('no-such-round')];
    expect(theirs.status).toBe(nowhere.status);
    expect(withoutRequestId(theirs.body)).toEqual(withoutRequestId(nowhere.body));
  });

  test('a panel member sees only their own draft and submissions, never another member’s', async () => {
    const two = world.reviewer(2);
    const draft = await two.call(reviewOperations.getReview, { parameters: { roundId } });
    expect(draft).toMatchObject({ version: 0, content: { ratings: {}, overallComment: '' } });
    expect(
      (await two.call(reviewOperations.listMySubmissions, { parameters: { roundId } })).submissions,
    ).toEqual([]);
  });

  test('a round that is still a draft does not exist for its reviewers', async () => {
    const { criteriaSetVersion, specificationVersion } = await world.staff.call(roundOperations.getRound, {
      parameters: { roundId },
    });
    const draft = await world.staff.call(roundOperations.createRound, {
      headers: { 'idempotency-key': 'a-round-in-draft-0001' },
      body: {
        specificationId: 'sample-frailty',
        specificationVersion,
        criteriaSetId: 'sample-endorsement',
        criteriaSetVersion,
        reviewsDue: '2099-01-01T00:00:00Z',
        closesAt: '2099-02-01T00:00:00Z',
      },
    });
    const parameters = { roundId: draft.roundId };
    await world.staff.call(panelOperations.addReviewer, {
      parameters,
      headers: await world.staff.lock(roundOperations.getRound, { parameters }),
      body: { name: 'Sample reviewer 1', email: 'reviewer-1@example.org', reason: 'They work apart.' },
    });
    expect((await world.reviewer(1).send(reviewOperations.getForm, { parameters })).status).toBe(404);
    const { assignments } = await world.reviewer(1).call(reviewOperations.listMyAssignments);
    expect(assignments.map((a) => a.roundId)).not.toContain(draft.roundId);
  });
});

describe('tokens', () => {
  const unauthorized = { status: 401, body: { message: 'Unauthorized' } };
  const forge = async (claims: Record<string, unknown>, expiresAt = '1h') => {
    const { privateKey } = await generateKeyPair('RS256');
    return new SignJWT({ email: 'reviewer-1@example.org', email_verified: true, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'forged' })
      .setIssuedAt()
      .setIssuer(world.service.issuer)
      .setAudience(clientIds.addon)
      .setSubject('sample-reviewer-1')
      .setExpirationTime(expiresAt)
      .sign(privateKey);
  };

  test('one that somebody else signed, that has expired or is no token is refused before our code', async () => {
    expect(await get(reviewPath(roundId), `Bearer ${await forge({})}`)).toEqual(unauthorized);
    expect(await get(reviewPath(roundId), `Bearer ${await forge({}, '-1m')}`)).toEqual(unauthorized);
    expect(await get(reviewPath(roundId), 'Bearer nonsense')).toEqual(unauthorized);
    expect(await get(reviewPath(roundId), 'Basic dXNlcjpwYXNz')).toEqual(unauthorized);
  });

  test('a good one whose signature is changed by a letter is refused', async () => {
    const token = await world.service.token('reviewer-1@example.org');
    const at = token.length - 20;
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    expect((await get(reviewPath(roundId), `Bearer ${token}`)).status).toBe(200);
    expect(await get(reviewPath(roundId), `Bearer ${changed}`)).toEqual(unauthorized);
  });
});

describe('roles', () => {
  test('roles come from the person, so a change acts at once, with the same token', async () => {
    const email = 'administrator@example.org';
    const client = apiClient(world.service.url, await world.service.token(email));
    const read = () => client.send(roundOperations.getRound, { parameters: { roundId } });
    expect((await read()).status).toBe(403);
    const person = await findPersonByEmail(world.service.db, email);
    if (person !== null) await transact(world.service.db, addRoleWrites(person, 'oversight'));
    expect((await read()).status).toBe(200);
  });
});

test.each([
  ['GET', '/v1/no-such-thing'],
  ['POST', '/v1/rounds/none/of/these'],
])('what is no operation is no page either: %s %s', async (method, path) => {
  const asked = await fetch(`${world.service.url}${path}`, { method });
  expect([asked.status, asked.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  expect(await asked.json()).toMatchObject({ type: problemType('not-found'), status: 404 });
});

describe('HEAD', () => {
  const reads = Object.values(operations).filter(({ method }) => method === 'GET');

  test.each(reads.map((operation) => [routeKey(operation), operation] as const))(
    'is answered like %s, without the body',
    async (_, operation) => {
      const path = operation.path.replace('{roundId}', roundId).replace(/\{\w+\}/g, 'none');
      const authorization = `Bearer ${await world.service.token('administrator@example.org')}`;
      for (const headers of [{ authorization }, {}]) {
        const [head, got] = await Promise.all(
          ['HEAD', 'GET'].map((method) => fetch(`${world.service.url}${path}`, { method, headers })),
        );
        const seen = ({ status, headers: sent }: Response) => [
          status,
          ...['content-type', 'cache-control', 'etag'].map((name) => sent.get(name)),
        ];
        expect(head && seen(head)).toEqual(got && seen(got));
        expect(await head?.text()).toBe('');
      }
    },
  );

  test.each([
    '/',
    '/workbench/',
    '/v1/no-such-thing',
    '/register',
    '/privacy',
    '/rounds',
    '/no-such-page',
    '/rounds/none/cancel',
  ])('of the page %s is answered like GET', async (path) => {
    const ask = (method: string) => fetch(`${world.service.url}${path}`, { method, redirect: 'manual' });
    const [head, got] = [await ask('HEAD'), await ask('GET')];
    expect([head.status, head.headers.get('location')]).toEqual([got.status, got.headers.get('location')]);
  });
});
