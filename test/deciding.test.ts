import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionCookie } from '../functions/site/sign-in/session-cookie.ts';
import { type ApiClient, apiClient } from '../infra/local/api-client.ts';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { centreOperations } from '../shared/contract/centre/operations.ts';
import { exportOperations } from '../shared/contract/exports/operations.ts';
import type { Answer } from '../shared/contract/operation.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { registerOperations } from '../shared/contract/register/operations.ts';
import { resultOperations } from '../shared/contract/results/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { staffOperations as ops } from '../shared/contract/staff-operations.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { openSession } from './support/session.ts';
import {
  callPanel,
  type ReviewBody,
  sampleReviewBody,
  startReview,
  startWorld,
  submit,
  type World,
} from './support/world.ts';

let world: World;
let oversight: ApiClient;
let administrator: ApiClient;
beforeAll(async () => {
  world = await startWorld();
  const clientOf = async (email: string) => apiClient(world.service.url, await world.service.token(email));
  oversight = await clientOf('oversight@example.org');
  administrator = await clientOf('administrator@example.org');
});
afterAll(() => world.stop());

/** A mandatory criterion that the reviewers are made to dispute. */
const disputed = criteriaOf(sampleCriteriaSet()).find(({ number }) => number === '4.1')?.id ?? '';

const rated = (body: ReviewBody, rating: number): ReviewBody => ({
  ...body,
  ratings: { ...body.ratings, [disputed]: { ...body.ratings[disputed], rating } },
});

/** A closed round whose reviewers dispute criterion 4.1; `before` happens before it closes. */
async function disputedRound(
  before: (roundId: string) => Promise<unknown> = async () => {},
  ratingOf: (reviewer: 1 | 2 | 3) => number = (reviewer) => (reviewer === 2 ? 1 : 4),
): Promise<string> {
  const roundId = await world.openRound();
  for (const number of [1, 2, 3] as const) {
    const client = world.reviewer(number);
    const hash = await startReview(client, roundId);
    const { status } = await submit(client, roundId, rated(sampleReviewBody(number, hash), ratingOf(number)));
    expect(status).toBe(201);
  }
  await before(roundId);
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: {},
  });
  await world.service.idle();
  await callPanel(world, roundId);
  return roundId;
}

const paperOf = async (roundId: string) => {
  const response = await world.staff.send(ops.getPanelPaper, { parameters: { roundId } });
  return {
    paper: ops.getPanelPaper.success.body.parse(response.body),
    etag: response.headers.get('etag') ?? '',
  };
};

const attended = ['sample-staff', 'sample-reviewer-1'];

/** What a panel found on the disputed criterion. */
const finding = (status: 'met' | 'not-met', reason: string) => ({
  attended,
  findings: { [disputed]: { status, reason } },
});

async function findMet(roundId: string) {
  const { etag } = await paperOf(roundId);
  return world.staff.call(ops.recordFindings, {
    parameters: { roundId },
    headers: { 'if-match': etag },
    body: finding('met', 'R2 had overlooked annex A.'),
  });
}

const recommendationOf = (roundId: string) =>
  world.staff.call(resultOperations.getRecommendation, { parameters: { roundId } });

