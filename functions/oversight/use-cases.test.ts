import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Body } from '../../shared/contract/operation.ts';
import { oversightOperations } from '../../shared/contract/oversight/operations.ts';
import type { staffOperations } from '../../shared/contract/staff-operations.ts';
import { fail, type Result } from '../../shared/domain/basics/result.ts';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { samplePriority, sampleProposal } from '../../test/support/sample-proposal.ts';
import { addPerson, addRoleWrites } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { transact } from '../table/write.ts';
import { problem } from '../use-case/problem.ts';
import { performing } from '../use-case/use-case.ts';
import { oversight } from './use-cases.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
  for (const id of ['oversight-2', 'oversight-3'])
    await addPerson(
      centre.db,
      { id, name: `Member ${id}`, email: `${id}@example.org`, roles: ['oversight'] },
      centre.services.now().toISOString(),
    );
  // On the panels here, and staff and of the group besides.
  for (const role of ['staff', 'oversight'] as const) {
    const person = await getPerson(centre.db, 'reviewer-1');
    if (person !== null) given(await transact(centre.db, addRoleWrites(person, role)));
  }
});
afterAll(() => centre.stop());

const before = '2026-07-01T09:00:00.000Z';
const meetingAt = '2026-09-03T13:30:00.000Z';
const after = '2026-09-03T15:00:00.000Z';

const codeOf = (result: Result<unknown, { readonly code: string }>) => (result.ok ? 'ok' : result.error.code);
const detailOf = (result: Result<unknown, { readonly detail: string }>) =>
  result.ok ? 'ok' : result.error.detail;

const as = async (personId: string, of: object, what: unknown = undefined) =>
  ({ ...(await centre.by(personId)), of, what }) as never;

type Approvals = NonNullable<Body<(typeof staffOperations)['changeSettings']>['secondSigns']>;

const setNeeds = async (groupAgrees: Approvals, secondSigns: Approvals) =>
  given(
    await centre.does.changeSettings(
      await as('administrator-1', {}, { namesOnCriterionPages: false, groupAgrees, secondSigns }),
    ),
  );

/** A closed round whose recommendation is `hold`, with the first reviewer on its panel. */
async function closedRound(): Promise<string> {
  const roundId = await centre.openRound(undefined, [1, 2]);
  await centre.close(roundId);
  return roundId;
}

const decision = {
  outcome: 'return-for-revision' as const,
  reason: 'It is not there yet.',
  message: '',
  conditions: [],
  reviewBy: null,
  intervention: null,
  endorsement: null,
};

const decided = async (different: object = {}) => {
  const roundId = await closedRound();
  given(await centre.does.decide(await as('staff-1', { roundId }, { ...decision, ...different })));
  return roundId;
};

const release = async (roundId: string) => centre.does.releaseLetter(await as('staff-1', { roundId }, {}));

const sign = async (personId: string, roundId: string, of = 'decision') =>
  centre.does.sign(await as(personId, { roundId, of }));

const approval = async (roundId: string, of = 'decision') =>
  given(await centre.does.getApproval(await as('staff-1', { roundId, of }))).answer;

const call = async (at = meetingAt) =>
  given(
    await centre.does.callMeeting(await as('staff-1', {}, { at, where: 'Room 4', chairId: 'oversight-2' })),
  ).answer.meetingId;

const put = async (meetingId: string, kind: string, id: string, outcome: string | null = null) =>
  centre.does.putBeforeGroup(
    await as('staff-1', { meetingId }, { subject: { kind, id }, asks: 'Does the group agree?', outcome }),
  );

const read = async (personId: string, meetingId: string) =>
  given(await centre.does.getMeeting(await as(personId, { meetingId }))).answer;

type Said = Body<(typeof oversightOperations)['concludeItem']>;

const conclude = async (
  meetingId: string,
  conclusion: Said['conclusion'],
  different: Partial<Said> = {},
  personId = 'staff-1',
  number = 1,
) =>
  centre.does.concludeItem(
    await as(
      personId,
      { meetingId, number },
      { conclusion, text: '', tookPart: ['oversight-1', 'oversight-2'], interests: [], ...different },
    ),
  );

