import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { apiClient } from '../infra/local/api-client.ts';
import { sampleSpecifications } from '../infra/local/samples.ts';
import { decisionOperations } from '../shared/contract/decisions/operations.ts';
import { findingOperations } from '../shared/contract/findings/operations.ts';
import { letterOperations } from '../shared/contract/letters/operations.ts';
import type { BodyInput, Operation } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { resultOperations } from '../shared/contract/results/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { samplePriority, sampleProposal } from './support/sample-proposal.ts';
import { openSession } from './support/session.ts';
import { getRoutes } from './support/site-pages.ts';
import { callPanel, startReview, startWorld, submit, type World } from './support/world.ts';

const specificationId = 'sample-frailty';
const disputed = 'learning-need';
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();

let world: World;
/** What the group keeps, and what is proposed for it: a credential, and something else. */
let priorityId: string;
let proposalId: string;
let courseId: string;
/** On the proposal: decided to go ahead with a condition, which is fulfilled; its letter is released. */
let goAhead: string;
/** Every round of the gateway that is judged here. */
const ofGateway: string[] = [];
/** Decided that another intervention is the answer; its letter waits. */
let another: string;

const lockOf = (roundId: string) => world.staff.lock(roundOperations.getRound, { parameters: { roundId } });

async function draft(criteriaSetId: string, about = specificationId, version = 1): Promise<string> {
  const { roundId } = await world.staff.call(roundOperations.createRound, {
    headers: { 'idempotency-key': randomUUID() },
    body: {
      specificationId: about,
      specificationVersion: version,
      criteriaSetId,
      criteriaSetVersion: 1,
      reviewsDue: inDays(5),
      closesAt: inDays(9),
    },
  });
  for (const n of [1, 2, 3])
    await world.staff.call(panelOperations.addReviewer, {
      parameters: { roundId },
      headers: await lockOf(roundId),
      body: { name: `Sample reviewer ${n}`, email: `reviewer-${n}@example.org`, reason: 'They work apart.' },
    });
  return roundId;
}

const opening = async (roundId: string, body: BodyInput<typeof roundOperations.openRound> = {}) =>
  world.staff.send(roundOperations.openRound, {
    parameters: { roundId },
    headers: await lockOf(roundId),
    body,
  });

/** A round of the gateway in which one reviewer dissents strongly on a criterion, until a panel finds it shown. */
async function judged(about = specificationId): Promise<string> {
  const roundId = await draft('sample-gateway', about);
  ofGateway.push(roundId);
  expect((await opening(roundId)).status).toBe(200);
  const parameters = { roundId };
  for (const n of [1, 2, 3] as const) {
    const reviewer = world.reviewer(n);
    const criteriaSetHash = await startReview(reviewer, roundId);
    if (n === 3) {
      await world.staff.call(panelOperations.remindReviewer, {
        parameters: { roundId, personId: 'sample-reviewer-3' },
        body: {},
      });
    }
    const { criteriaSet } = await reviewer.call(reviewOperations.getForm, { parameters });
    const ids = criteriaSet.sections.flatMap(({ criteria }) => criteria.map(({ id }) => id));
    const ratings = Object.fromEntries(
      ids.map((id) => [
        id,
        { rating: id === disputed && n === 1 ? 1 : 3, evidence: 'Page 2', comment: `Seen by ${id}.` },
      ]),
    );
    const sent = await submit(reviewer, roundId, { criteriaSetHash, ratings });
    expect(sent.status).toBe(201);
  }
  await world.staff.call(roundOperations.closeRound, {
    parameters,
    headers: await lockOf(roundId),
    body: {},
  });
  await world.service.idle();
  expect(await recommended(roundId)).toBe('refer-to-panel');
  await callPanel(world, roundId);
  await world.staff.call(findingOperations.recordFindings, {
    parameters: { roundId },
    headers: await lockOf(roundId),
    body: {
      attended: ['sample-staff'],
      findings: { [disputed]: { status: 'met', reason: 'R1 had another draft.' } },
    },
  });
  await world.service.idle();
  expect(await recommended(roundId)).toBe('go-ahead');
  return roundId;
}

const recommended = async (roundId: string) =>
  (await world.staff.call(resultOperations.getRecommendation, { parameters: { roundId } })).recommendation
    .outcome;

