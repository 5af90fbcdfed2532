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
import { getNotice, listNoticesOf, noticeIdOf } from '../notices/storage.ts';
import { newAssignmentWrite } from '../panels/storage.ts';
import { chooseEmails } from '../people/choose-emails.ts';
import { addPerson, getPerson } from '../people/storage.ts';
import { project } from '../results/project.ts';
import { changeRound, getRound, newRoundWrites } from '../rounds/storage.ts';
import { addSpecification, addSpecificationVersion, getSpecification } from '../specifications/storage.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import { keys } from '../table/keys.ts';
import { transact } from '../table/write.ts';
import { eventNow } from '../use-case/services.ts';
import { queueConditionNotices } from './queue-condition-notices.ts';

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
  await addPerson(
    database.db,
    { id: 'c', name: 'Contact Example', email: 'contact@example.org', roles: [] },
    services.now().toISOString(),
  );
  for (const kind of ['endorsement', 'gateway'] as const) {
    const content = { ...sampleCriteriaSet(), id: `made-up-${kind}`, kind };
    const hash = kind === 'gateway' ? 'b'.repeat(64) : 'a'.repeat(64);
    await addCriteriaSetVersion(database.db, { version: 1, hash, content }, event('criteria-set-created'));
  }
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There are samples.');
  for (const id of [
    'alpha',
    'beta',
    'gamma',
    'delta',
    'epsilon',
    'zeta',
    'eta',
    'theta',
    'iota',
    'kappa',
    'lambda',
    'mu',
  ]) {
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
async function closedRound(
  specificationId: string,
  version: number,
  kind = 'endorsement',
  reviewer = 'somebody',
): Promise<string> {
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
    newAssignmentWrite(id, reviewer, 1, null, new Date('2026-08-01T09:00:00.000Z')),
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
  endorsement: null,
};

const returned: Draft = {
  ...endorse,
  outcome: 'return-for-revision',
  conditions: [],
  reviewBy: null,
};

const over = { reason: 'Over.', message: 'It is over.' };

async function decide(roundId: string, body: Draft = endorse) {
  const round = await getRound(database.db, roundId);
  return ops().decide({ ...(await callBy(roundId, round?.editVersion)), what: body });
}

/** Releases the letter about a decision. */
async function release(roundId: string) {
  const letter = await ops().getLetter(await callBy(roundId));
  const version = letter.ok ? letter.value.answer.version : 0;
  return ops().releaseLetter({ ...(await callBy(roundId, version)), what: {} });
}

/** Decides and releases the letter: an endorsement is in the register then. */
async function enter(roundId: string, body: Draft = endorse) {
  const decided = await decide(roundId, body);
  if (!decided.ok) throw new Error(JSON.stringify(decided.error));
  const released = await release(roundId);
  if (!released.ok) throw new Error(JSON.stringify(released.error));
}

const withdraw = async (roundId: string, said = over) => {
  const read = await ops().getDecision(await callBy(roundId));
  const version = read.ok ? read.value.answer.version : 0;
  return ops().withdrawDecision({ ...(await callBy(roundId, version)), what: said });
};

const replacing: Draft = {
  ...endorse,
  endorsement: { becomes: 'replaced', until: null, message: '' },
};

const asked = { by: null, what: undefined, expected: 0, key: '' };

const register = async (query: { startsWith?: string } = {}) => {
  const answered = await ops().getRegister({ ...asked, of: { ...query } });
  return answered.ok
    ? answered.value.answer.items.map(
        ({ specificationId, specificationVersion, conditionsOutstanding, status }) => [
          specificationId,
          specificationVersion,
          conditionsOutstanding,
          status,
        ],
      )
    : [];
};

/** What the register says of a specification; null for nothing. */
const entryOf = async (specificationId: string) => {
  const answered = await ops().getRegisterEntry({ ...asked, of: { specificationId } });
  return answered.ok ? answered.value.answer : null;
};

const historyOf = async (specificationId: string) =>
  (await entryOf(specificationId))?.history.map(({ what, version }) => `${what} ${version}`).reverse();

describe('the register', () => {
  test('shows an endorsement when its letter is released, and another one in its place likewise', async () => {
    const [first, second] = [await closedRound('alpha', 1), await closedRound('alpha', 2)];
    expect((await decide(first)).ok).toBe(true);
    expect([await register(), await entryOf('alpha')]).toEqual([[], null]);
    const waits = await decide(second);
    expect(!waits.ok && waits.error.detail).toContain('its letter has not been released');
    expect((await release(first)).ok).toBe(true);
    expect(await register()).toEqual([['alpha', 1, 1, 'endorsed']]);

    expect((await decide(second, replacing)).ok).toBe(true);
    expect(await register()).toEqual([['alpha', 1, 1, 'endorsed']]);
    expect((await release(second)).ok).toBe(true);
    expect(await register({ startsWith: 'CREDENTIAL AL' })).toEqual([['alpha', 2, 1, 'endorsed']]);
    expect(await register({ startsWith: 'credential b' })).toEqual([]);

    // Nothing happens any more to the decision on version 1.
    const read = await ops().getDecision(await callBy(first));
    const { register: where, version } = read.ok ? read.value.answer : { register: null, version: 0 };
    expect(where).toBe('replaced');
    for (const late of [
      await ops().fulfilCondition({
        ...(await callBy(first, version)),
        of: { roundId: first, number: 1 },
        what: { evidence: 'Seen.' },
      }),
      await withdraw(first),
    ])
      expect(!late.ok && late.error.detail).toContain('endorsement of version 2 has taken the place');
    expect((await withdraw(second)).ok).toBe(true);
    expect(await register()).toEqual([['alpha', 2, 1, 'withdrawn']]);
    expect(await historyOf('alpha')).toEqual(['endorsed 1', 'replaced 1', 'endorsed 2', 'withdrawn 2']);
    // It was in the register, whatever is there later.
    const third = await closedRound('alpha', 2);
    await enter(third);
    const was = await ops().getDecision(await callBy(second));
    expect(was.ok && was.value.answer.register).toBe('withdrawn');
    expect((await withdraw(third)).ok).toBe(true);
  });

  test('never shows an endorsement that is withdrawn before its letter is released', async () => {
    const roundId = await closedRound('gamma', 1);
    await decide(roundId);
    expect((await withdraw(roundId)).ok).toBe(true);
    expect(await entryOf('gamma')).toBeNull();
    expect((await release(roundId)).ok).toBe(false);
    const read = await ops().getDecision(await callBy(roundId));
    expect(read.ok && read.value.answer.register).toBe('never');
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
    await enter(first);
    const entry = {
      specificationId: 'delta',
      roundId: first,
      title: 'Credential delta',
      reviewBy: '2029-08-01',
    };
    expect(await waiting('2029-05-02T23:59:00.000Z')).toEqual([]);
    expect(await waiting('2029-05-03T00:00:00.000Z')).toEqual([entry]);
    expect(await waiting('2031-01-01T00:00:00.000Z')).toEqual([entry]);

    const second = await closedRound('delta', 2);
    await enter(second, { ...replacing, reviewBy: '2030-08-01' });
    expect(await waiting('2030-01-01T00:00:00.000Z')).toEqual([]);
    await withdraw(second);
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
    const companions = async (specificationId: string) =>
      (await entryOf(specificationId))?.companions.map(({ title }) => title);
    await enter(alpha);
    await decide(beta);
    expect(await companions('alpha')).toEqual([]);
    await release(beta);
    expect(await companions('alpha')).toEqual(['Credential beta']);
    expect(await companions('beta')).toEqual(['Credential alpha']);
    await withdraw(beta);
    expect(await companions('alpha')).toEqual([]);
    await withdraw(alpha);
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
    expect((await release(roundId)).ok).toBe(true);
    expect(await entryOf('gamma')).toBeNull();
  });

  test('neither does what is not endorsed', async () => {
    const roundId = await closedRound('gamma', 2);
    const decided = await decide(roundId, returned);
    expect(decided.ok && decided.value.answer).toMatchObject({ departs: true, recommended: 'hold' });
    expect((await release(roundId)).ok).toBe(true);
    expect(await entryOf('gamma')).toBeNull();
  });
});

describe('a decision on what is endorsed now', () => {
  const later = '2027-08-01';
  const becoming = (becomes: 'stands' | 'suspended' | 'withdrawn', more = {}): Draft => ({
    ...returned,
    endorsement: {
      becomes,
      until: becomes === 'withdrawn' ? null : later,
      message: becomes === 'stands' ? '' : 'It does not stand.',
      ...more,
    },
  });
  const pointers = (answered: Awaited<ReturnType<typeof decide>>) =>
    answered.ok ? [] : (answered.error.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

  test('is not recorded without saying what becomes of it, and keeps it with what was said', async () => {
    const [first, again] = [await closedRound('epsilon', 1), await closedRound('epsilon', 1)];
    await enter(first);
    expect(pointers(await decide(again, returned))).toEqual(['/endorsement endorsement-missing']);
    expect(pointers(await decide(again, { ...returned, endorsement: replacing.endorsement }))).toEqual([
      '/endorsement/becomes not-replaced',
    ]);
    expect(
      pointers(await decide(again, { ...endorse, endorsement: becoming('stands').endorsement })),
    ).toEqual(['/endorsement/becomes is-replaced']);
    expect(pointers(await decide(again, becoming('stands', { until: null })))).toEqual([
      '/endorsement/until missing',
    ]);
    expect(pointers(await decide(again, becoming('suspended', { message: ' ' })))).toEqual([
      '/endorsement/message missing',
    ]);
    expect(pointers(await decide(again, becoming('withdrawn', { roundId: 'round-other' })))).toEqual([
      '/endorsement/roundId other-endorsement',
    ]);
    expect((await register()).find(([id]) => id === 'epsilon')).toEqual(['epsilon', 1, 1, 'endorsed']);

    const decided = await decide(again, becoming('suspended'));
    expect(decided.ok && decided.value.answer.endorsement).toEqual({
      roundId: first,
      specificationVersion: 1,
      becomes: 'suspended',
      until: later,
      message: 'It does not stand.',
    });
    // At once, whatever becomes of the letter.
    expect(await entryOf('epsilon')).toMatchObject({ status: 'suspended', since: today });
    const letter = await ops().getLetter(await callBy(again));
    expect(letter.ok && letter.value.answer.body).toContain(
      'The endorsement of version 1 is suspended. The Centre will consider it again by 1 August 2027.',
    );
  });

  test('says nothing of an endorsement where none stands', async () => {
    const roundId = await closedRound('zeta', 1);
    expect(pointers(await decide(roundId, becoming('stands')))).toEqual([
      '/endorsement endorsement-not-allowed',
    ]);
  });

  test('lets it stand until another date or lifts its suspension with its letter, and withdraws it at once', async () => {
    const first = await closedRound('zeta', 1);
    await enter(first);
    const [standing, again] = [await closedRound('zeta', 2), await closedRound('zeta', 2)];
    const before = await entryOf('zeta');
    expect(pointers(await decide(standing, becoming('stands', { message: 'It stands.' })))).toEqual([
      '/endorsement/message message-not-allowed',
    ]);
    await decide(standing, becoming('stands'));
    // Nobody outside can tell that anything was decided.
    expect(await entryOf('zeta')).toEqual(before);
    await release(standing);
    expect(await entryOf('zeta')).toMatchObject({ status: 'endorsed', reviewBy: later });
    await decide(await closedRound('zeta', 2), becoming('suspended'));
    given.setNow(`${today}T09:10:00.000Z`);
    await enter(again, becoming('stands'));
    expect(await entryOf('zeta')).toMatchObject({ status: 'endorsed' });
    await decide(await closedRound('zeta', 2), becoming('withdrawn'));
    expect(await entryOf('zeta')).toMatchObject({ status: 'withdrawn' });
    expect(await historyOf('zeta')).toEqual([
      'endorsed 1',
      'stands 1',
      'suspended 1',
      'suspension-lifted 1',
      'stands 1',
      'withdrawn 1',
    ]);
    const read = await ops().getDecision(await callBy(first));
    expect(read.ok && read.value.answer).toMatchObject({ register: 'withdrawn', withdrawn: {} });
    // From now on there is nothing to say.
    expect((await decide(await closedRound('zeta', 2), returned)).ok).toBe(true);
  });

  test('is not told to its developer with the name of anybody who reviewed it', async () => {
    await addPerson(
      database.db,
      { id: 'r', name: 'Quintus Abernathy', email: 'quintus@example.org', roles: ['reviewer'] },
      given.services.now().toISOString(),
    );
    const first = await closedRound('mu', 1, 'endorsement', 'r');
    await enter(first);
    const second = await closedRound('mu', 2);
    const naming = becoming('suspended', { message: 'Quintus Abernathy saw no supervisors.' });
    expect(pointers(await decide(second, naming))).toEqual(['/endorsement/message leak']);
    const maybe = becoming('suspended', { message: 'Abernathy saw no supervisors.' });
    expect(pointers(await decide(second, maybe))).toEqual(['/endorsement/message leak']);
    const looked = becoming('suspended', { message: 'Abernathy saw no supervisors.', looked: true });
    expect((await decide(second, { ...looked, reason: 'R1 said so.' })).ok).toBe(true);
    // R1 of the later round is nobody of the earlier one.
    const read = await ops().getDecision(await callBy(first));
    expect(read.ok && read.value.answer.suspended).toMatchObject({ reason: '', roundId: second });
    for (const [roundId, action, details] of [
      [first, 'endorsement-suspended', { decision: second, until: later, looked: 'message' }],
      [second, 'round-decided', { looked: 'message about the earlier endorsement' }],
    ] as const) {
      const { items } = await listEventsOf(database.db, keys.round(roundId), { limit: 50 });
      expect(items.find((event) => event.action === action)?.details).toMatchObject(details);
    }
    const { items } = await listEventsOf(database.db, keys.round(first), { limit: 50 });
    expect(JSON.stringify(items)).not.toContain('R1 said so');
  });

  test('tells all of the Centre what becomes of it, and of another decision only those who want to know', async () => {
    const ann = await getPerson(database.db, 'ann');
    if (ann === null) throw new Error('Ann is there.');
    await chooseEmails(database.db, ann, ['decision-recorded']);
    const first = await closedRound('eta', 1);
    await enter(first);
    const second = await closedRound('eta', 1);
    await decide(second, becoming('withdrawn'));
    const told = (roundId: string) =>
      getNotice(database.db, noticeIdOf(`decision-recorded ${roundId}`, 'ann'));
    expect(await told(first)).toBeNull();
    expect(await told(second)).toMatchObject({ data: { endorsement: { becomes: 'withdrawn' } } });
  });

  test('that it stands lifts no suspension that came after it, and nothing of what is withdrawn or replaced', async () => {
    const first = await closedRound('beta', 1);
    await enter(first);
    const [one, two, three] = [
      await closedRound('beta', 2),
      await closedRound('beta', 2),
      await closedRound('beta', 2),
    ];
    await decide(one, becoming('stands'));
    given.setNow(`${today}T09:20:00.000Z`);
    await decide(two, becoming('suspended'));
    await decide(three, becoming('stands', { until: '2027-09-01' }));
    await release(one);
    expect(await entryOf('beta')).toMatchObject({ status: 'suspended', reviewBy: later });
    await withdraw(first);
    await release(three);
    expect(await entryOf('beta')).toMatchObject({ status: 'withdrawn', reviewBy: later });
  });

  test('two of them, and a withdrawal, at one moment leave decisions and register saying the same', async () => {
    const first = await closedRound('eta', 1);
    await enter(first);
    const [one, other] = [await closedRound('eta', 1), await closedRound('eta', 2)];
    const [suspending, standing, withdrawing] = await Promise.all([
      decide(one, becoming('suspended')),
      decide(other, becoming('stands')),
      withdraw(first),
    ]);
    const read = await ops().getDecision(await callBy(first));
    if (!read.ok) throw new Error('It was decided.');
    const { register: where, withdrawn, suspended } = read.value.answer;
    expect((await entryOf('eta'))?.status).toBe(where);
    expect(where).toBe(withdrawn !== null ? 'withdrawn' : suspended !== null ? 'suspended' : 'endorsed');
    expect([suspending, standing, withdrawing].some(({ ok }) => ok)).toBe(true);
    if (withdrawing.ok) expect(withdrawn).not.toBeNull();
  });
});

describe('a suspension', () => {
  const suspend = async (roundId: string, reconsiderBy = '2026-09-01') => {
    const read = await ops().getDecision(await callBy(roundId));
    const version = read.ok ? read.value.answer.version : 0;
    return ops().suspendEndorsement({ ...(await callBy(roundId, version)), what: { ...over, reconsiderBy } });
  };
  const lift = async (roundId: string) => {
    const read = await ops().getDecision(await callBy(roundId));
    const version = read.ok ? read.value.answer.version : 0;
    return ops().liftSuspension({ ...(await callBy(roundId, version)), what: over });
  };

  test('shows at once, waits under Today until it is considered, and is lifted or ends in a withdrawal', async () => {
    const roundId = await closedRound('theta', 1);
    await decide(roundId);
    const early = await suspend(roundId);
    expect(!early.ok && early.error.detail).toContain('not in the register before its letter is released');
    await release(roundId);
    expect((await lift(roundId)).ok).toBe(false);
    expect((await suspend(roundId, today)).ok).toBe(false);
    expect((await suspend(roundId)).ok).toBe(true);
    expect(await entryOf('theta')).toMatchObject({ status: 'suspended', since: today });
    const clock = testServices(database.db, '2026-08-19T09:00:00.000Z');
    const answered = await centreUseCases(clock.services).getToday({ ...(await callBy('')), of: {} });
    expect(answered.ok && answered.value.answer.suspensionsToReconsider.items).toContainEqual({
      specificationId: 'theta',
      roundId,
      title: 'Credential theta',
      reconsiderBy: '2026-09-01',
    });
    expect((await suspend(roundId, '2026-10-01')).ok).toBe(true);
    expect((await lift(roundId)).ok).toBe(true);
    expect(await entryOf('theta')).toMatchObject({ status: 'endorsed', since: today });
    expect((await suspend(roundId)).ok).toBe(true);
    expect((await withdraw(roundId)).ok).toBe(true);
    expect(await historyOf('theta')).toEqual([
      'endorsed 1',
      'suspended 1',
      'suspended 1',
      'suspension-lifted 1',
      'suspended 1',
      'withdrawn 1',
    ]);
  });
});

describe('a condition', () => {
  const noticesOf = async (roundId: string) => {
    const { items } = await listNoticesOf(database.db, roundId, { limit: 50 });
    return items.flatMap((item) =>
      item.notice === 'condition-news' ? [`${item.data.what} ${item.data.due} ${item.personId}`] : [],
    );
  };
  const at = async (roundId: string) => {
    const read = await ops().getDecision(await callBy(roundId));
    const version = read.ok ? read.value.answer.version : 0;
    return { ...(await callBy(roundId, version)), of: { roundId, number: 1 } };
  };

  test('is fulfilled, found not to be after all, and given more time, each with its reason; its developer is told', async () => {
    const roundId = await closedRound('lambda', 1);
    await decide(roundId);
    const evidence = { evidence: 'Page 4.' };
    expect((await ops().fulfilCondition({ ...(await at(roundId)), what: evidence })).ok).toBe(true);
    const takenBack = { reason: 'It was another page.' };
    expect((await ops().takeBackFulfilment({ ...(await at(roundId)), what: takenBack })).ok).toBe(true);
    // Nobody outside knows of it before the letter.
    expect(await noticesOf(roundId)).toEqual([]);
    await release(roundId);
    expect((await entryOf('lambda'))?.conditionsOutstanding).toBe(1);
    const soon = await ops().extendCondition({
      ...(await at(roundId)),
      what: { due: '2026-11-30', reason: 'Soon.' },
    });
    expect(!soon.ok && soon.error.errors?.map(({ detail }) => detail)).toEqual([
      'The new date must be later than 1 December 2026, the date that it has.',
    ]);
    const more = { due: '2027-02-01', reason: 'They have hired somebody.' };
    expect((await ops().extendCondition({ ...(await at(roundId)), what: more })).ok).toBe(true);
    expect((await ops().fulfilCondition({ ...(await at(roundId)), what: evidence })).ok).toBe(true);
    expect((await ops().extendCondition({ ...(await at(roundId)), what: more })).ok).toBe(false);
    const again = await ops().takeBackFulfilment({ ...(await at(roundId)), what: takenBack });
    expect(again.ok && again.value.answer.conditions[0]).toMatchObject({
      due: '2027-02-01',
      fulfilled: null,
      extensions: [{ by: 'ann', reason: more.reason, was: '2026-12-01' }],
      takenBack: [{ evidence: 'Page 4.' }, { reason: takenBack.reason }],
    });
    expect((await noticesOf(roundId)).sort()).toEqual([
      'accepted 2027-02-01 c',
      'extended 2027-02-01 c',
      'taken-back 2027-02-01 c',
    ]);
    expect(await historyOf('lambda')).toEqual(['endorsed 1', 'condition-met 1', 'condition-not-met 1']);

    // The clock: two weeks before its date, and on the day after it, once each.
    const clock = testServices(database.db);
    const queued = async (now: string) => {
      clock.setNow(now);
      await queueConditionNotices(clock.services);
      return (await noticesOf(roundId)).filter((one) => /^(near|overdue)/.test(one));
    };
    expect(await queued('2027-01-18T08:59:00.000Z')).toEqual([]);
    expect(await queued('2027-01-18T09:00:00.000Z')).toEqual(['near 2027-02-01 c']);
    expect(await queued('2027-02-01T20:00:00.000Z')).toEqual(['near 2027-02-01 c']);
    await queued('2027-02-02T09:00:00.000Z');
    expect((await queued('2027-02-09T09:00:00.000Z')).sort()).toEqual([
      'near 2027-02-01 c',
      'overdue 2027-02-01 c',
    ]);
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
  const undecided = await closedRound('iota', 1);
  const roundId = await closedRound('iota', 2);
  await decide(roundId);
  const history = async () => {
    const { listRoundsOfSpecification } = ops();
    const call = { ...(await callBy(roundId)), of: { specificationId: 'iota' } };
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

test('a round is compared with the last decided one, also of the same version, and with no other', async () => {
  const [before, again, after] = [
    await closedRound('kappa', 1),
    await closedRound('kappa', 1),
    await closedRound('kappa', 2),
  ];
  const previousOf = async (roundId: string) => {
    const compared = await ops().compareRounds(await callBy(roundId));
    return compared.ok && compared.value.answer.previous;
  };
  expect(await previousOf(after)).toBeNull();
  await decide(before, returned);
  const decidedAt = `${today}T09:00:00.000Z`;
  const first = {
    roundId: before,
    specificationVersion: 1,
    outcome: 'hold',
    decision: 'return-for-revision',
    decidedAt,
  };
  expect([await previousOf(again), await previousOf(after)]).toEqual([first, first]);
  given.setNow('2026-08-02T09:00:00.000Z');
  await decide(again, { ...returned, outcome: 'do-not-endorse' });
  given.setNow(decidedAt);
  expect(await previousOf(after)).toMatchObject({ roundId: again, decision: 'do-not-endorse' });
  expect(await previousOf(again)).toMatchObject({ roundId: before });
  expect(await previousOf(before)).toBeNull();
});