const decision = {
  outcome: 'endorse-with-conditions' as const,
  message: 'Well done.',
  conditions: [
    { text: 'Name the supervisors.', criteria: [], owner: 'The developer', due: '2099-03-31' },
    { text: 'Add a timetable.', criteria: [disputed], owner: 'The developer', due: '2099-06-30' },
  ],
  reviewBy: '2030-11-22',
};
const soon = new Date(Date.now() + 300 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const draft = {
  ...decision,
  reviewBy: soon,
  conditions: decision.conditions.map((c) => ({ ...c, due: soon })),
};

const decide = async (roundId: string, body: object = draft, etag?: string) =>
  world.staff.send(ops.decide, {
    parameters: { roundId },
    headers: { 'if-match': etag ?? (await paperOf(roundId)).etag },
    body: body as typeof draft,
  });

const register = async () => {
  const response = await fetch(`${world.service.url}/v1/register`);
  return registerOperations.getRegister.success.body.parse(await response.json()).items;
};

describe('from a dispute to the register', () => {
  let roundId: string;
  beforeAll(async () => {
    roundId = await disputedRound();
  });

  test('the paper holds the disputed criteria, what reviewers say of them, and no name', async () => {
    const { paper } = await paperOf(roundId);
    expect((await recommendationOf(roundId)).recommendation.outcome).toBe('refer-to-panel');
    const about = paper.disputed.find(({ criterionId }) => criterionId === disputed);
    expect(about?.reviews.map(({ place }) => place)).toEqual([1, 2, 3]);
    expect(about?.reviews.map(({ rating }) => rating).sort()).toEqual([1, 4, 4]);
    expect(JSON.stringify(paper)).not.toMatch(/Sample reviewer|example\.org/);
  });

  test('a finding derives recommendation 2; the ratings stay', async () => {
    const first = await recommendationOf(roundId);
    const { discussion, findings } = await findMet(roundId);
    expect(discussion).toMatchObject({ number: 1, attended: attended.toSorted() });
    expect(findings[0]).toMatchObject({ number: 1, discussion: 1, recommendationNumber: first.number + 1 });
    await world.service.idle();
    const second = await recommendationOf(roundId);
    expect(second.number).toBe(first.number + 1);
    expect(second.recommendation.outcome).toBe('endorse-with-conditions');
    const trace = second.recommendation.criteria.find((c) => c.criterionId === disputed);
    expect(trace).toMatchObject({ ratedStatus: 'disputed', status: 'met', byFinding: true });
    expect([...(trace?.panel ?? [])].sort()).toEqual([1, 4, 4]);
    const { result } = await world.staff.call(resultOperations.getResult, { parameters: { roundId } });
    expect(result.criteria.find((c) => c.criterionId === disputed)?.status).toBe('disputed');
  });

  test('another finding on the same criterion is number 2, and the first stays', async () => {
    const { etag } = await paperOf(roundId);
    await world.staff.call(ops.recordFindings, {
      parameters: { roundId },
      headers: { 'if-match': etag },
      body: finding('met', 'Said better.'),
    });
    await world.service.idle();
    const { findings } = await world.staff.call(ops.getCriterion, {
      parameters: { roundId, criterionId: disputed },
    });
    expect(findings.map(({ number, reason }) => [number, reason])).toEqual([
      [1, 'R2 had overlooked annex A.'],
      [2, 'Said better.'],
    ]);
  });

  test('the letter can be seen before; it names nobody', async () => {
    const letter = await world.staff.call(ops.previewLetter, { parameters: { roundId }, body: draft });
    for (const { text } of draft.conditions) expect(letter.body).toContain(text);
    expect(letter.body).toMatch(/^# .*comments/im);
    expect(JSON.stringify(letter)).not.toMatch(/Sample reviewer|R[123]\b|sample-reviewer/);
  });

  test('what is missing is said field by field', async () => {
    const wrong = { ...draft, outcome: 'endorse', conditions: draft.conditions, reviewBy: null };
    const { status, body } = await decide(roundId, wrong);
    expect(status).toBe(422);
    const { errors } = body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['/conditions', '/reason', '/reviewBy']);
  });

  test('the decision closes the round, and its release enters it into the register', async () => {
    expect(await register()).toEqual([]);
    const { status, body } = await decide(roundId);
    expect([status, body]).toMatchObject([201, { outcome: 'endorse-with-conditions', departs: false }]);
    const round = await world.staff.call(roundOperations.getRound, { parameters: { roundId } });
    expect(round.status).toBe('decided');
    expect(await register()).toEqual([]);
    const parameters = { roundId };
    await world.staff.call(ops.releaseLetter, {
      parameters,
      headers: await world.staff.lock(ops.getLetter, { parameters }),
      body: {},
    });
    expect(await register()).toMatchObject([
      { specificationId: 'sample-frailty', conditionsOutstanding: 2, reviewBy: soon, sample: true },
    ]);
  });

  test('it is made once, and no finding follows it', async () => {
    expect((await decide(roundId)).status).toBe(409);
    const { etag } = await paperOf(roundId);
    const late = await world.staff.send(ops.recordFindings, {
      parameters: { roundId },
      headers: { 'if-match': etag },
      body: finding('not-met', 'Too late.'),
    });
    expect(late.status).toBe(409);
  });

  test('a condition is fulfilled once, with evidence, by whoever read the latest decision', async () => {
    const fulfil = (number: number, version: number) =>
      world.staff.send(ops.fulfilCondition, {
        parameters: { roundId, number },
        headers: { 'if-match': `"${version}"` },
        body: { evidence: 'Letter of 3 May.' },
      });
    expect((await fulfil(1, 1)).status).toBe(200);
    expect((await fulfil(2, 1)).status).toBe(412);
    expect((await fulfil(1, 2)).status).toBe(409);
    expect(await register()).toMatchObject([{ conditionsOutstanding: 1 }]);
  });

  test('an endorsement is withdrawn with a reason, and the register says so', async () => {
    const withdrawn = await world.staff.call(ops.withdrawDecision, {
      parameters: { roundId },
      headers: { 'if-match': '"2"' },
      body: { reason: 'Superseded by national guidance.', message: 'National guidance has replaced it.' },
    });
    expect(withdrawn.withdrawn?.reason).toBe('Superseded by national guidance.');
    expect(await register()).toMatchObject([{ specificationId: 'sample-frailty', status: 'withdrawn' }]);
    await world.service.idle();
    const told = (await world.service.mail.received()).filter(({ subject }) =>
      subject.startsWith('Endorsement withdrawn: '),
    );
    expect(told.flatMap(({ to }) => to).sort()).toEqual(
      ['oversight', 'sample.developer', 'staff'].map((name) => `${name}@example.org`),
    );
    const toDeveloper = told.find(({ to }) => to.includes('sample.developer@example.org'));
    expect(toDeveloper?.text).toContain('National guidance has replaced it.');
    expect(toDeveloper?.text).not.toContain('Superseded');
  });

  test('all of it is in the round’s events, by whom, newest first', async () => {
    const { items } = await world.staff.call(centreOperations.listEvents, {
      query: { kind: 'round', id: roundId },
    });
    expect(items.map(({ action }) => action).slice(0, 4)).toEqual([
      'decision-withdrawn',
      'condition-fulfilled',
      'letter-released',
      'round-decided',
    ]);
    expect(items[0]).toMatchObject({
      actorName: 'Sample staff member',
      concerns: { kind: 'round', id: roundId },
    });
  });

  test('everything of the round can be taken away, and everything about a person', async () => {
    const everything: Record<string, unknown>[] = [];
    let page: { cursor?: string } | null = {};
    while (page !== null) {
      const { items, next }: Answer<typeof exportOperations.exportEverything> = await world.staff.call(
        exportOperations.exportEverything,
        { parameters: { roundId }, query: page },
      );
      everything.push(...items);
      page = next === null ? null : { cursor: next };
    }
    const kinds = new Set(everything.map(({ kind }) => kind));
    for (const kind of [
      'round',
      'assignment',
      'submission',
      'result',
      'recommendation',
      'finding',
      'decision',
    ])
      expect(kinds).toContain(kind);
    const written = everything.filter(({ kind }) => kind === 'submission' || kind === 'review');
    expect(JSON.stringify(written)).not.toContain('sample-reviewer');
    const about = new Set<unknown>();
    let query: { cursor?: string } | null = {};
    while (query !== null) {
      const parameters = { personId: 'sample-reviewer-1' };
      const { items, next }: Answer<typeof exportOperations.exportPerson> = await administrator.call(
        exportOperations.exportPerson,
        { parameters, query },
      );
      for (const { kind } of items) about.add(kind);
      query = next === null ? null : { cursor: next };
    }
    for (const kind of ['person', 'email', 'subject', 'assignment', 'event']) expect(about).toContain(kind);
    expect(about).not.toContain('submission');
  });
});

describe('who read something old', () => {
  test('records no finding and no decision on it', async () => {
    const roundId = await disputedRound();
    const { etag } = await paperOf(roundId);
    await findMet(roundId);
    await world.service.idle();
    const stale = await world.staff.send(ops.recordFindings, {
      parameters: { roundId },
      headers: { 'if-match': etag },
      body: finding('not-met', 'From another window.'),
    });
    expect(stale.status).toBe(412);
    expect((await decide(roundId, draft, etag)).status).toBe(412);
  });

  test('nor on a recommendation that changed because an interest was resolved, and is told so', async () => {
    const { service, staff } = world;
    const roundId = await disputedRound(async (id) =>
      world.reviewer(1).call(reviewOperations.declareInterests, {
        parameters: { roundId: id },
        headers: await world
          .reviewer(1)
          .lock(reviewOperations.getMyAssignment, { parameters: { roundId: id } }),
        body: { interest: 'declared', description: 'A late thought.' },
      }),
    );
    const { etag } = await paperOf(roundId);
    expect((await recommendationOf(roundId)).recommendation.outcome).toBe('hold');
    await openSession(service.db, 'session-of-staff', 'sample-staff');
    const page = (body?: Record<string, string>) => {
      const cookie = sessionCookie(service.url).keep('session-of-staff').split(';')[0] ?? '';
      const headers = { cookie, origin: service.url };
      const sent = body && { method: 'POST', body: new URLSearchParams(body) };
      return fetch(`${service.url}/rounds/${roundId}/decide`, { headers, ...sent }).then((got) => got.text());
    };
    const form = await page();
    const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];

    await staff.call(panelOperations.resolveInterest, {
      parameters: { roundId, personId: 'sample-reviewer-1' },
      headers: await staff.lock(panelOperations.getPanelMember, {
        parameters: { roundId, personId: 'sample-reviewer-1' },
      }),
      body: { resolution: 'cleared', reason: 'It is nothing.' },
    });
    await service.idle();
    expect((await recommendationOf(roundId)).recommendation.outcome).toBe('refer-to-panel');
    const stale = await staff.send(ops.recordFindings, {
      parameters: { roundId },
      headers: { 'if-match': etag },
      body: finding('met', 'As it was.'),
    });
    expect(stale.status).toBe(412);
    expect((await decide(roundId, draft, etag)).status).toBe(412);
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    const refused = await page({ ...fields, outcome: 'do-not-endorse', reason: 'On hold for too long.' });
    expect(refused).toContain('Someone changed this round while you were editing');
    expect(refused).toContain('cleared a reviewer’s interest');
  });
});