const deciding = async (roundId: string, body: BodyInput<typeof decisionOperations.decide>) => {
  const answer = await world.staff.send(decisionOperations.decide, {
    parameters: { roundId },
    headers: await lockOf(roundId),
    body,
  });
  await world.service.idle();
  return answer;
};

/** How a refused request was answered, and what is wrong with it. */
const defectsOf = ({ status, body }: { readonly status: number; readonly body: unknown }) => [
  status,
  ...((body as { errors?: readonly { pointer: string }[] } | null)?.errors ?? []).map(
    ({ pointer }) => pointer,
  ),
];

beforeAll(async () => {
  world = await startWorld();
  await openSession(world.service.db, 'session-of-staff', 'sample-staff');
  const oversight = apiClient(world.service.url, await world.service.token('oversight@example.org'));
  ({ priorityId } = await oversight.call(operations.addPriority, { body: samplePriority }));
  const propose = (different: object) =>
    world.staff.call(operations.makeProposal, { body: { ...sampleProposal, priorityId, ...different } });
  ({ specificationId: proposalId } = await propose({}));
  ({ specificationId: courseId } = await propose({ title: 'A course of a week', credentialType: null }));
  goAhead = await judged(proposalId);
  const decided = await deciding(goAhead, {
    outcome: 'go-ahead-with-conditions',
    reason: 'Funding is open.',
    conditions: [{ text: 'Say who pays.', owner: 'The sponsor', due: inDays(5).slice(0, 10) }],
  });
  expect(decided.status).toBe(201);
});
afterAll(() => world.stop());

/** The strings of an answer, without those of field names that are the contract’s and say the kind of a round. */
function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === 'kind' || name === 'criteriaSetKind' ? [] : stringsOf(one),
  );
}

const parametersOf = (roundId: string): Readonly<Record<string, string>> => ({
  roundId,
  criterionId: disputed,
  personId: 'sample-reviewer-1',
  format: 'csv',
  number: '1',
  part: '1',
  specificationId,
  criteriaSetId: 'sample-gateway',
  version: '1',
  priorityId,
});

const filled = (path: string, roundId: string) =>
  path.replace(/\{(\w+)\+?\}/g, (_, name: string) => parametersOf(roundId)[name] ?? 'x');

/** The names of all fields in an answer. */
const fieldsOf = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, one]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...fieldsOf(one),
      ]);

/** Everything that somebody reads of a round, by where: pages’ main part, files, answers. */
async function readOf(roundId: string): Promise<ReadonlyMap<string, string>> {
  const { url } = world.service;
  const cookie = `__Host-session-${new URL(url).port}=session-of-staff`;
  const found = new Map<string, string>();
  const pages = [
    ...['/priorities', `/priorities/${priorityId}`, '/proposals', '/proposals/new'],
    `/specifications/${proposalId}`,
    `/specifications/${courseId}`,
    `/proposals/${proposalId}/change`,
    `/specifications/${proposalId}/rounds/new`,
    ...getRoutes.map(({ path }) => path).filter((path) => path.includes('{roundId}')),
    `/notices?roundId=${roundId}`,
    `/events?kind=round&id=${roundId}`,
    '/rounds?status=decided',
    '/criteria-sets/sample-gateway/versions/1',
    '/criteria-sets/sample-gateway/versions/1/effect',
  ];
  for (const path of pages) {
    const response = await fetch(`${url}${filled(path, roundId)}`, { headers: { cookie } });
    const type = response.headers.get('content-type') ?? '';
    if (path.endsWith('.xlsx') && response.ok) {
      const parts = unzipSync(new Uint8Array(await response.arrayBuffer()));
      found.set(
        path,
        Object.values(parts)
          .map((part) => strFromU8(part))
          .join('\n'),
      );
    } else if (type.includes('json')) found.set(path, stringsOf(await response.json()).join('\n'));
    else {
      const text = await response.text();
      const main = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text;
      found.set(path, main.replace(/<[^>]*>/g, ' '));
    }
  }
  for (const operation of Object.values(operations) as Operation[]) {
    if (operation.method !== 'GET' || !/\{roundId\}|priorities|proposals/.test(operation.path)) continue;
    const { status, body } = await world.staff.send(operation, {
      parameters: parametersOf(roundId),
    } as never);
    if (status === 200)
      found.set(`GET ${operation.path}`, [...stringsOf(body), ...fieldsOf(body)].join('\n'));
  }
  return found;
}

