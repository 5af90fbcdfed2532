import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCriteriaSet, sampleSpecifications } from '../../infra/local/samples.ts';
import type { EventAction } from '../../shared/contract/event-actions.ts';
import type { Body } from '../../shared/contract/operation.ts';
import type { staffOperations } from '../../shared/contract/operations.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { noEmails } from '../../test/support/sample-emails.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { centreUseCases } from '../centre/use-cases.ts';
import { addCriteriaSetVersion } from '../criteria-sets/storage.ts';
import { newAssignmentWrite } from '../panels/storage.ts';
import { addPerson, getPerson } from '../people/storage.ts';
import { project } from '../results/project.ts';
import { changeRound, getRound, newRoundWrites } from '../rounds/storage.ts';
import { addSpecification, addSpecificationVersion, getSpecification } from '../specifications/storage.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import { keys } from '../table/keys.ts';
import { transact } from '../table/write.ts';
import { eventNow } from '../use-case/services.ts';

let database: TestDatabase;
let given: ReturnType<typeof testServices>;
const today = '2026-08-01';
beforeAll(async () => {
  database = await startTestDatabase();
  given = testServices(database.db, `${today}T09:00:00.000Z`);
  const { services } = given;
  const event = (action: EventAction) => eventNow(services, 'ann', action);
  await addPerson(
    database.db,
    { id: 'ann', name: 'Ann Example', email: 'ann@example.org', roles: ['staff'] },
    services.now().toISOString(),
  );
  for (const kind of ['endorsement', 'gateway'] as const) {
    const content = { ...sampleCriteriaSet(), id: `made-up-${kind}`, kind };
    const hash = kind === 'gateway' ? 'b'.repeat(64) : 'a'.repeat(64);
    await addCriteriaSetVersion(database.db, { version: 1, hash, content }, event('criteria-set-created'));
  }
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There are samples.');
  for (const id of ['alpha', 'beta', 'gamma', 'delta']) {
    const { version } = sample;
    const content = { ...version, title: `Credential ${id}` };
    await addSpecification(
      database.db,
      {
        id,
        title: content.title,
        areaOfPractice: 'Area',
        developer: { organisation: 'Dev', contactId: 'c' },
      },
      [],
      event('specification-registered'),
    );
    for (const n of [1, 2]) {
      const read = await getSpecification(database.db, id);
      if (read === null) throw new Error('It was just added.');
      await addSpecificationVersion(
        database.db,
        read,
        { content, hash: String(n).repeat(64) },
        event('specification-version-added'),
      );
    }
  }
});
afterAll(() => database.stop());

const ops = () => staffUseCases(given.services, noEmails);

/** Who calls, and what every call has. */
async function callBy(roundId: string, ifMatch = 0) {
  const person = await getPerson(database.db, 'ann');
  if (person === null) throw new Error('Ann is there.');
  return { by: person, of: { roundId }, what: undefined, expected: ifMatch, key: randomUUID() };
}

let made = 0;

/** A closed round without a submission, whose recommendation is `hold`. */
async function closedRound(specificationId: string, version: number, kind = 'endorsement'): Promise<string> {
  const { services } = given;
  made += 1;
  const id = `round-${made}`;
  const round = {
    id,
    title: `Credential ${specificationId}`,
    specificationId,
    specificationVersion: version,
    criteriaSetId: `made-up-${kind}`,
    criteriaSetVersion: 1,
    criteriaSetHash: kind === 'gateway' ? 'b'.repeat(64) : 'a'.repeat(64),
    criteriaSetKind: kind === 'gateway' ? ('gateway' as const) : ('endorsement' as const),
    sample: true,
    reviewsDue: '2026-08-10T09:00:00.000Z',
    closesAt: '2026-08-20T09:00:00.000Z',
  };
  await transact(database.db, [
    ...newRoundWrites(round, eventNow(services, 'ann', 'round-created')),
    newAssignmentWrite(id, 'somebody', 1, null, new Date('2026-08-01T09:00:00.000Z')),
  ]);
  for (const status of ['open', 'closed'] as const) {
    const read = await getRound(database.db, id);
    if (read === null) throw new Error('It was just added.');
    const closing = status === 'closed' && ({ affectsResult: true, recommendationDue: true } as const);
    await changeRound(
      database.db,
      read,
      { status, ...(closing || {}) },
      [],
      eventNow(services, 'ann', status === 'open' ? 'round-opened' : 'round-closed'),
    );
  }
  await project(services, id);
  return id;
}

type Draft = Body<(typeof staffOperations)['decide']>;