describe('what cannot be found', () => {
  test('a criterion that nobody disputes, one that is none, and people who were not there', async () => {
    const roundId = await disputedRound();
    const { etag, paper } = await paperOf(roundId);
    const undisputed = criteriaOf(sampleCriteriaSet()).find(
      ({ id }) => !paper.disputed.some(({ criterionId }) => criterionId === id),
    );
    const find = async (criterionId: string, people: readonly string[]) => {
      const answer = await world.staff.send(ops.recordFindings, {
        parameters: { roundId },
        headers: { 'if-match': etag },
        body: { attended: [...people], findings: { [criterionId]: { status: 'met', reason: 'Because.' } } },
      });
      return [
        answer.status,
        ...((answer.body as { errors?: { pointer: string }[] }).errors ?? []).map((one) => one.pointer),
      ];
    };
    expect(await find(undisputed?.id ?? '', attended)).toEqual([422, `/findings/${undisputed?.id}`]);
    expect(await find('no-such-criterion', attended)).toEqual([422, '/findings/no-such-criterion']);
    expect(await find(disputed, [])).toEqual([422, '/attended']);
    expect(await find(disputed, ['sample-staff', 'nobody'])).toEqual([422, '/attended/1']);
    expect(await find(disputed, ['sample-staff', 'sample-staff'])).toEqual([422, '/attended']);
    expect(await find(disputed, attended)).toEqual([201]);
  });
});