const naming = (texts: ReadonlyMap<string, string>) =>
  [...texts].flatMap(([where, text]) => {
    const at = text.search(/endors/i);
    return at < 0 ? [] : [`${where}: ${text.slice(Math.max(0, at - 60), at + 60).replace(/\s+/g, ' ')}`];
  });

describe('a round of the gateway', () => {
  test('names no endorsement on any page, in any file or answer, before its letter goes and after', async () => {
    const before = await readOf(goAhead);
    expect(before.size).toBeGreaterThan(35);
    expect(naming(before)).toEqual([]);
    expect(before.get('/rounds/{roundId}/decision')).toContain('Withdraw the go-ahead');
    expect(before.get('/rounds/{roundId}')).toContain('Gateway round');
    // Nothing has been developed yet: whoever proposes is a sponsor.
    for (const path of ['/decide', '/decision', '/decision/withdraw', '/fact-check'])
      expect(before.get(`/rounds/{roundId}${path}`) ?? '').not.toMatch(/\bdeveloper\b/);
    expect(before.get('/rounds?status=decided')).toContain('Gateway');
    await world.staff.call(letterOperations.releaseLetter, {
      parameters: { roundId: goAhead },
      headers: await world.staff.lock(letterOperations.getLetter, { parameters: { roundId: goAhead } }),
      body: {},
    });
    await world.staff.call(decisionOperations.fulfilCondition, {
      parameters: { roundId: goAhead, number: 1 },
      headers: await world.staff.lock(decisionOperations.getDecision, { parameters: { roundId: goAhead } }),
      body: { evidence: 'A letter of the fund.' },
    });
    await world.service.idle();
    expect(naming(await readOf(goAhead))).toEqual([]);
  });

  test('says statuses as its own scale does', async () => {
    const said = await readOf(goAhead);
    expect(said.get('/rounds/{roundId}/result')).toContain('Shown');
    expect(said.get('/rounds/{roundId}/result')).not.toMatch(/\b(?:not|partly) met\b/i);
    expect(said.get('/rounds/{roundId}/result.csv')).toMatch(/,Disputed,Shown,yes/);
  });

  test('is decided by its own outcomes, of which another intervention says which and why', async () => {
    another = await judged();
    const refused = async (body: BodyInput<typeof decisionOperations.decide>) => {
      return defectsOf(await deciding(another, body));
    };
    expect(await refused({ outcome: 'endorse', reviewBy: inDays(900).slice(0, 10) })).toEqual([
      422,
      '/outcome',
    ]);
    expect(await refused({ outcome: 'another-intervention', reason: 'So.' })).toEqual([422, '/intervention']);
    const half = { which: 'A short course', why: '' };
    expect(await refused({ outcome: 'another-intervention', intervention: half })).toEqual([
      422,
      '/intervention/why',
    ]);
    const intervention = { which: 'A short course', why: 'It can be learnt in a week.' };
    expect((await deciding(another, { outcome: 'another-intervention', intervention })).status).toBe(201);
    const letter = await world.staff.call(letterOperations.getLetter, { parameters: { roundId: another } });
    expect(letter.subject).toContain('another intervention is the answer');
    for (const part of Object.values(intervention)) expect(letter.body).toContain(part);
    const read = await readOf(another);
    expect(naming(read)).toEqual([]);
    expect(read.get('/rounds/{roundId}/decision')).toContain('A short course');
    expect(read.get('/rounds/{roundId}/decision')).not.toContain('Withdraw');
  });
});

describe('an endorsement round', () => {
  const shownOn = async (roundId: string) => (await readOf(roundId)).get('/rounds/{roundId}') ?? '';
  const reason = 'The Oversight Group asks for it.';

  test('asks for a reason after a no of the gateway, keeps it and shows it', async () => {
    const roundId = await draft('sample-endorsement');
    expect(defectsOf(await opening(roundId, { reason: ' ' }))).toEqual([422, '/reason']);
    expect((await readOf(roundId)).get('/rounds/{roundId}/open')).toMatch(
      /another intervention is the answer\.[\s\S]*Why is it opened without the gateway’s go-ahead\?/,
    );
    expect((await opening(roundId, { reason })).status).toBe(200);
    expect(await shownOn(roundId)).toContain(reason);
  });

  test('asks for none after a go-ahead, until that is withdrawn', async () => {
    const third = await judged();
    expect((await deciding(third, { outcome: 'go-ahead' })).status).toBe(201);
    const opened = await draft('sample-endorsement');
    expect((await opening(opened)).status).toBe(200);
    expect(await shownOn(opened)).not.toContain('opened all the same');
    await world.staff.call(decisionOperations.withdrawDecision, {
      parameters: { roundId: third },
      headers: await world.staff.lock(decisionOperations.getDecision, { parameters: { roundId: third } }),
      body: { reason: 'Another course has begun.', message: 'Another course has begun.' },
    });
    await world.service.idle();
    expect(naming(await readOf(third))).toEqual([]);
    const later = await draft('sample-endorsement');
    expect((await opening(later)).status).toBe(422);
    expect((await opening(later, { reason })).status).toBe(200);
  });
});