const endorse: Draft = {
  outcome: 'endorse-with-conditions',
  reason: 'The Centre knows this specification.',
  message: '',
  conditions: [{ text: 'Do it', criteria: [], owner: 'Dev', due: '2026-12-01' }],
  reviewBy: '2029-08-01',
  intervention: null,
};

const old = { reason: 'Old.', message: 'It is old.' };
const over = { reason: 'Over.', message: 'It is over.' };

async function decide(roundId: string, body: Draft = endorse) {
  const round = await getRound(database.db, roundId);
  return ops().decide({ ...(await callBy(roundId, round?.editVersion)), what: body });
}

const register = async (query: { startsWith?: string } = {}) => {
  const answered = await ops().getRegister({
    by: null,
    of: { ...query },
    what: undefined,
    expected: 0,
    key: randomUUID(),
  });
  return answered.ok
    ? answered.value.answer.items.map(({ specificationId, specificationVersion, conditionsOutstanding }) => [
        specificationId,
        specificationVersion,
        conditionsOutstanding,
      ])
    : [];
};

describe('the register', () => {
  test('holds the latest endorsed version of each specification, and keeps to it', async () => {
    const first = await closedRound('alpha', 1);
    const second = await closedRound('alpha', 2);
    expect((await decide(first)).ok).toBe(true);
    expect(await register()).toEqual([['alpha', 1, 1]]);
    expect((await decide(second)).ok).toBe(true);
    expect(await register()).toEqual([['alpha', 2, 1]]);
    expect(await register({ startsWith: 'CREDENTIAL AL' })).toEqual([['alpha', 2, 1]]);
    expect(await register({ startsWith: 'credential b' })).toEqual([]);

    // What happens to the decision on version 1 no longer concerns the register.
    const fulfilled = await ops().fulfilCondition({
      ...(await callBy(first)),
      of: { roundId: first, number: 1 },
      what: { evidence: 'Seen.' },
    });
    expect(fulfilled.ok).toBe(true);
    await ops().withdrawDecision({ ...(await callBy(first, 1)), what: old });
    expect(await register()).toEqual([['alpha', 2, 1]]);
    await ops().withdrawDecision({ ...(await callBy(second)), what: old });
    expect(await register()).toEqual([]);
  });

  test('an endorsement of an earlier version does not replace a later one’s', async () => {
    const [first, second] = [await closedRound('beta', 1), await closedRound('beta', 2)];
    await decide(second);
    await decide(first);
    expect(await register()).toEqual([['beta', 2, 1]]);
    await ops().withdrawDecision({ ...(await callBy(second)), what: over });
  });

  test('an endorsement waits under Today from 90 days before its review-by date, until it is renewed or withdrawn', async () => {
    const clock = testServices(database.db);
    const waiting = async (at: string) => {
      clock.setNow(at);
      const answered = await centreUseCases(clock.services).getToday({ ...(await callBy('')), of: {} });
      const all = answered.ok ? answered.value.answer.endorsementsToReview.items : [];
      return all.filter(({ specificationId }) => specificationId === 'delta');
    };
    const first = await closedRound('delta', 1);
    expect((await decide(first)).ok).toBe(true);
    const entry = {
      specificationId: 'delta',
      title: 'Credential delta',
      reviewBy: '2029-08-01',
    };
    expect(await waiting('2029-05-02T23:59:00.000Z')).toEqual([]);
    expect(await waiting('2029-05-03T00:00:00.000Z')).toEqual([entry]);
    expect(await waiting('2031-01-01T00:00:00.000Z')).toEqual([entry]);

    const second = await closedRound('delta', 2);
    expect((await decide(second, { ...endorse, reviewBy: '2030-08-01', intervention: null })).ok).toBe(true);
    expect(await waiting('2030-01-01T00:00:00.000Z')).toEqual([]);
    await ops().withdrawDecision({
      ...(await callBy(second)),
      what: { reason: 'Over.', message: 'It is over.' },
    });
    expect(await waiting('2033-01-01T00:00:00.000Z')).toEqual([]);
  });

  test('names companions that are endorsed themselves, and no others', async () => {
    for (const companionId of ['beta', 'gamma'])
      await ops().linkCompanion({
        ...(await callBy('')),
        of: { specificationId: 'alpha' },
        what: { companionId, kind: 'concurrent' },
        expected: (await getSpecification(database.db, 'alpha'))?.editVersion ?? 0,
      });
    const [alpha, beta] = [await closedRound('alpha', 2), await closedRound('beta', 2)];
    const companions = async () => {
      const answered = await ops().getRegister({ ...(await callBy('')), by: null, of: {} });
      const items = answered.ok ? answered.value.answer.items : [];
      return items.map((one) => one.companions.map(({ title }) => title));
    };
    await decide(alpha);
    expect(await companions()).toEqual([[]]);
    await decide(beta);
    expect(await companions()).toEqual([['Credential beta'], ['Credential alpha']]);
    for (const roundId of [alpha, beta])
      await ops().withdrawDecision({ ...(await callBy(roundId)), what: { reason: 'Over.', message: '' } });
    const { items } = await listEventsOf(database.db, keys.round(beta), { limit: 50 });
    expect(items.find(({ action }) => action === 'decision-withdrawn')?.details).toEqual({
      reason: 'Over.',
    });
  });

  test('a gateway round never enters it', async () => {
    const roundId = await closedRound('gamma', 1, 'gateway');
    expect((await decide(roundId)).ok).toBe(false);
    expect((await decide(roundId, { ...endorse, reviewBy: null })).ok).toBe(false);
    const goAhead = { ...endorse, outcome: 'go-ahead-with-conditions' as const, reviewBy: null };
    expect((await decide(roundId, goAhead)).ok).toBe(true);
    expect(await register()).toEqual([]);
  });

  test('neither does what is not endorsed', async () => {
    const roundId = await closedRound('gamma', 2);
    const decided = await decide(roundId, {
      ...endorse,
      outcome: 'return-for-revision',
      conditions: [],
      reviewBy: null,
      intervention: null,
    });
    expect(decided.ok && decided.value.answer).toMatchObject({ departs: true, recommended: 'hold' });
    expect(await register()).toEqual([]);
  });
});