const takeBack = async (meetingId: string) =>
  centre.does.takeBackAgreement(
    await as('staff-1', { meetingId, number: 1 }, { reason: 'It rested on a mistake.' }),
  );

/** A decision that is put before a meeting which is being held. */
async function putDecision(): Promise<{ readonly roundId: string; readonly meetingId: string }> {
  centre.setNow(before);
  const roundId = await decided();
  const meetingId = await call();
  given(await put(meetingId, 'recommendation', roundId, decision.outcome));
  centre.setNow(after);
  return { roundId, meetingId };
}

describe('a second person’s signature', () => {
  beforeAll(() => setNeeds([], ['return-for-revision', 'endorse-with-conditions']));

  test('is waited for by the letter, asked of staff who neither decided nor reviewed, and given once', async () => {
    centre.setNow(before);
    const roundId = await closedRound();
    const what = await as('staff-1', { roundId }, decision);
    const told = (await centre.made(async () => given(await centre.does.decide(what)))).map(
      ({ notice, personId }) => `${notice} ${personId}`,
    );
    expect(told.filter((one) => one.startsWith('signature'))).toEqual(['signature-asked staff-2']);
    // One email is enough.
    expect(told).not.toContain('decision-recorded staff-2');
    expect(told).toContain('decision-recorded staff-1');
    const today = async () => given(await centre.does.getToday(await as('staff-2', {}))).answer;
    const lettersToRelease = async () => (await today()).noticesToRelease.items.map((one) => one.roundId);
    expect((await today()).approvals.items).toMatchObject([
      { roundId, of: 'decision', agreement: false, signature: true },
    ]);
    expect(await lettersToRelease()).not.toContain(roundId);
    expect(detailOf(await release(roundId))).toBe(
      'The letter waits for a second person’s signature. Then release it.',
    );
    expect(codeOf(await sign('staff-1', roundId))).toBe('another-person-needed');
    expect(codeOf(await sign('reviewer-1', roundId))).toBe('own-panel');
    expect(given(await sign('staff-2', roundId)).answer.signature).toMatchObject({ by: 'staff-2' });
    expect(detailOf(await sign('staff-2', roundId))).toContain('Nobody signs twice.');
    expect(await lettersToRelease()).toContain(roundId);
    given(await release(roundId));
    expect(await approval(roundId)).toMatchObject({ usedAt: before, signature: { by: 'staff-2' } });
    expect((await today()).approvals.items).toEqual([]);
  });

  test('is given by one of two at the same moment', async () => {
    await addPerson(
      centre.db,
      { id: 'staff-3', name: 'Third', email: 'staff-3@example.org', roles: ['staff'] },
      before,
    );
    const roundId = await decided();
    const both = await Promise.all([sign('staff-2', roundId), sign('staff-3', roundId)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await approval(roundId)).version).toBe(1);
  });

  test('lapses when the decision becomes another one, also at the same moment', async () => {
    const conditions = [{ text: 'Do it', criteria: [], owner: 'Dev', due: '2026-12-01' }];
    const roundId = await decided({
      outcome: 'endorse-with-conditions',
      conditions,
      reviewBy: '2029-08-01',
    });
    const reword = async (text: string) =>
      centre.does.rewordCondition(await as('staff-1', { roundId, number: 1 }, { text }));
    given(await sign('staff-2', roundId));
    given(await reword('Do it soon'));
    expect((await approval(roundId)).signature).toBeNull();
    expect(detailOf(await release(roundId))).toContain('waits for');
    const [signed, reworded] = await Promise.all([sign('staff-2', roundId), reword('Do it at once')]);
    given(reworded);
    // Signed before it, and lapsed; or refused, because it is another decision than was read.
    expect(['ok', 'stale']).toContain(codeOf(signed));
    expect((await approval(roundId)).signature).toBeNull();
    given(
      await centre.does.withdrawDecision(
        await as('staff-1', { roundId }, { reason: 'Over', message: 'Over' }),
      ),
    );
    expect((await approval(roundId)).usedAt).not.toBeNull();
  });

  test('is given by nobody who changed the decision last', async () => {
    const roundId = await decided({
      outcome: 'endorse-with-conditions',
      conditions: [{ text: 'Do it', criteria: [], owner: 'Dev', due: '2026-12-01' }],
      reviewBy: '2029-08-01',
    });
    const reworded = await as('staff-2', { roundId, number: 1 }, { text: 'Do nothing' });
    given(await centre.does.rewordCondition(reworded));
    expect(codeOf(await sign('staff-2', roundId))).toBe('another-person-needed');
    given(await sign('staff-1', roundId));
    const over = await as('staff-1', { roundId }, { reason: 'Over', message: 'Over' });
    given(await centre.does.withdrawDecision(over));
  });

  test('is asked for by nobody where the settings do not', async () => {
    await setNeeds([], ['endorse']);
    const roundId = await decided();
    expect(codeOf(await sign('staff-2', roundId))).toBe('not-found');
    given(await release(roundId));
    await setNeeds([], ['return-for-revision', 'endorse-with-conditions']);
  });
});