test('every email of a round of the gateway says so, and none names an endorsement', async () => {
  const items = (
    await Promise.all(
      ofGateway.map((roundId) => world.staff.call(operations.listNotices, { query: { roundId } })),
    )
  ).flatMap((page) => page.items);
  expect(new Set(items.map(({ notice }) => notice)).size).toBeGreaterThanOrEqual(6);
  const ids = new Set(items.map(({ noticeId }) => noticeId));
  const emails = (await world.service.mail.received()).filter(({ tags }) =>
    tags.some(({ name, value }) => name === 'notice' && ids.has(value)),
  );
  expect(emails.length).toBeGreaterThan(10);
  // Who they are for knows at once that it is about the gateway.
  expect(emails.filter(({ text = '' }) => !/gateway/i.test(text)).map(({ subject }) => subject)).toEqual([]);
  const texts = new Map(
    emails.map(({ subject, text = '', html = '' }, i) => [
      `${i} ${subject}`,
      `${subject}\n${text}\n${html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ')}`,
    ]),
  );
  expect(naming(texts)).toEqual([]);
});

describe('a proposal', () => {
  test('is judged by the gateway alone, and what is no credential by nobody', async () => {
    const refused = async (criteriaSetId: string, about: string) =>
      world.staff
        .send(roundOperations.createRound, {
          headers: { 'idempotency-key': randomUUID() },
          body: {
            specificationId: about,
            specificationVersion: 1,
            criteriaSetId,
            criteriaSetVersion: 1,
            reviewsDue: inDays(5),
            closesAt: inDays(9),
          },
        })
        .then(defectsOf);
    expect(await refused('sample-endorsement', proposalId)).toEqual([422, '/criteriaSetVersion']);
    expect(await refused('sample-gateway', courseId)).toEqual([422, '/specificationVersion']);
  });

  test('is a specification with its first document, which the go-ahead is good for', async () => {
    const [sample] = sampleSpecifications();
    if (sample === undefined) throw new Error('There are samples.');
    const parameters = { specificationId: proposalId };
    const added = await world.staff.call(operations.addSpecificationVersion, {
      parameters,
      headers: await world.staff.lock(operations.getSpecification, { parameters }),
      body: { ...sample.version, title: sampleProposal.title },
    });
    expect(added.version).toBe(2);
    const now = await world.staff.call(operations.getSpecification, { parameters });
    expect(now).toMatchObject({ stage: 'specification', priorityId });
    const { items } = await world.staff.call(operations.listProposals, {});
    expect(items.map(({ title }) => title)).toEqual(['A course of a week']);
    const { answers } = await world.staff.call(operations.getPriorityAnswers, { parameters: { priorityId } });
    expect(answers.filter(({ isNamed }) => isNamed).map(({ title, stage }) => [title, stage])).toEqual(
      expect.arrayContaining([
        [sampleProposal.title, 'specification'],
        ['A course of a week', 'proposal'],
      ]),
    );
    const { changes } = await world.staff.call(operations.getSpecificationVersion, {
      parameters: { ...parameters, version: 2 },
    });
    expect(changes?.map(({ sentence }) => sentence)).toContain(
      'It has a document now, and is a proposal no more',
    );
    expect((await opening(await draft('sample-endorsement', proposalId, 2))).status).toBe(200);
    const { sponsor: _, ...said } = sampleProposal;
    const late = await world.staff.send(operations.changeProposal, {
      parameters,
      headers: await world.staff.lock(operations.getSpecification, { parameters }),
      body: said,
    });
    expect(late.status).toBe(409);
  });
});