describe('a decision', () => {
  test('is not made while something that affects the result is on its way', async () => {
    const roundId = await closedRound('alpha', 1);
    const read = await getRound(database.db, roundId);
    if (read === null) throw new Error('It was just added.');
    await changeRound(
      database.db,
      read,
      { affectsResult: true, recommendationDue: true },
      [],
      eventNow(given.services, 'ann', 'interest-cleared'),
    );
    const early = await decide(roundId);
    expect(!early.ok && early.error.code).toBe('not-now');
    await project(given.services, roundId);
    const late = await ops().decide({ ...(await callBy(roundId, read.editVersion)), what: endorse });
    expect(!late.ok && late.error.code).toBe('stale');
    expect((await decide(roundId)).ok).toBe(true);
  });

  test('two made at the same time leave one', async () => {
    const roundId = await closedRound('beta', 1);
    const both = await Promise.all([decide(roundId), decide(roundId)]);
    expect(both.filter(({ ok }) => ok).length).toBe(1);
  });

  test('needs dates in the future, in UK time', async () => {
    const roundId = await closedRound('gamma', 2);
    // In August the UK is an hour ahead: it is the 2nd there.
    given.setNow('2026-08-01T23:30:00.000Z');
    const [condition] = endorse.conditions;
    if (condition === undefined) throw new Error('There is one.');
    const refused = await decide(roundId, {
      ...endorse,
      conditions: [{ ...condition, due: '2026-08-02' }],
    });
    expect(!refused.ok && refused.error.errors?.map(({ pointer }) => pointer)).toEqual(['/conditions/0/due']);
    given.setNow(`${today}T09:00:00.000Z`);
  });
});

test('the rounds of a specification tell what was decided, when, and that it was withdrawn', async () => {
  const undecided = await closedRound('beta', 1);
  const roundId = await closedRound('beta', 2);
  await decide(roundId);
  const history = async () => {
    const { listRoundsOfSpecification } = ops();
    const call = { ...(await callBy(roundId)), of: { specificationId: 'beta' } };
    const listed = await listRoundsOfSpecification(call);
    return new Map(listed.ok ? listed.value.answer.items.map((one) => [one.roundId, one]) : []);
  };
  expect((await history()).get(undecided)).toMatchObject({ status: 'closed', decision: null });
  const decision = { outcome: endorse.outcome, decidedAt: `${today}T09:00:00.000Z`, withdrawnAt: null };
  expect((await history()).get(roundId)).toMatchObject({ status: 'decided', decision });
  given.setNow('2026-08-03T10:00:00.000Z');
  await ops().withdrawDecision({ ...(await callBy(roundId)), what: over });
  given.setNow(`${today}T09:00:00.000Z`);
  expect((await history()).get(roundId)?.decision?.withdrawnAt).toBe('2026-08-03T10:00:00.000Z');
});

test('a round is compared with the one on the version before', async () => {
  const [before, after] = [await closedRound('gamma', 1), await closedRound('gamma', 2)];
  const compared = await ops().compareRounds(await callBy(after));
  expect(compared.ok && compared.value.answer).toMatchObject({
    previous: { roundId: before, specificationVersion: 1, outcome: 'hold' },
    changed: [],
  });
  const first = await ops().compareRounds(await callBy(before));
  expect(first.ok && first.value.answer.previous).toBeNull();
});
