import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient } from '../infra/local/api-client.ts';
import { noticeOperations } from '../shared/contract/notices/operations.ts';
import type { Operation } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { answersTo, type Given } from './support/answers.ts';
import { keepLog } from './support/logged.ts';
import { openSession } from './support/session.ts';
import { getRoutes } from './support/site-pages.ts';
import { review, sampleReviewBody, startWorld, submit, type World } from './support/world.ts';

let world: World;
/** What the service logs. */
let logged: () => readonly string[];
/**
 * A closed round that the sample reviewers 1 to 3 have reviewed, each in a way that tells them apart: 2 had an interest
 * cleared, 3 submitted twice and was unable to judge one criterion.
 */
let roundId: string;
/** What stands beside a place in results and exports. */
let hashes: readonly string[];
/** The three have each raised a patient-safety concern about a criterion, of which the first is answered. */
const concerning = ['framework-alignment', null, 'framework-alignment'] as const;
const concernIds: string[] = [];

beforeAll(async () => {
  logged = keepLog();
  world = await startWorld({ logLevel: 'INFO' });
  const { staff } = world;
  roundId = await world.openRound();
  const parameters = { roundId };
  for (const number of [1, 2, 3] as const) await review(world, roundId, number);
  const second = world.reviewer(2);
  await second.call(operations.declareInterests, {
    parameters,
    headers: await second.lock(operations.getMyAssignment, { parameters }),
    body: { interest: 'declared', description: 'A sample interest' },
  });
  const ofMember = async (personId: string) => {
    const { panel } = await staff.call(operations.getRound, { parameters });
    const version = panel.find((one) => one.personId === personId)?.editVersion;
    return { parameters: { roundId, personId }, headers: { 'if-match': `"${version}"` } };
  };
  const body = { resolution: 'cleared', reason: 'It is a sample.' } as const;
  await staff.call(operations.resolveInterest, { ...(await ofMember('sample-reviewer-2')), body });
  for (const [n, criterionId] of concerning.entries()) {
    const { concernId } = await world.reviewer((n + 1) as 1 | 2 | 3).call(operations.raiseConcern, {
      parameters,
      headers: { 'idempotency-key': randomUUID() },
      body: { text: `Worry ${n + 1} about patients`, criterionId },
    });
    concernIds.push(concernId);
  }
  const ofConcern = { parameters: { roundId, concernId: concernIds[0] ?? '' } };
  await staff.call(operations.answerConcern, {
    ...ofConcern,
    headers: { ...(await staff.lock(operations.getConcern, ofConcern)), 'idempotency-key': randomUUID() },
    body: { text: 'Thank you' },
  });
  const again = { reason: 'One page was missing.' };
  await staff.call(operations.reopenReview, { ...(await ofMember('sample-reviewer-3')), body: again });
  const { criteriaSetHash } = await staff.call(operations.getRound, { parameters });
  const written = sampleReviewBody(3, criteriaSetHash);
  const unable = { rating: 'unable-to-judge', reason: 'Outside my field' } as const;
  const ratings = { ...written.ratings, 'framework-alignment': unable };
  expect((await submit(world.reviewer(3), roundId, { ...written, ratings })).status).toBe(201);
  await world.service.idle();
  await staff.call(operations.closeRound, {
    parameters,
    headers: await staff.lock(operations.getRound, { parameters }),
    body: {},
  });
  await world.service.idle();
  const { submissions } = await staff.call(operations.exportRound, { parameters });
  hashes = submissions.map(({ contentHash }) => contentHash);
});
afterAll(() => world.stop());

const people = /sample-reviewer-\d|Sample reviewer \d|reviewer-\d@example\.org/;
const clientOf = async (who: string) =>
  apiClient(world.service.url, await world.service.token(`${who}@example.org`));
const everybody = ['staff', 'oversight', 'administrator'] as const;
const reviewers = [1, 2, 3].map((n) => `sample-reviewer-${n}`);

type Facts = Readonly<Record<string, unknown>>;

/** Every object in an answer, with those in it. */
function objectsIn(value: unknown): readonly Facts[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inside : [value as Facts, ...inside];
}

/** What is said of a thing itself and of what it holds, by where: numbers, words and times. */
const scalarsIn = (value: unknown, at = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => scalarsIn(inner, `${at}/${name}`))
    : [[at, value]];

/** Which reviewer is meant; null for nobody and for many. */
function reviewerOf(one: Facts): string | null {
  const named = new Set(JSON.stringify(one).match(/sample-reviewer-\d/g));
  return named.size === 1 ? ([...named][0] ?? null) : null;
}

/** The place that is meant. */
const placeOf = (one: Facts): string | null => (typeof one.place === 'number' ? `R${one.place}` : null);

/** What a field says of each of three: by whom or which place, all values that were seen. */
type Said = Map<string, Map<string, Set<string>>>;