describe('who may do what', () => {
  test('oversight reads everything but the confidential notes; reviewers read nothing', async () => {
    const roundId = await disputedRound();
    const parameters = { roundId, criterionId: disputed };
    const [staffSees, oversightSees] = await Promise.all([
      world.staff.call(ops.getCriterion, { parameters }),
      oversight.call(ops.getCriterion, { parameters }),
    ]);
    expect(staffSees.reviews.every(({ note }) => typeof note === 'string')).toBe(true);
    expect(oversightSees.reviews.every(({ note }) => note === null)).toBe(true);
    const whole = { parameters: { roundId } };
    const [staffRead, oversightReads] = await Promise.all([
      world.staff.call(ops.getComments, whole),
      oversight.call(ops.getComments, whole),
    ]);
    const texts = ([1, 2, 3] as const).map(readSampleReview);
    expect(staffRead.reviews.map(({ place }) => place)).toEqual([1, 2, 3]);
    // Which place is whose is drawn.
    expect(staffRead.reviews.map(({ comment, note }) => [comment, note]).sort()).toEqual(
      texts.map((text) => [text.overallComment, text.overallNote]).sort(),
    );
    expect(oversightReads.reviews).toEqual(staffRead.reviews.map((said) => ({ ...said, note: null })));
    expect((await paperOf(roundId)).paper.overall).toEqual(oversightReads.reviews);
    expect((await oversight.send(ops.getPanelPaper, { parameters: { roundId } })).status).toBe(200);
    const forbidden = [
      oversight.send(ops.recordFindings, { parameters } as never),
      oversight.send(ops.decide, { parameters: { roundId } } as never),
      world.reviewer(1).send(ops.getCriterion, { parameters }),
      world.reviewer(1).send(ops.getComments, whole),
      world.reviewer(1).send(centreOperations.listEvents),
      world.staff.send(exportOperations.exportPerson, { parameters: { personId: 'sample-reviewer-1' } }),
    ];
    for (const { status } of await Promise.all(forbidden)) expect(status).toBe(403);
  });
});

