import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAddon } from '../addon/build.ts';
import { type ReviewerAtWork, sitDown } from '../infra/local/reviewer-at-work.ts';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { keepLog } from './support/logged.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let reviewer: ReviewerAtWork;
let roundId: string;
beforeAll(async () => {
  const [started, { code }] = await Promise.all([startWorld({ logLevel: 'INFO' }), buildAddon()]);
  world = started;
  roundId = await world.openRound();
  const email = 'reviewer-1@example.org';
  const token = await world.service.token(email);
  reviewer = await sitDown({ code, origin: world.service.url, token, email });
  await reviewer.press('declareInterests', roundId, { interest: 'none', description: '' });
  await reviewer.press('startReview', roundId);
  await reviewer.fillIn(sampleCriteriaSet(), readSampleReview(1));
  await world.service.idle();
});
afterAll(async () => {
  await reviewer?.close();
  await world?.stop();
});

/** What is logged while something is done, line by line. */
async function logged(act: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
  const lines = keepLog();
  try {
    await act();
    await world.service.idle();
  } finally {
    lines();
  }
  return lines().map((line) => JSON.parse(line) as Record<string, unknown>);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test('one press of “Submit now” has one id, from the add-on’s requests to the email that comes of it', async () => {
  const before = (await world.service.mail.received()).length;
  const lines = await logged(() => reviewer.press('submitReview', roundId));
  const of = (code: string) => lines.filter((line) => line.code === code);
  const asked = of('API-ANSWERED');
  expect(asked.map(({ route, status }) => `${status} ${route}`)).toEqual([
    '200 GET /v1/rounds/{roundId}/form',
    '200 PUT /v1/rounds/{roundId}/review',
    '201 POST /v1/rounds/{roundId}/review/submissions',
  ]);
  const [requestId] = asked.map((line) => line.requestId);
  expect(requestId).toMatch(uuid);
  expect(of('PROJECTOR-PROJECTED')).toMatchObject([{ roundId, requestId }]);
  expect(of('MAILER-SENT')).toMatchObject([{ requestId }]);
  // What SES tells of an email names its notice, whose line has the id.
  const ours = lines.filter(({ code }) => !String(code).startsWith('SES-'));
  expect(new Set(ours.map((line) => line.requestId))).toEqual(new Set([requestId]));
  const emails = (await world.service.mail.received()).slice(before);
  expect(emails.map(({ headers }) => headers.find(({ name }) => name === 'X-Request-Id')?.value)).toEqual([
    requestId,
  ]);
});

test('what is refused is logged by its rule, and by nothing of what was asked', async () => {
  const secret = 'Zebedee said so in confidence';
  const lines = await logged(async () => {
    const parameters = { roundId };
    await world.reviewer(2).send(reviewOperations.saveReview, {
      parameters,
      headers: { 'if-match': '"0"' },
      body: { criteriaSetHash: secret, ratings: { [secret]: {} } } as never,
    });
    await world.staff.send(roundOperations.openRound, {
      parameters,
      headers: await world.staff.lock(roundOperations.getRound, { parameters }),
      body: { reason: secret },
    });
  });
  expect(lines.flatMap(({ refused }) => refused ?? [])).toEqual([
    expect.stringMatching(/^saveReview invalid-body [a-z -]+$/),
    expect.stringMatching(/^openRound not-now status$/),
  ]);
  expect(JSON.stringify(lines)).not.toContain('Zebedee');
});

test('an answer says the id under which it is logged; what is no UUID is not taken', async () => {
  const ask = async (brought: string) => {
    const response = await fetch(`${world.service.url}/v1/openapi.json`, {
      headers: { 'Request-Id': brought },
    });
    return response.headers.get('request-id');
  };
  const brought = '0f8fad5b-d9cb-469f-a165-70867728950e';
  expect(await ask(brought)).toBe(brought);
  const made = await ask('somebody@example.org');
  expect(made).toMatch(uuid);
  const page = await fetch(`${world.service.url}/my-reviews/sign-in`);
  expect(page.headers.get('request-id')).toMatch(uuid);
});