function say(said: Said, field: string, who: string, value: unknown) {
  const ofField = said.get(field) ?? new Map<string, Set<string>>();
  said.set(field, ofField);
  ofField.set(who, (ofField.get(who) ?? new Set()).add(String(value)));
}

/** What a field says of each of the three, without of whom; null where it does not tell them apart. */
function sides(ofField: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const said = [...ofField.values()].map((values) => [...values].toSorted().join('|'));
  return said.length === 3 && new Set(said).size > 1 ? said.toSorted().join(' ; ') : null;
}

/** A word by which somebody is found is a part of their name, which has a number here. */
const isWordOfName = /\/words?(?:\/\d+)?$/;

/** The fields of places and of people that say the same of three: by them, whoever compares all answers joins them. */
function joins(answers: readonly Given[]): readonly string[] {
  const [ofPlaces, ofPeople]: [Said, Said] = [new Map(), new Map()];
  for (const { name, body } of answers)
    for (const one of objectsIn(body)) {
      const [place, person] = [placeOf(one), reviewerOf(one)];
      if (place !== null)
        for (const [at, value] of scalarsIn(one)) say(ofPlaces, `${name}${at}`, place, value);
      if (person !== null)
        for (const [at, value] of scalarsIn(one).filter(([at]) => !isWordOfName.test(at)))
          say(ofPeople, `${name} ${one.action ?? one.notice ?? one.kind ?? ''}${at}`, person, value);
    }
  return [...ofPlaces].flatMap(([field, values]) => {
    const said = sides(values);
    return [...ofPeople]
      .filter(([, theirs]) => said !== null && sides(theirs) === said)
      .map(([other]) => `${field} says what ${other} says: ${said}`);
  });
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

/** A cursor, read in every way that somebody may try. */
const readings = (cursor: string): string =>
  [cursor, ...cursor.split('-')]
    .flatMap((part) => [part, Buffer.from(part, 'base64url').toString('latin1')])
    .flatMap((part) => [part, Buffer.from(part, 'base64url').toString('latin1')])
    .join(' ');

describe('while the Centre’s setting keeps names from places', () => {
  test('whoever has every role at the Centre and compares all answers joins no place with anybody', async () => {
    const clients = await Promise.all(everybody.map(clientOf));
    const answers = (
      await Promise.all(clients.map((client) => answersTo(client, world.staff, { roundId, concernIds })))
    ).flat();
    expect(answers.length).toBeGreaterThan(150);
    for (const { name, body, headers } of answers) {
      expect([name, joined(body)]).toEqual([name, []]);
      expect([name, people.test(headers), /\bR\d\b/.test(headers)]).toEqual([name, false, false]);
      for (const one of objectsIn(body)) {
        // Nothing at a place says when.
        if (typeof one.place === 'number')
          expect([name, JSON.stringify(one)]).toEqual([name, expect.not.stringMatching(/\d{4}-\d\d-\d\dT/)]);
        // Places stand in their own order, whatever that of people is.
        for (const list of Object.values(one).filter(Array.isArray)) {
          const places = list.flatMap((each) => (typeof each?.place === 'number' ? [each.place] : []));
          expect([name, places]).toEqual([name, places.toSorted((a, b) => a - b)]);
        }
      }
    }
    expect(joins(answers)).toEqual([]);
    // What people are named in has no hash of a review.
    for (const { name, body } of answers) {
      const text = JSON.stringify(body);
      const hasHash = hashes.some((hash) => text.includes(hash.slice(0, 12)));
      if (name !== 'exportEverything') expect([name, people.test(text) && hasHash]).toEqual([name, false]);
    }
  });

  test('a cursor says nothing: no person, round, time or key, and leads nowhere in another list', async () => {
    let seen = 0;
    for (const who of everybody)
      for (const { name, body } of await answersTo(await clientOf(who), world.staff, {
        roundId,
        concernIds,
      })) {
        const { next } = (body ?? {}) as { next?: string | null };
        if (typeof next !== 'string') continue;
        seen += 1;
        expect([name, readings(next)]).toEqual([
          name,
          expect.not.stringMatching(/sample|ROUND|EVENT|ASSIGNMENT|SUBMISSION|PERSON|20\d\d-\d\d/),
        ]);
        const other = name === 'listEvents' ? operations.listPeople : operations.listEvents;
        expect((await world.staff.send(other as Operation, { query: { cursor: next } })).status).toBe(400);
      }
    expect(seen).toBeGreaterThan(3);
  });

  test('what is answered to somebody who types names says no place', async () => {
    const reason = 'Sample reviewer 1, Sample reviewer 2 and Sample reviewer 3 (R1, that is) agree.';
    const lock = await world.staff.lock(operations.getRound, { parameters: { roundId } });
    const asked = [
      [operations.decide, { outcome: 'do-not-endorse', reason }],
      [
        operations.recordFindings,
        { attended: reviewers, findings: { 'framework-alignment': { status: 'met', reason } } },
      ],
      [operations.addReviewer, { name: 'Sample reviewer 1', email: 'reviewer-1@example.org', reason }],
    ] as const;
    for (const [operation, body] of asked) {
      const parameters = { roundId, criterionId: 'framework-alignment' };
      const { body: said } = await world.staff.send(
        operation as Operation,
        { parameters, headers: lock, body } as never,
      );
      const { detail, errors } = said as { detail: string; errors?: object[] };
      expect([detail, errors]).toEqual([expect.not.stringMatching(/\bR[1-3]\b/), errors]);
      expect(JSON.stringify(errors ?? []).replaceAll(reason, '')).not.toMatch(/\bR[1-3]\b/);
    }
  });

  test('no page has a place and a person, nor has an email', { tags: 'long' }, async () => {
    const { url, db } = world.service;
    const { items } = await world.staff.call(noticeOperations.listNotices, { query: { roundId } });
    const each: Record<string, readonly string[]> = {
      personId: reviewers,
      noticeId: items.map((one) => one.noticeId),
      concernId: concernIds,
    };
    const of: Record<string, string> = {
      roundId,
      criterionId: 'framework-alignment',
      number: '1',
      specificationId: 'sample-frailty',
      criteriaSetId: 'sample-endorsement',
      version: '1',
    };
    const paths = getRoutes
      .filter(({ path }) => !/^\/(sign-in|auth|assets|notices\/samples)/.test(path))
      .flatMap(({ path }) => {
        const [many] = Object.keys(each).filter((name) => path.includes(`{${name}}`));
        const filled = path.replace(/\{(\w+)\}/g, (whole, name: string) => of[name] ?? whole);
        return many === undefined
          ? [filled]
          : (each[many] ?? []).map((id) => filled.replace(`{${many}}`, id));
      });
    for (const who of everybody) {
      await openSession(db, `session-of-${who}`, `sample-${who}`);
      const cookie = `__Host-session-${new URL(url).port}=session-of-${who}`;
      for (const path of [...paths, `/events?kind=round&id=${roundId}`]) {
        const got = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' });
        const text = `${JSON.stringify([...got.headers])}${await got.text()}`;
        // The file with everything of a round has been looked at by its objects.
        if (path.endsWith('/everything.json')) continue;
        const hasPlace =
          /\bR[1-3]\b/.test(text.replaceAll('(R1, R2 …)', '')) ||
          hashes.some((hash) => text.includes(hash.slice(0, 12)));
        expect([who, path, hasPlace && people.test(text)]).toEqual([who, path, false]);
      }
    }
    const emails = await world.service.mail.received();
    expect(emails.length).toBeGreaterThan(5);
    for (const { subject, text } of emails) expect(`${subject} ${text}`).not.toMatch(/\bR[1-3]\b/);
  });

  test('nobody but staff learns from anything that there is a concern, and so not who raised it', async () => {
    const told = /Worry \d about patients|concern-(raised|answered)|CONCERN#/;
    for (const who of ['oversight', 'administrator'] as const)
      for (const { name, body } of await answersTo(await clientOf(who), world.staff, {
        roundId,
        concernIds,
      })) {
        const isAboutKinds = [
          ...['getOpenApi', 'listNoticePreviews', 'getNoticePreview'],
          ...['listEmailTexts', 'getEmailText'],
        ].includes(name);
        expect([who, name, !isAboutKinds && told.test(JSON.stringify(body))]).toEqual([who, name, false]);
      }
    const { concerns } = await world.staff.call(operations.listConcerns, { parameters: { roundId } });
    expect(concerns.map(({ personId }) => personId).sort()).toEqual(reviewers);
  });

  test('the Oversight Group learns times to the day', async () => {
    const oversight = await clientOf('oversight');
    for (const query of [{ kind: 'round', id: roundId }, ...reviewers.map((actor) => ({ actor }))]) {
      const { items } = await oversight.call(operations.listEvents, { query });
      for (const { at } of items) expect(at).toMatch(/T00:00:00\.000Z$/);
    }
    const { assignments } = await oversight.call(operations.getReviewerRecord, {
      parameters: { personId: 'sample-reviewer-1' },
    });
    expect(assignments.map(({ submittedAt }) => submittedAt)).toEqual([
      expect.stringMatching(/T00:00:00\.000Z$/),
    ]);
  });
});

test('a Centre that shows names has them beside places again', async () => {
  const administrator = await clientOf('administrator');
  await administrator.call(operations.changeSettings, {
    headers: await administrator.lock(operations.getSettings),
    body: { namesOnCriterionPages: true },
  });
  const { panel } = await world.staff.call(operations.getRound, { parameters: { roundId } });
  expect(panel.map(({ place }) => place)).toEqual([1, 2, 3]);
});

test('nothing that was logged in all of this names a person, an address or a place', () => {
  const lines = logged();
  // Requests of every kind have left their line.
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.filter((line) => people.test(line) || /"place"|\bR[1-3]\b|@example/.test(line))).toEqual([]);
});