describe('the group’s agreement', () => {
  beforeAll(() => setNeeds(['differs'], []));

  test('counts where it was given before to this decision on this recommendation, and not to another', async () => {
    for (const [agreed, released] of [
      ['return-for-revision', 'ok'],
      ['do-not-endorse', 'not-now'],
    ] as const) {
      centre.setNow(before);
      const roundId = await closedRound();
      const meetingId = await call();
      given(await put(meetingId, 'recommendation', roundId, agreed));
      centre.setNow(after);
      given(await conclude(meetingId, 'agreed-with', { text: 'A letter that says why.' }));
      given(await centre.does.decide(await as('staff-1', { roundId }, decision)));
      expect(codeOf(await release(roundId))).toBe(released);
    }
  });

  test('can be taken back until the letter is released, and the letter waits then', async () => {
    const { roundId, meetingId } = await putDecision();
    expect(codeOf(await release(roundId))).toBe('not-now');
    given(await conclude(meetingId, 'agreed'));
    expect((await approval(roundId)).agreement).toMatchObject({ meetingId, number: 1, by: 'staff-1' });
    given(await takeBack(meetingId));
    expect(detailOf(await release(roundId))).toBe(
      'The letter waits for the agreement of the Oversight Group. Then release it.',
    );
    expect(codeOf(await takeBack(meetingId))).toBe('not-now');
    expect(codeOf(await conclude(meetingId, 'agreed'))).toBe('not-now');
  });

  test('is to the decision as it was put before the group: changed since, it is refused, and put again', async () => {
    centre.setNow(before);
    const conditions = [{ text: 'Do it', criteria: [], owner: 'Dev', due: '2026-12-01' }];
    const yes = { outcome: 'endorse-with-conditions', conditions, reviewBy: '2029-08-01' };
    const roundId = await decided(yes);
    const reword = async (text: string) =>
      given(await centre.does.rewordCondition(await as('staff-1', { roundId, number: 1 }, { text })));
    const meetingId = await call();
    given(await put(meetingId, 'recommendation', roundId, yes.outcome));
    await reword('Do another thing');
    centre.setNow(after);
    expect(detailOf(await conclude(meetingId, 'agreed'))).toContain('has changed since this was put before');
    expect((await approval(roundId)).agreement).toBeNull();
    given(await put(meetingId, 'recommendation', roundId, yes.outcome));
    given(await conclude(meetingId, 'agreed', {}, 'staff-1', 2));
    // That it was not agreed to before is nothing against it.
    given(await conclude(meetingId, 'not-agreed'));
    expect((await approval(roundId)).agreement).toMatchObject({ meetingId, number: 2 });
    given(
      await centre.does.withdrawDecision(
        await as('staff-1', { roundId }, { reason: 'Over', message: 'Over' }),
      ),
    );
  });

  test('of what was put before it was decided is to the decision as it was made, unless that differs', async () => {
    for (const [outcome, recorded] of [
      ['return-for-revision', 'ok'],
      ['do-not-endorse', 'not-now'],
    ] as const) {
      centre.setNow(before);
      const roundId = await closedRound();
      const meetingId = await call();
      given(await put(meetingId, 'recommendation', roundId, outcome));
      given(await centre.does.decide(await as('staff-1', { roundId }, decision)));
      centre.setNow(after);
      expect(codeOf(await conclude(meetingId, 'agreed'))).toBe(recorded);
    }
  });

  test('of a release and of taking it back at the same moment one is done', async () => {
    const { roundId, meetingId } = await putDecision();
    given(await conclude(meetingId, 'agreed'));
    const [released, taken] = await Promise.all([release(roundId), takeBack(meetingId)]);
    expect([released.ok, taken.ok].filter((one) => one)).toHaveLength(1);
    const { agreement, usedAt } = await approval(roundId);
    expect([agreement !== null, usedAt !== null]).toEqual([released.ok, released.ok]);
  });

  test('stays where the group does not agree to something else', async () => {
    const { roundId, meetingId } = await putDecision();
    given(await conclude(meetingId, 'agreed'));
    centre.setNow(before);
    const other = await closedRound();
    const both = await call();
    given(await put(both, 'recommendation', other, 'do-not-endorse'));
    given(await put(both, 'recommendation', other, decision.outcome));
    centre.setNow(after);
    given(await conclude(both, 'agreed', {}, 'staff-1', 2));
    given(await conclude(both, 'not-agreed'));
    given(await centre.does.decide(await as('staff-1', { roundId: other }, decision)));
    given(await release(other));
    given(await release(roundId));
  });

  test('is not told to who reviews while their round is open again', async () => {
    centre.setNow(before);
    const roundId = await closedRound();
    const meetingId = await call();
    given(await put(meetingId, 'recommendation', roundId, decision.outcome));
    centre.setNow(after);
    given(await conclude(meetingId, 'agreed', { text: 'Criterion 4 is not met.' }));
    const asked = async (personId: string) => {
      const answer = await centre.does.getApproval(await as(personId, { roundId, of: 'decision' }));
      const of = { kind: 'meeting', id: meetingId };
      const events = given(await centre.does.listEvents(await as(personId, of))).answer.items;
      expect(JSON.stringify(events.map(({ details }) => details))).not.toMatch(/agreed|mistake/);
      return [codeOf(answer), (await read(personId, meetingId)).items[0]?.conclusion?.text];
    };
    expect(await asked('reviewer-1')).toEqual(['ok', 'Criterion 4 is not met.']);
    given(await takeBack(meetingId));
    const dates = { reviewsDue: '2026-10-06T16:00:00.000Z', closesAt: '2026-10-20T16:00:00.000Z' };
    given(
      await centre.does.reopenRound(await as('staff-1', { roundId }, { ...dates, reason: 'One more look' })),
    );
    expect(await asked('reviewer-1')).toEqual(['own-panel', undefined]);
    expect(await asked('oversight-1')).toEqual(['ok', 'Criterion 4 is not met.']);
  });

  test('is not there where the group does not agree or puts it off', async () => {
    for (const conclusion of ['not-agreed', 'put-off'] as const) {
      const { roundId, meetingId } = await putDecision();
      given(await conclude(meetingId, conclusion));
      expect(codeOf(await release(roundId))).toBe('not-now');
    }
  });
});

