import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCriteriaSet, sampleSpecifications } from '../../infra/local/samples.ts';
import type { EventAction } from '../../shared/contract/event-actions.ts';
import type { Body } from '../../shared/contract/operation.ts';
import type { staffOperations } from '../../shared/contract/staff-operations.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { noEmails } from '../../test/support/sample-emails.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { centreUseCases } from '../centre/use-cases.ts';
import { addCriteriaSetVersion } from '../criteria-sets/storage.ts';
import { receive } from '../developers/receive.ts';
import { addAnswer } from '../developers/storage.ts';
import { listNoticesOf } from '../notices/list-notices.ts';
import { getNotice, noticeIdOf } from '../notices/storage.ts';
import { newAssignmentWrite } from '../panels/storage.ts';
import { addPerson } from '../people/changes-storage.ts';
import { chooseEmails } from '../people/choose-emails.ts';
import { getPerson } from '../people/storage.ts';
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
    'nu',
    'xi',
  ])
    await specify(id);
});
afterAll(() => database.stop());

/** Registers a specification with two versions. */
async function specify(id: string): Promise<void> {
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There are samples.');
  const event = (action: EventAction) => eventNow(given.services, 'ann', action);
  const content = { ...sample.version, title: `Credential ${id}` };
  await addSpecification(
    database.db,
    {
      id,
      title: content.title,
      areaOfPractice: 'Area',
      developer: { organisation: 'Dev', contactId: 'c' },
      stage: 'specification',
      priorityId: null,
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
    ...newRoundWrites(
      round,
      { areaOfPractice: '', organisation: '' },
      eventNow(services, 'ann', 'round-created'),
    ),
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

const withdraw = async (roundId: string, said = over) =>
  ops().withdrawDecision({ ...(await changingDecision(roundId)), what: said });

const later = '2027-08-01';

/** A decision that does not endorse, and says what becomes of an endorsement. */
const becoming = (becomes: 'stands' | 'suspended' | 'withdrawn', more = {}): Draft => ({
  ...returned,
  endorsement: {
    becomes,
    until: becomes === 'withdrawn' ? null : later,
    message: becomes === 'stands' ? '' : 'It does not stand.',
    ...more,
  },
});

/** Who changes a decision, as it stands. */
async function changingDecision(roundId: string) {
  const read = await ops().getDecision(await callBy(roundId));
  return callBy(roundId, read.ok ? read.value.answer.version : 0);
}

const ofCondition = async (roundId: string) => ({
  ...(await changingDecision(roundId)),
  of: { roundId, number: 1 },
});

const suspend = async (roundId: string, reconsiderBy = '2026-09-01') =>
  ops().suspendEndorsement({ ...(await changingDecision(roundId)), what: { ...over, reconsiderBy } });

const lift = async (roundId: string) =>
  ops().liftSuspension({ ...(await changingDecision(roundId)), what: over });

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
    expect(
      pointers(
        await decide(
          again,
          becoming('withdrawn', {
            seen: { roundId: 'round-other', status: 'endorsed', until: '2029-08-01' },
          }),
        ),
      ),
    ).toEqual(['/endorsement/seen other-endorsement']);
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

describe('while the letter about a decision on what is endorsed waits', () => {
  const letterOf = async (roundId: string) => {
    const read = await ops().getLetter(await callBy(roundId));
    if (!read.ok) throw new Error('There is one.');
    return read.value.answer;
  };

  /** Staff look at what has changed, and keep the letter as it is composed from that. */
  const bringUpToDate = async (roundId: string, besides: { seen?: string } = {}) => {
    const { outdated, seen, version, subject, body } = await letterOf(roundId);
    const { changes: _, ...text } = outdated ?? { changes: [], subject, body };
    return ops().changeLetter({ ...(await callBy(roundId, version)), what: { ...text, seen, ...besides } });
  };

  interface Rounds {
    readonly specificationId: string;
    /** The decision whose endorsement is in the register, and the later one whose letter waits. */
    readonly first: string;
    readonly second: string;
  }

  const extend = async ({ second }: Rounds) =>
    ops().extendCondition({
      ...(await ofCondition(second)),
      what: { due: '2027-02-01', reason: 'It is hard.' },
    });
  const fulfil = async (roundId: string) =>
    ops().fulfilCondition({ ...(await ofCondition(roundId)), what: { evidence: 'Page 4.' } });
  const takeBack = async (roundId: string) =>
    ops().takeBackFulfilment({ ...(await ofCondition(roundId)), what: { reason: 'It was another page.' } });
  const replaceIt = async ({ specificationId }: Rounds) =>
    enter(await closedRound(specificationId, 2), replacing);

  const inForce = 'The endorsement of version 1 stands. Its next review is due by 1 August 2027.';
  const gone = 'The endorsement of version 1 is withdrawn.';
  const suspendedUntil = (day: string) =>
    `The endorsement of version 1 is suspended. The Centre will consider it again by ${day}.`;
  const replaced = 'The endorsement of version 1 is replaced by this one.';

  interface Case {
    readonly decided: Draft;
    /** The version that is decided on; 2 unless it is said. */
    readonly version?: number;
    readonly before?: (rounds: Rounds) => Promise<unknown>;
    readonly after: (rounds: Rounds) => Promise<unknown>;
    /** What staff are told has changed of what the letter says; null where all of it is so. */
    readonly changed: RegExp | null;
    /** What the letter says when it is released. */
    readonly says: string;
    readonly register: object;
    readonly history: readonly string[];
  }
  const stays = async () => undefined;
  const endorsed = { status: 'endorsed', specificationVersion: 1, reviewBy: '2029-08-01' };
  const cases: Readonly<Record<string, Case>> = {
    'it stands, and nothing happens': {
      decided: becoming('stands'),
      after: stays,
      changed: null,
      says: inForce,
      register: { ...endorsed, reviewBy: later },
      history: ['endorsed 1', 'stands 1'],
    },
    'it stands, and is suspended': {
      decided: becoming('stands'),
      after: ({ first }) => suspend(first),
      changed: /^By now: The endorsement of version 1 is suspended/,
      says: suspendedUntil('1 September 2026'),
      register: { ...endorsed, status: 'suspended' },
      history: ['endorsed 1', 'suspended 1'],
    },
    'it stands, is suspended, and stands again': {
      decided: becoming('stands'),
      after: async ({ first }) => [await suspend(first), await lift(first)],
      changed: null,
      says: inForce,
      register: { ...endorsed, reviewBy: later },
      history: ['endorsed 1', 'suspended 1', 'suspension-lifted 1', 'stands 1'],
    },
    'it stands, and is withdrawn': {
      decided: becoming('stands'),
      after: ({ first }) => withdraw(first),
      changed: /^By now: The endorsement of version 1 is withdrawn\.$/,
      says: gone,
      register: { ...endorsed, status: 'withdrawn' },
      history: ['endorsed 1', 'withdrawn 1'],
    },
    'it stands, and a condition of it is met': {
      decided: becoming('stands'),
      after: ({ first }) => fulfil(first),
      changed: null,
      says: inForce,
      register: { ...endorsed, reviewBy: later, conditionsOutstanding: 0 },
      history: ['endorsed 1', 'condition-met 1', 'stands 1'],
    },
    'it stands again, and nothing happens': {
      before: ({ first }) => suspend(first),
      decided: becoming('stands'),
      after: stays,
      changed: null,
      says: inForce,
      register: { ...endorsed, reviewBy: later },
      history: ['endorsed 1', 'suspended 1', 'suspension-lifted 1', 'stands 1'],
    },
    'it stands again, and its suspension is extended': {
      before: ({ first }) => suspend(first),
      decided: becoming('stands'),
      after: ({ first }) => suspend(first, '2026-10-01'),
      changed: /suspended\. .* by 1 October 2026\.$/,
      says: suspendedUntil('1 October 2026'),
      register: { ...endorsed, status: 'suspended' },
      history: ['endorsed 1', 'suspended 1', 'suspension-changed 1'],
    },
    'it stands again, and is made to stand by hand': {
      before: ({ first }) => suspend(first),
      decided: becoming('stands'),
      after: ({ first }) => lift(first),
      changed: null,
      says: inForce,
      register: { ...endorsed, reviewBy: later },
      history: ['endorsed 1', 'suspended 1', 'suspension-lifted 1', 'stands 1'],
    },
    'it is suspended, and nothing happens': {
      decided: becoming('suspended'),
      after: stays,
      changed: null,
      says: suspendedUntil('1 August 2027'),
      register: { ...endorsed, status: 'suspended' },
      history: ['endorsed 1', 'suspended 1'],
    },
    'it is suspended, and the suspension is shortened': {
      decided: becoming('suspended'),
      after: ({ first }) => suspend(first),
      changed: /by 1 September 2026\.$/,
      says: suspendedUntil('1 September 2026'),
      register: { ...endorsed, status: 'suspended' },
      history: ['endorsed 1', 'suspended 1', 'suspension-changed 1'],
    },
    'it is suspended, and stands again': {
      decided: becoming('suspended'),
      after: ({ first }) => lift(first),
      changed: /version 1 stands/,
      says: 'The endorsement of version 1 stands. Its next review is due by 1 August 2029.',
      register: endorsed,
      history: ['endorsed 1', 'suspended 1', 'suspension-lifted 1'],
    },
    'it is suspended, and another decision lets it stand': {
      decided: becoming('suspended'),
      after: async ({ specificationId }) => enter(await closedRound(specificationId, 2), becoming('stands')),
      changed: /version 1 stands/,
      says: inForce,
      register: { ...endorsed, reviewBy: later },
      history: ['endorsed 1', 'suspended 1', 'suspension-lifted 1', 'stands 1'],
    },
    'it is suspended, and replaced by another': {
      decided: becoming('suspended'),
      version: 1,
      after: replaceIt,
      changed: /has been replaced by that of version 2\.$/,
      says: 'The endorsement of version 1 has been replaced by that of version 2.',
      register: { ...endorsed, specificationVersion: 2 },
      history: ['endorsed 1', 'suspended 1', 'replaced 1', 'endorsed 2'],
    },
    'it is suspended, and withdrawn': {
      decided: becoming('suspended'),
      after: ({ first }) => withdraw(first),
      changed: /is withdrawn\.$/,
      says: gone,
      register: { status: 'withdrawn' },
      history: ['endorsed 1', 'suspended 1', 'withdrawn 1'],
    },
    'it is withdrawn': {
      decided: becoming('withdrawn'),
      after: stays,
      changed: null,
      says: gone,
      register: { status: 'withdrawn' },
      history: ['endorsed 1', 'withdrawn 1'],
    },
    'it is replaced, and nothing happens': {
      decided: replacing,
      after: stays,
      changed: null,
      says: replaced,
      register: { ...endorsed, specificationVersion: 2 },
      history: ['endorsed 1', 'replaced 1', 'endorsed 2'],
    },
    'it is replaced, and suspended': {
      decided: replacing,
      after: ({ first }) => suspend(first),
      changed: /has been suspended since\..* withdraw this decision/,
      says: 'The endorsement of version 1, which was suspended, is replaced by this one.',
      register: { ...endorsed, specificationVersion: 2 },
      history: ['endorsed 1', 'suspended 1', 'replaced 1', 'endorsed 2'],
    },
    'it is renewed, and suspended': {
      decided: replacing,
      version: 1,
      after: ({ first }) => suspend(first),
      changed: /has been suspended since\./,
      says: 'The endorsement of version 1, which was suspended, is replaced by this one.',
      register: endorsed,
      history: ['endorsed 1', 'suspended 1', 'renewed 1'],
    },
    'it is replaced, and withdrawn': {
      decided: replacing,
      after: ({ first }) => withdraw(first),
      changed: /is withdrawn\.$/,
      says: gone,
      register: { ...endorsed, specificationVersion: 2 },
      history: ['endorsed 1', 'withdrawn 1', 'endorsed 2'],
    },
    'it is replaced, and the new condition has more time': {
      decided: replacing,
      after: extend,
      changed: /^Condition 1 is now due by 1 February 2027\.$/,
      says: '1. Do it.\nDue by 1 February 2027.',
      register: { specificationVersion: 2, conditionsOutstanding: 1 },
      history: ['endorsed 1', 'replaced 1', 'endorsed 2'],
    },
    'it is replaced, and the new condition is fulfilled': {
      decided: replacing,
      after: ({ second }) => fulfil(second),
      changed: /^Condition 1 is now fulfilled\.$/,
      says: '1. Do it.\nFulfilled already.',
      register: { specificationVersion: 2, conditionsOutstanding: 0 },
      history: ['endorsed 1', 'replaced 1', 'endorsed 2'],
    },
    'it is replaced, and the new condition is fulfilled, and not after all': {
      decided: replacing,
      after: async ({ second }) => [await fulfil(second), await takeBack(second)],
      changed: null,
      says: '1. Do it.\nDue by 1 December 2026.',
      register: { specificationVersion: 2, conditionsOutstanding: 1 },
      history: ['endorsed 1', 'replaced 1', 'endorsed 2'],
    },
  };

  test.each(Object.entries(cases))('%s: letter, register and history say so', async (name, row) => {
    const specificationId = `${name.replace(/[^a-z]+/g, '-').slice(0, 60)}`;
    await specify(specificationId);
    const first = await closedRound(specificationId, 1);
    await enter(first);
    const second = await closedRound(specificationId, row.version ?? 2);
    const rounds = { specificationId, first, second };
    given.setNow(`${today}T09:10:00.000Z`);
    await row.before?.(rounds);
    given.setNow(`${today}T09:20:00.000Z`);
    const decided = await decide(second, row.decided);
    expect(decided.ok).toBe(true);
    given.setNow(`${today}T09:30:00.000Z`);
    await row.after(rounds);

    const { outdated } = await letterOf(second);
    if (row.changed === null) expect(outdated).toBeNull();
    else {
      expect(outdated?.changes.join(' ')).toMatch(row.changed);
      const before = [await entryOf(specificationId), await letterOf(second)];
      const held = await release(second);
      expect(!held.ok && held.error.detail).toContain('The letter is out of date');
      expect([await entryOf(specificationId), await letterOf(second)]).toEqual(before);
      const other = await bringUpToDate(second, { seen: 'something-else' });
      expect(!other.ok && other.error.code).toBe('stale');
      // Changing the words alone does not say that they are looked at.
      const { version, subject, body } = await letterOf(second);
      await ops().changeLetter({ ...(await callBy(second, version)), what: { subject, body } });
      expect((await letterOf(second)).outdated?.changes).toEqual(outdated?.changes);
      expect((await bringUpToDate(second)).ok).toBe(true);
      expect(await letterOf(second)).toMatchObject({ outdated: null, composed: null });
    }
    expect((await release(second)).ok).toBe(true);
    const { body, composed } = await letterOf(second);
    expect([body.includes(row.says), composed]).toEqual([true, null]);
    expect(body.match(/The endorsement of version 1[^#]*?\./g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(await entryOf(specificationId)).toMatchObject(row.register);
    expect(await historyOf(specificationId)).toEqual(row.history);
    given.setNow(`${today}T09:00:00.000Z`);
  });

  test('no other decision is made where the register changes with that letter, and whoever decides is told why', async () => {
    for (const [id, decided] of [
      ['waits-standing', becoming('stands')],
      ['waits-replaced', replacing],
    ] as const) {
      await specify(id);
      await enter(await closedRound(id, 1));
      const [second, third] = [await closedRound(id, 2), await closedRound(id, 2)];
      await decide(second, decided);
      const refused = await decide(third, becoming('stands', { until: '2027-09-01' }));
      expect(!refused.ok && refused.error.detail).toContain('its letter has not been released');
      await release(second);
      expect(await entryOf(id)).toMatchObject({ reviewBy: id === 'waits-standing' ? later : '2029-08-01' });
      expect((await decide(third, becoming('suspended'))).ok).toBe(true);
    }
  });

  test('a decision that is withdrawn leaves the endorsement, and its developer hears of no endorsement', async () => {
    await specify('taken-back');
    await enter(await closedRound('taken-back', 1));
    const second = await closedRound('taken-back', 2);
    await decide(second, replacing);
    expect((await withdraw(second)).ok).toBe(true);
    expect(await entryOf('taken-back')).toMatchObject(endorsed);
    expect(await historyOf('taken-back')).toEqual(['endorsed 1']);
    const { items } = await listNoticesOf(database.db, second, { limit: 50 });
    expect(items.flatMap((item) => (item.notice === 'decision-withdrawn' ? [item.data] : []))).toEqual([
      expect.objectContaining({ wasTold: false }),
      expect.objectContaining({ wasTold: false }),
    ]);
  });

  test('whoever decides has seen it as it stands', async () => {
    await specify('seen');
    const first = await closedRound('seen', 1);
    await enter(first);
    const second = await closedRound('seen', 2);
    const seen = { roundId: first, status: 'endorsed' as const, until: '2029-08-01' };
    await suspend(first);
    const refused = await decide(second, becoming('stands', { seen }));
    expect(!refused.ok && refused.error.errors).toEqual([
      {
        pointer: '/endorsement/seen',
        code: 'other-endorsement',
        detail:
          'The endorsement has changed since you looked at it: version 1 is suspended, and is considered again by 1 September 2026. Say again what becomes of it.',
      },
    ]);
    expect(await entryOf('seen')).toMatchObject({ status: 'suspended' });
    const now = { ...seen, status: 'suspended' as const, until: '2026-09-01' };
    expect((await decide(second, becoming('stands', { seen: now }))).ok).toBe(true);
  });
});

describe('a suspension', () => {
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
    expect((await suspend(roundId)).ok).toBe(false);
    expect((await suspend(roundId, '2026-10-01')).ok).toBe(true);
    expect((await lift(roundId)).ok).toBe(true);
    expect(await entryOf('theta')).toMatchObject({ status: 'endorsed', since: today });
    expect((await suspend(roundId)).ok).toBe(true);
    expect((await withdraw(roundId)).ok).toBe(true);
    expect(await historyOf('theta')).toEqual([
      'endorsed 1',
      'suspended 1',
      'suspension-changed 1',
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
  test('is fulfilled, found not to be after all, and given more time, each with its reason; its developer is told', async () => {
    const roundId = await closedRound('lambda', 1);
    await decide(roundId);
    const evidence = { evidence: 'Page 4.' };
    expect((await ops().fulfilCondition({ ...(await ofCondition(roundId)), what: evidence })).ok).toBe(true);
    const takenBack = { reason: 'It was another page.' };
    expect((await ops().takeBackFulfilment({ ...(await ofCondition(roundId)), what: takenBack })).ok).toBe(
      true,
    );
    // Nobody outside knows of it before the letter.
    expect(await noticesOf(roundId)).toEqual([]);
    await release(roundId);
    expect((await entryOf('lambda'))?.conditionsOutstanding).toBe(1);
    const soon = await ops().extendCondition({
      ...(await ofCondition(roundId)),
      what: { due: '2026-11-30', reason: 'Soon.' },
    });
    expect(!soon.ok && soon.error.errors?.map(({ detail }) => detail)).toEqual([
      'The new date must be later than 1 December 2026, the date that it has.',
    ]);
    const more = { due: '2027-02-01', reason: 'They have hired somebody.' };
    expect((await ops().extendCondition({ ...(await ofCondition(roundId)), what: more })).ok).toBe(true);
    expect((await ops().fulfilCondition({ ...(await ofCondition(roundId)), what: evidence })).ok).toBe(true);
    expect((await ops().extendCondition({ ...(await ofCondition(roundId)), what: more })).ok).toBe(false);
    const again = await ops().takeBackFulfilment({ ...(await ofCondition(roundId)), what: takenBack });
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

  test('has other words in the letter that waits, whatever was changed in that; none after its release', async () => {
    const roundId = await closedRound('xi', 1);
    await decide(roundId);
    const reword = async (text: string) =>
      ops().rewordCondition({ ...(await ofCondition(roundId)), what: { text } });
    const read = await changingDecision(roundId);
    const letter = async () => {
      const found = await ops().getLetter(await callBy(roundId));
      if (!found.ok) throw new Error('There is a letter.');
      return found.value.answer;
    };
    const { version } = await letter();
    const what = { subject: 'Short', body: 'Nothing.' };
    expect((await ops().changeLetter({ ...(await callBy(roundId, version)), what })).ok).toBe(true);
    expect((await reword('Do it on page 4, not before long.')).ok).toBe(true);
    const composed = await letter();
    expect(composed.body).toContain('Do it on page 4, not before long.');
    expect(composed.body).not.toContain('Do it\n');
    expect(composed).toMatchObject({ composed: null, outdated: null });
    const late = await ops().rewordCondition({
      ...read,
      of: { roundId, number: 1 },
      what: { text: 'Another.' },
    });
    expect(!late.ok && late.error.code).toBe('stale');
    expect((await reword('Do it on page 5.')).ok).toBe(true);
    await release(roundId);
    const after = await reword('Do it on page 6.');
    expect(!after.ok && after.error.code).toBe('not-now');
    expect((await entryOf('xi'))?.conditions.map(({ text }) => text)).toEqual(['Do it on page 5.']);
    const { items } = await listEventsOf(database.db, keys.round(roundId), { limit: 50 });
    // At one instant here, and so in no order.
    expect(
      items
        .flatMap(({ action, details }) => (action === 'condition-reworded' ? [details.was] : []))
        .toSorted(),
    ).toEqual(['Do it', 'Do it on page 4, not before long.']);
  });

  test('is asked for by nobody while its developer’s evidence waits, and what was looked at is said', async () => {
    await specify('mu-evidence');
    const roundId = await closedRound('mu-evidence', 1);
    await decide(roundId);
    await release(roundId);
    const clock = testServices(database.db, '2026-11-10T09:00:00.000Z');
    const round = await getRound(database.db, roundId);
    if (round === null) throw new Error('There is a round');
    const what = { about: 'evidence', condition: 1, text: 'Page 4.', link: null, sha256: null } as const;
    const sent = await receive(clock.services, round, what, { from: 'c', recordedBy: null, key: 'k1' });
    if (!sent.ok) throw new Error(sent.error.detail);
    const told = async (now: string) => {
      clock.setNow(now);
      await queueConditionNotices(clock.services);
      const { items } = await listNoticesOf(database.db, roundId, { limit: 50 });
      return items.flatMap((item) =>
        item.notice === 'condition-news' ? [[item.data.what, item.data.evidence]] : [],
      );
    };
    expect(await told('2026-11-20T09:00:00.000Z')).toEqual([]);
    expect(await told('2026-12-03T09:00:00.000Z')).toEqual([]);
    const more = { due: '2027-02-01', reason: 'They have hired somebody.' };
    expect((await ops().extendCondition({ ...(await ofCondition(roundId)), what: more })).ok).toBe(true);
    const receivedOn = '2026-11-10';
    const extended = ['extended', { receivedOn, waits: true }];
    expect(await told('2026-12-03T10:00:00.000Z')).toEqual([extended]);
    expect(await told('2027-01-20T09:00:00.000Z')).toEqual([extended]);
    const answer = { text: '', outcome: null, answeredAt: '2027-01-20T10:00:00.000Z', answeredBy: 'ann' };
    const event = eventNow(clock.services, 'ann', 'developer-answered', { about: 'evidence' });
    expect((await addAnswer(database.db, sent.value, answer, [], event)).ok).toBe(true);
    expect((await told('2027-01-20T10:15:00.000Z')).sort()).toEqual([
      extended,
      ['near', { receivedOn, waits: false }],
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

test('the list of specifications says where each stands, from no round to the register', async () => {
  const standing = async () => {
    const call = { ...(await callBy('')), of: { startsWith: 'Credential nu', cursor: undefined } };
    const listed = await ops().listSpecifications(call);
    return listed.ok ? listed.value.answer.items[0]?.standing : undefined;
  };
  expect(await standing()).toEqual({ round: null, endorsement: null, awaitsLetter: false });
  const roundId = await closedRound('nu', 1);
  expect(await standing()).toMatchObject({ round: { roundId, status: 'closed', decided: null } });
  await decide(roundId);
  const round = { roundId, status: 'decided', decided: endorse.outcome };
  expect(await standing()).toMatchObject({ round, endorsement: null, awaitsLetter: true });
  await release(roundId);
  const endorsement = { status: 'endorsed', since: today, reviewBy: endorse.reviewBy };
  expect(await standing()).toMatchObject({ round, endorsement, awaitsLetter: false });
  await withdraw(roundId);
  expect(await standing()).toMatchObject({ round, endorsement: { status: 'withdrawn' } });
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

  // What does not stand is not cited as if it did.
  given.setNow('2026-08-03T09:00:00.000Z');
  const endorsing = await closedRound('kappa', 2);
  await enter(endorsing);
  given.setNow(decidedAt);
  const last = await closedRound('kappa', 2);
  const since = async () => {
    const previous = await previousOf(last);
    return previous && [previous.roundId, previous.since];
  };
  expect(await since()).toEqual([endorsing, undefined]);
  await suspend(endorsing);
  expect(await since()).toEqual([endorsing, 'suspended']);
  await withdraw(endorsing);
  expect(await since()).toEqual([endorsing, 'withdrawn']);
});
