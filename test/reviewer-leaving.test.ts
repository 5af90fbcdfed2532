import { afterAll, beforeAll, expect, test } from 'vitest';
import { getResult } from '../functions/results/storage.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { review, startReview, startWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

async function leave(number: 1 | 2 | 3 | 4, roundId: string, reason = 'I know the author.') {
  const client = world.reviewer(number);
  const parameters = { roundId };
  const read = await client.send(reviewOperations.getMyAssignment, { parameters });
  const headers = { 'if-match': read.headers.get('etag') ?? '"0"' };
  return client.send(reviewOperations.declineOrRecuse, { parameters, headers, body: { reason } });
}

const round = (roundId: string) => world.staff.call(roundOperations.getRound, { parameters: { roundId } });

const statuses = async (roundId: string) => (await round(roundId)).panel.map(({ status }) => status).sort();

const code = (response: { body: unknown }) =>
  (response.body as { type?: string }).type?.replace('urn:credential-review:problem:', '');

test('a reviewer who has not accepted declines, and one who has recuses themselves', async () => {
  const roundId = await world.openRound();
  expect(await leave(1, roundId)).toMatchObject({ status: 200, body: { status: 'declined' } });
  await startReview(world.reviewer(2), roundId);
  expect(await leave(2, roundId)).toMatchObject({ status: 200, body: { status: 'recused' } });
  expect(await statuses(roundId)).toEqual(['declined', 'invited', 'recused']);
});

test('doing it again, as after a lost answer, changes nothing', async () => {
  const roundId = await world.openRound();
  await startReview(world.reviewer(1), roundId);
  await leave(1, roundId);
  expect(await leave(1, roundId)).toMatchObject({ status: 200, body: { status: 'recused' } });
});

test('a declared interest no longer waits for the Centre once its reviewer declines', async () => {
  const roundId = await world.openRound();
  await world.reviewer(1).call(reviewOperations.declareInterests, {
    parameters: { roundId },
    headers: await world.reviewer(1).lock(reviewOperations.getMyAssignment, { parameters: { roundId } }),
    body: { interest: 'declared', description: 'I wrote part of it.' },
  });
  expect(await leave(1, roundId)).toMatchObject({ body: { status: 'declined' } });
  expect(await statuses(roundId)).toEqual(['declined', 'invited', 'invited']);
});

test('the submission of a reviewer who recuses themselves stops counting, and the result follows', async () => {
  const roundId = await world.openRound();
  for (const number of [1, 2, 3] as const) await review(world, roundId, number);
  const { revision } = await round(roundId);
  await leave(1, roundId);
  expect((await round(roundId)).revision).toBe(revision + 1);
  await world.service.idle();
  expect((await getResult(world.service.db, roundId))?.result.submissions).toHaveLength(2);
});

test('what nobody submitted does not touch the result', async () => {
  const roundId = await world.openRound();
  await review(world, roundId, 2);
  await world.service.idle();
  const resultNow = async () => (await getResult(world.service.db, roundId))?.result;
  const before = await resultNow();
  expect(before?.submissions).toHaveLength(1);
  await leave(1, roundId);
  await world.service.idle();
  expect(await resultNow()).toEqual(before);
});

test('a reviewer who has left can neither go on nor come back by declaring', async () => {
  const roundId = await world.openRound();
  const client = world.reviewer(1);
  await leave(1, roundId);
  const parameters = { roundId };
  expect(code(await client.send(reviewOperations.getForm, { parameters }))).toBe('not-now');
  const declared = await client.send(reviewOperations.declareInterests, {
    parameters,
    headers: await client.lock(reviewOperations.getMyAssignment, { parameters }),
    body: { interest: 'none' },
  });
  expect(code(declared)).toBe('not-now');
});

test('of several windows in which a reviewer leaves at once, one is taken', async () => {
  const roundId = await world.openRound();
  await startReview(world.reviewer(1), roundId);
  const answers = await Promise.all(Array.from({ length: 8 }, () => leave(1, roundId)));
  for (const answer of answers) expect([200, 412]).toContain(answer.status);
  expect(await statuses(roundId)).toContain('recused');
});

test('it needs a reason, an open round, and an assignment of one’s own', async () => {
  const roundId = await world.openRound();
  expect(await leave(1, roundId, ' ')).toMatchObject({ status: 422 });
  const [theirs, nowhere] = [await leave(4, roundId), await leave(4, 'no-such-round')];
  expect([theirs.status, code(theirs)]).toEqual([404, code(nowhere)]);
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: {},
  });
  expect(code(await leave(1, roundId))).toBe('round-not-open');
});