test('a round is compared with the one that was decided last, also of the same version', async () => {
  const roundId = await disputedRound();
  const { previous } = await world.staff.call(ops.compareRounds, { parameters: { roundId } });
  expect(previous).toMatchObject({ specificationVersion: 1, decision: 'endorse-with-conditions' });
});

test('what is met by two of three, and who dissents strongly, stands on the result, in the email and in the paper', async () => {
  const { service } = world;
  const roundId = await disputedRound(undefined, (reviewer) => (reviewer === 2 ? 2 : 4));
  await openSession(service.db, 'session-of-share', 'sample-staff');
  const cookie = sessionCookie(service.url).keep('session-of-share').split(';')[0] ?? '';
  const page = async (path: string) => {
    const html = await (
      await fetch(`${service.url}/rounds/${roundId}/${path}`, { headers: { cookie } })
    ).text();
    return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  };
  const shares = 'Met, though not for every reviewer: 4.1 (2 of 3)';
  const result = await page('result');
  expect(result).toContain(shares);
  expect(result).toContain('There is strong dissent on 10.2.');
  expect(result).toContain('Disputed 1 strong dissent');
  expect(result).toContain('Met, 2 of 3');
  expect(await page(`criteria/${disputed}`)).toContain('Met, 2 of 3 Mandatory');
  const paper = await page('panel');
  expect(paper).toContain(shares);
  // Places are drawn by lot.
  expect(paper).toMatch(/R[123]’s “Not met” is a strong dissent\./);
  const emails = (await service.mail.received()).filter(({ subject }) => subject.startsWith('Recommended:'));
  const said = emails.map(({ text }) => text ?? '').find((text) => text.includes('(2 of 3)')) ?? '';
  expect(said.replace(/\s+/g, ' ')).toContain(shares);
  expect(said).toContain('strong dissent on 10.2');
});