describe('a withdrawal', () => {
  const withdraw = async (personId: string, roundId: string) =>
    centre.does.withdrawDecision(
      await as(personId, { roundId }, { reason: 'It is over.', message: 'It is over.' }),
    );

  test('waits for the group and for a signature where the settings want them', async () => {
    await setNeeds(['withdrawal'], ['withdrawal']);
    centre.setNow(before);
    const roundId = await decided({ outcome: 'endorse', reviewBy: '2029-08-01' });
    given(await release(roundId));
    expect(detailOf(await withdraw('staff-1', roundId))).toContain('Ask for it on the page of the decision');
    const ask = { reason: 'The evidence is gone.' };
    given(await centre.does.askToWithdraw(await as('staff-1', { roundId }, ask)));
    expect(codeOf(await centre.does.askToWithdraw(await as('staff-2', { roundId }, ask)))).toBe('not-now');
    expect(codeOf(await sign('staff-1', roundId, 'withdrawal'))).toBe('another-person-needed');
    given(await sign('staff-2', roundId, 'withdrawal'));
    expect(detailOf(await withdraw('staff-1', roundId))).toContain('the agreement of the Oversight Group');
    const meetingId = await call();
    given(await put(meetingId, 'withdrawal', roundId));
    expect((await read('oversight-1', meetingId)).items[0]?.paper?.withdrawal).toBe(ask.reason);
    centre.setNow(after);
    given(await conclude(meetingId, 'agreed'));
    expect(detailOf(await withdraw('staff-2', roundId))).toContain('You have signed this withdrawal');
    given(await withdraw('staff-1', roundId));
    expect((await approval(roundId, 'withdrawal')).usedAt).toBe(after);
    await setNeeds([], []);
  });

  test('is asked for anew where the settings have come to want more since', async () => {
    await setNeeds(['withdrawal'], []);
    centre.setNow(before);
    const roundId = await decided({ outcome: 'endorse', reviewBy: '2029-08-01' });
    given(await release(roundId));
    const ask = async () =>
      centre.does.askToWithdraw(await as('staff-1', { roundId }, { reason: 'The evidence is gone.' }));
    given(await ask());
    await setNeeds([], ['withdrawal']);
    expect(detailOf(await withdraw('staff-1', roundId))).toContain('Ask for it on the page of the decision');
    given(await ask());
    expect(codeOf(await ask())).toBe('not-now');
    given(await sign('staff-2', roundId, 'withdrawal'));
    given(await withdraw('staff-1', roundId));
    await setNeeds([], []);
  });
});