test('a finding stands only while the ratings that the panel discussed do', async () => {
  const roundId = await disputedRound();
  const parameters = { roundId };
  await findMet(roundId);
  await world.service.idle();
  const traceOf = async () =>
    (await recommendationOf(roundId)).recommendation.criteria.find((c) => c.criterionId === disputed);
  expect(await traceOf()).toMatchObject({ status: 'met', byFinding: true });

  const { result } = await world.staff.call(resultOperations.getResult, { parameters });
  const dates = { reviewsDue: '2099-01-01T00:00:00Z', closesAt: '2099-02-01T00:00:00Z' };
  await world.staff.call(roundOperations.reopenRound, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: { reason: 'A new annex.', ...dates },
  });
  await world.staff.call(panelOperations.reopenReview, {
    parameters: { roundId, personId: 'sample-reviewer-1' },
    headers: await world.staff.lock(panelOperations.getPanelMember, {
      parameters: { roundId, personId: 'sample-reviewer-1' },
    }),
    body: { reason: 'A new annex.' },
  });
  const body = rated(sampleReviewBody(1, result.criteriaSetHash), 3);
  expect((await submit(world.reviewer(1), roundId, body)).status).toBe(201);
  await world.staff.call(roundOperations.closeRound, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: {},
  });
  await world.service.idle();
  expect(await traceOf()).toMatchObject({ status: 'disputed', byFinding: false });
  const of = { roundId, criterionId: disputed };
  expect(await world.staff.call(resultOperations.getCriterion, { parameters: of })).toMatchObject({
    findings: [{ status: 'met', lapsed: true }],
  });
  await openSession(world.service.db, 'session-of-lapse', 'sample-staff');
  const cookie = sessionCookie(world.service.url).keep('session-of-lapse').split(';')[0] ?? '';
  const page = async (path: string) =>
    (await fetch(`${world.service.url}/rounds/${roundId}/${path}`, { headers: { cookie } })).text();
  expect(await page(`criteria/${disputed}`)).toContain('Finding 1, which has lapsed');
  expect(await page('panel')).toContain('The finding has lapsed');

  await callPanel(world, roundId);
  await findMet(roundId);
  await world.service.idle();
  expect(await traceOf()).toMatchObject({ status: 'met', byFinding: true });
  expect(await world.staff.call(resultOperations.getCriterion, { parameters: of })).toMatchObject({
    findings: [{ lapsed: true }, { number: 2, lapsed: false }],
  });
});

test('a draft’s rules are tried on closed rounds: the same ones say the same, stricter ones name what differs', async () => {
  const roundId = await disputedRound(undefined, (reviewer) => (reviewer === 2 ? 2 : 4));
  const create = async (rules: object) =>
    world.staff.call(ops.createCriteriaSet, {
      body: {
        ...sampleCriteriaSet(),
        title: JSON.stringify(rules),
        rules: { ...sampleCriteriaSet().rules, ...rules },
      },
    });
  const effectOf = async (set: { readonly criteriaSetId: string; readonly version: number }) =>
    world.staff.call(ops.getRuleEffect, {
      parameters: { criteriaSetId: set.criteriaSetId, version: set.version },
      query: { quality: '90' },
    });
  const same = await effectOf(await create({}));
  expect(same.quality).toBe(90);
  expect(same.replayed).toBeGreaterThan(5);
  expect(same.different).toEqual([]);
  const strict = await effectOf(await create({ metShare: { atLeast: 1, of: 1 } }));
  expect(strict.replayed).toBe(same.replayed);
  expect(strict.different.find((round) => round.roundId === roundId)).toMatchObject({
    before: 'endorse-with-conditions',
    after: 'refer-to-panel',
    changed: expect.arrayContaining([
      { criterionId: disputed, number: '4.1', before: 'met', after: 'disputed' },
    ]),
  });
});