describe('what is put before the group', () => {
  const advise = async (personId: string, meetingId: string, advice = 'agree', number = 1) =>
    centre.does.advise(
      await as(personId, { meetingId, number }, { advice, reasons: `Because ${personId} says so.` }),
    );

  test('is a priority or a proposal as well, and members are told', async () => {
    centre.setNow(before);
    const { priorityId } = given(
      await centre.does.addPriority(await as('oversight-1', {}, samplePriority)),
    ).answer;
    const { specificationId } = given(
      await centre.does.makeProposal(await as('staff-1', {}, { ...sampleProposal, priorityId })),
    ).answer;
    const meetingId = await call();
    const told = await centre.made(async () => given(await put(meetingId, 'priority', priorityId)));
    expect(told.map(({ personId }) => personId).sort()).toEqual([
      'oversight-1',
      'oversight-2',
      'oversight-3',
      'reviewer-1',
    ]);
    given(await put(meetingId, 'proposal', specificationId));
    const { items } = await read('oversight-1', meetingId);
    expect(items[0]?.paper?.priority?.need).toEqual(samplePriority.need);
    expect(items[1]?.paper?.proposal?.scale).toBe(sampleProposal.scale);
    const moved = { at: '2026-09-10T13:30:00.000Z', where: 'Room 4', chairId: null };
    const changed = await centre.made(async () =>
      given(await centre.does.changeMeeting(await as('staff-1', { meetingId }, moved))),
    );
    expect(changed.map(({ notice }) => notice)).toEqual(Array(4).fill('meeting-changed'));
    given(await centre.does.callOffMeeting(await as('staff-1', { meetingId }, { reason: 'Snow' })));
    expect(codeOf(await advise('oversight-1', meetingId))).toBe('not-now');
    expect(codeOf(await put(meetingId, 'priority', priorityId))).toBe('not-now');
  });

  test('is advised on blind: others see it who have given theirs, and everybody once the meeting has begun', async () => {
    centre.setNow(before);
    const roundId = await closedRound();
    const meetingId = await call();
    given(await put(meetingId, 'recommendation', roundId, 'do-not-endorse'));
    given(await advise('oversight-1', meetingId));
    given(await advise('oversight-1', meetingId, 'do-not-agree'));
    const seenBy = async (personId: string) =>
      (await read(personId, meetingId)).items[0]?.advice.map((one) => `${one.personId} ${one.advice}`);
    expect(await seenBy('oversight-2')).toEqual([]);
    expect(await seenBy('staff-1')).toEqual([]);
    given(await advise('oversight-2', meetingId));
    expect(await seenBy('oversight-2')).toEqual(['oversight-1 do-not-agree', 'oversight-2 agree']);
    centre.setNow(after);
    expect(await seenBy('staff-1')).toHaveLength(2);
    expect(codeOf(await advise('oversight-3', meetingId))).toBe('not-now');
  });

  test('is kept from whoever reviewed or has an interest: no paper, no advice, no part', async () => {
    centre.setNow(before);
    const roundId = await closedRound();
    const meetingId = await call();
    const told = await centre.made(async () =>
      given(await put(meetingId, 'recommendation', roundId, 'do-not-endorse')),
    );
    expect(told.map(({ personId }) => personId)).not.toContain('reviewer-1');
    given(await advise('oversight-1', meetingId));
    const kept = (await read('reviewer-1', meetingId)).items[0];
    expect(kept).toMatchObject({
      isKept: true,
      asks: '',
      outcome: null,
      paper: null,
      advice: [],
      mayAdvise: false,
    });
    expect(codeOf(await advise('reviewer-1', meetingId))).toBe('own-panel');
    const asked = await as(
      'reviewer-1',
      { meetingId },
      { subject: { kind: 'withdrawal', id: roundId }, asks: 'x', outcome: null },
    );
    expect(codeOf(await centre.does.putBeforeGroup(asked))).toBe('own-panel');

    given(await advise('oversight-3', meetingId, 'stand-aside'));
    expect((await read('oversight-3', meetingId)).items[0]).toMatchObject({ isKept: true, paper: null });
    expect(codeOf(await advise('oversight-3', meetingId))).toBe('own-panel');

    centre.setNow(after);
    expect(codeOf(await conclude(meetingId, 'agreed', {}, 'reviewer-1'))).toBe('own-panel');
    expect(codeOf(await conclude(meetingId, 'agreed', {}, 'oversight-1'))).toBe('another-person-needed');
    // Their interest is recorded, and they take no part; nor does whoever reviewed.
    expect(codeOf(await conclude(meetingId, 'agreed'))).toBe('invalid-body');
    const interests = [{ personId: 'oversight-3', interest: 'They wrote it.', withdrew: true }];
    for (const tookPart of [['oversight-3'], ['reviewer-1'], ['staff-1']])
      expect(codeOf(await conclude(meetingId, 'agreed', { interests, tookPart }))).toBe('invalid-body');
    expect(codeOf(await conclude(meetingId, 'agreed-with', { interests }))).toBe('invalid-body');
    // The chair, a member of the group, records it: not with an interest of their own, and who took part once.
    const own = [...interests, { personId: 'oversight-2', interest: 'They work there.', withdrew: true }];
    const others = { interests: own, tookPart: ['oversight-1'] };
    expect(codeOf(await conclude(meetingId, 'agreed', others, 'oversight-2'))).toBe('own-panel');
    const tookPart = ['oversight-1', 'oversight-1'];
    const said = await conclude(meetingId, 'agreed', { interests, tookPart }, 'oversight-2');
    const { items } = given(said).answer;
    expect(items[0]?.conclusion?.tookPart).toEqual(['oversight-1']);
    expect(items[0]?.conclusion).toMatchObject({ by: 'oversight-2', interests, takenBack: null });
  });

  test('is concluded from the day of the meeting on, once, also of two at one moment', async () => {
    centre.setNow(before);
    const roundId = await closedRound();
    const meetingId = await call();
    given(await put(meetingId, 'recommendation', roundId, 'do-not-endorse'));
    expect(codeOf(await conclude(meetingId, 'agreed'))).toBe('not-now');
    centre.setNow(after);
    const both = await Promise.all([conclude(meetingId, 'agreed'), conclude(meetingId, 'not-agreed')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('goes with the round and with whoever advised when all is taken away', async () => {
    centre.setNow(before);
    const roundId = await closedRound();
    const meetingId = await call();
    given(await put(meetingId, 'recommendation', roundId, 'do-not-endorse'));
    given(await advise('oversight-1', meetingId));
    const all = async (
      ask: (
        cursor: object,
      ) => Promise<Result<{ answer: { items: readonly object[]; next: string | null } }, unknown>>,
    ) => {
      const items: object[] = [];
      let cursor: object = {};
      for (;;) {
        const { answer } = given(await ask(cursor));
        items.push(...answer.items);
        if (answer.next === null) return items as { kind: string; meetingId?: string }[];
        cursor = { cursor: answer.next };
      }
    };
    const kinds = async (personId: string) =>
      (
        await all(
          async (cursor) => centre.does.exportEverything(await as(personId, { roundId, ...cursor })) as never,
        )
      ).map(({ kind }) => kind);
    expect(await kinds('staff-1')).toContain('meeting-item');
    expect(await kinds('reviewer-1')).not.toContain('meeting-item');
    const person = (asking: string) =>
      all(
        async (cursor) =>
          centre.does.exportPerson(await as(asking, { personId: 'oversight-1', ...cursor })) as never,
      );
    expect(
      (await person('oversight-1')).some((one) => one.kind === 'advice' && one.meetingId === meetingId),
    ).toBe(true);
    expect((await person('administrator-1')).map(({ kind }) => kind)).not.toContain('advice');
  });
});

test('a meeting has a day that can be typed', () => {
  const { body } = oversightOperations.callMeeting;
  const on = (at: string) => body.safeParse({ at, where: 'Room 4', chairId: null }).success;
  expect([on(meetingAt), on('0001-01-01T09:00:00Z')]).toEqual([true, false]);
});

test('the place of a meeting is one line, as it stands in lists and emails', () => {
  const { body } = oversightOperations.callMeeting;
  const at = (where: string) => body.safeParse({ at: meetingAt, where, chairId: null }).success;
  expect([at('Room 4'), at('Room 4\nRoom 5'), at('Room \u202e4')]).toEqual([true, false, false]);
});

describe('who may ask for it', () => {
  const everybody = ['reviewer-2', 'staff-1', 'oversight-1', 'administrator-1'] as const;
  const mayAsk: Readonly<Record<keyof typeof oversightOperations, readonly (typeof everybody)[number][]>> = {
    listMeetings: ['staff-1', 'oversight-1'],
    callMeeting: ['staff-1'],
    getMeeting: ['staff-1', 'oversight-1'],
    changeMeeting: ['staff-1'],
    callOffMeeting: ['staff-1'],
    putBeforeGroup: ['staff-1'],
    getOwnAdvice: ['oversight-1'],
    advise: ['oversight-1'],
    concludeItem: ['staff-1', 'oversight-1'],
    takeBackAgreement: ['staff-1', 'oversight-1'],
    getApproval: ['staff-1', 'oversight-1'],
    sign: ['staff-1'],
    askToWithdraw: ['staff-1'],
  };

  test.each(Object.entries(mayAsk))('%s', async (id, those) => {
    const perform = performing(oversightOperations, oversight(centre.services), centre.db);
    const allowed = await Promise.all(
      everybody.map(async (personId) => {
        const { by } = await centre.by(personId);
        const asked = await perform(id as keyof typeof mayAsk, by, () =>
          fail(problem('malformed-json', 'Whoever may ask is told what is wrong with it.')),
        );
        return codeOf(asked) === 'malformed-json' ? [personId] : [];
      }),
    );
    expect(allowed.flat()).toEqual(those);
  });
});
