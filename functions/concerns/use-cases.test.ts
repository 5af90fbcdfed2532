import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxConcerns } from '../../shared/contract/concerns/schemas.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { queueDigests } from '../notices/queue-digests.ts';
import { getNotice, markFailed } from '../notices/storage.ts';
import { addRoleWrites } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { project } from '../results/project.ts';
import { getResult } from '../results/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { transact } from '../table/write.ts';
import type { Problem } from '../use-case/problem.ts';
import { listConcerns } from './storage.ts';

let centre: Centre;
/** Open; reviewer 1 has accepted, 2 has submitted, 3 was only invited. Reviewer 2 is of the Centre’s staff, too. */
let roundId: string;
beforeAll(async () => {
  centre = await startCentre();
  const person = await getPerson(centre.db, 'reviewer-2');
  if (person !== null) await transact(centre.db, addRoleWrites(person, 'staff'));
  roundId = await centre.openRound();
  await centre.accept(roundId, 'reviewer-1');
  await centre.submit(roundId, 'reviewer-2');
});
afterAll(() => centre.stop());

const call = async (personId: string, round = roundId) => ({
  ...(await centre.by(personId)),
  of: { roundId: round },
});
const of = async (personId: string, concernId: string, round = roundId) => ({
  ...(await centre.by(personId)),
  of: { roundId: round, concernId },
});

const text = 'Page 14 lets a practitioner act alone in the first week.';

/** Somebody raises a concern; answers with its id. */
async function raise(personId: string, said = text, round = roundId): Promise<string> {
  const what = { text: said, criterionId: null };
  return given(await centre.does.raiseConcern({ ...(await call(personId, round)), what })).answer.concernId;
}

const codeOf = (answered: Result<unknown, Problem>) => (answered.ok ? 'done' : answered.error.code);

/** What somebody reads anywhere of what the Centre keeps of a round, as one text. */
async function allThatReads(personId: string): Promise<string> {
  const { does } = centre;
  const by = await centre.by(personId);
  const answers = await Promise.all([
    does.getToday(by),
    does.getRound(await call(personId)),
    does.listConcerns(await call(personId)),
    does.exportEverything(await call(personId)),
    does.listEvents({ ...by, of: { kind: 'round', id: roundId } }),
    does.listEvents({ ...by, of: { actor: 'reviewer-1' } }),
    does.listEvents(by),
    does.listNotices({ ...by, of: { roundId } }),
    does.listNotices({ ...by, of: { personId: 'reviewer-1' } }),
    does.listNotices({ ...by, of: { status: 'pending' } }),
  ]);
  return JSON.stringify(answers);
}

describe('a patient-safety concern', () => {
  test('reaches staff who are not on the panel at once, in one transaction with what it says', async () => {
    let concernId = '';
    const made = await centre.made(async () => {
      concernId = await raise('reviewer-1');
    });
    expect(made.map(({ notice, personId }) => [notice, personId]).sort()).toEqual([
      ['concern-raised', 'staff-1'],
      ['concern-raised', 'staff-2'],
    ]);
    expect(made[0]?.data).toMatchObject({ concernId, title: expect.any(String) });
    expect(JSON.stringify(made)).not.toContain(text);
    expect(JSON.stringify(made)).not.toContain('reviewer-1');
    const { answer } = given(await centre.does.getToday(await centre.by('staff-1')));
    expect(answer.concerns.items.map((one) => one.concernId)).toContain(concernId);
  });

  test('is shown to staff with the name of who raised it, and to nobody else', async () => {
    const concernId = await raise('reviewer-1');
    const { answer } = given(await centre.does.getConcern(await of('staff-1', concernId)));
    expect(answer).toMatchObject({
      name: 'Zebedee Ravensworth',
      personId: 'reviewer-1',
      text,
      answer: null,
    });
    expect(answer).not.toHaveProperty('place');
    // Reviewer 2 is of the staff and on the panel.
    for (const personId of ['reviewer-2', 'oversight-1']) {
      expect(codeOf(await centre.does.listConcerns(await call(personId)))).toBe('own-panel');
      expect(codeOf(await centre.does.getConcern(await of(personId, concernId)))).toBe('own-panel');
      const what = { text: 'Mine to answer' };
      expect(
        codeOf(await centre.does.answerConcern({ ...(await of(personId, concernId)), expected: 0, what })),
      ).toBe('own-panel');
      expect(await allThatReads(personId)).not.toMatch(/concern-|CONCERN#|lets a practitioner/);
    }
    expect(await allThatReads('staff-1')).toMatch(/concern-raised.*CONCERN#|CONCERN#.*concern-raised/s);
  });

  test('is named by no failed email on Today, to whoever must not know of it', async () => {
    const concernId = await raise('reviewer-1');
    const what = { text: 'We have written to the developer.' };
    const answered = await centre.made(async () =>
      given(await centre.does.answerConcern({ ...(await of('staff-1', concernId)), expected: 0, what })),
    );
    for (const { id } of answered) {
      const notice = await getNotice(centre.db, id);
      if (notice !== null)
        await markFailed(centre.db, notice, 'not sent: it bounced', centre.services.now().toISOString());
    }
    const failedFor = async (personId: string) =>
      given(await centre.does.getToday(await centre.by(personId))).answer.noticesFailed.items.map(
        ({ notice }) => notice,
      );
    expect(await failedFor('staff-1')).toContain('concern-answered');
    for (const personId of ['reviewer-2', 'oversight-1'])
      expect(await failedFor(personId)).not.toContain('concern-answered');
  });

  test('is counted in the digest of staff who may read it, and in nobody else’s', async () => {
    await raise('reviewer-1');
    centre.setNow('2026-07-06T09:00:00.000Z');
    const digests = await centre.made(() => queueDigests(centre.services));
    centre.setNow('2026-07-01T09:00:00.000Z');
    const counted = digests.map(({ personId, data }) => [
      personId,
      (data as { counts?: { concerns: number } }).counts?.concerns ?? 0,
    ]);
    expect(Object.fromEntries(counted)['staff-1']).toBeGreaterThan(0);
    expect(counted.filter(([, concerns]) => concerns !== 0).map(([personId]) => personId)).not.toContain(
      'reviewer-2',
    );
  });

  test('is of no review and no result', async () => {
    await project(centre.services, roundId);
    const before = [await getResult(centre.db, roundId), (await getRound(centre.db, roundId))?.revision];
    await raise('reviewer-2');
    await project(centre.services, roundId);
    expect([await getResult(centre.db, roundId), (await getRound(centre.db, roundId))?.revision]).toEqual(
      before,
    );
  });

  test('is raised once, however often the same request is sent', async () => {
    const same = { ...(await call('reviewer-1')), what: { text: 'Once', criterionId: null } };
    const answers = await Promise.all([1, 2, 3].map(() => centre.does.raiseConcern(same)));
    const again = await centre.does.raiseConcern(same);
    const ids = new Set([...answers, again].map((one) => given(one).answer.concernId));
    expect(ids.size).toBe(1);
    const kept = await listConcerns(centre.db, roundId);
    expect(kept.filter((one) => one.text === 'Once')).toHaveLength(1);
    const other = { ...same, what: { text: 'Twice', criterionId: null } };
    expect(codeOf(await centre.does.raiseConcern(other))).toBe('idempotency-key-reused');
  });

  test('is about a criterion of the round, or none', async () => {
    const what = { text, criterionId: 'no-such-criterion' };
    const asked = await centre.does.raiseConcern({ ...(await call('reviewer-1')), what });
    expect(asked).toMatchObject({
      error: { code: 'invalid-body', errors: [{ pointer: '/criterionId', code: 'unknown-criterion' }] },
    });
  });

  test('is raised by whoever has accepted, also once they have submitted or were recused, while the round is open', async () => {
    const other = await centre.openRound();
    const raising = async (personId: string) =>
      codeOf(
        await centre.does.raiseConcern({
          ...(await call(personId, other)),
          what: { text, criterionId: null },
        }),
      );
    expect(await raising('reviewer-3')).toBe('declaration-needed');
    await centre.accept(other, 'reviewer-3');
    expect(await raising('reviewer-3')).toBe('done');
    const leaves = { ...(await call('reviewer-3', other)), what: { reason: 'I know them' } };
    given(await centre.does.declineOrRecuse(leaves));
    expect(await raising('reviewer-3')).toBe('done');
    const declines = { ...(await call('reviewer-1', other)), what: { reason: 'No time' } };
    given(await centre.does.declineOrRecuse(declines));
    expect(await raising('reviewer-1')).toBe('not-now');
    expect(await raising('reviewer-4')).toBe('not-found');
    await centre.submit(other, 'reviewer-2');
    expect(await raising('reviewer-2')).toBe('done');
    await centre.close(other);
    expect(await raising('reviewer-2')).toBe('round-not-open');
  });

  test(`is refused after ${maxConcerns} of one reviewer, in a sentence that says what to do`, async () => {
    const other = await centre.openRound();
    await centre.accept(other, 'reviewer-1');
    for (let n = 0; n < maxConcerns; n += 1) await raise('reviewer-1', `Concern ${n}`, other);
    const what = { text, criterionId: null };
    const asked = await centre.does.raiseConcern({ ...(await call('reviewer-1', other)), what });
    expect(asked).toMatchObject({ error: { code: 'not-now', detail: expect.stringContaining('call') } });
  });

  test('that all staff are on the panel for still reaches them', async () => {
    const other = await centre.openRound();
    await centre.accept(other, 'reviewer-1');
    for (const id of ['staff-1', 'staff-2']) {
      const person = await getPerson(centre.db, id);
      if (person !== null) await transact(centre.db, addRoleWrites(person, 'reviewer'));
      await centre.addReviewer(other, id);
    }
    const told = (await centre.made(() => raise('reviewer-1', text, other))).map(({ personId }) => personId);
    // Reviewer 2, the third member of staff, is on the panel as well.
    expect(told.sort()).toEqual(['reviewer-2', 'staff-1', 'staff-2']);
  });
});

describe('an answer', () => {
  test('is told to the reviewer by email, and read in the list of their reviews', async () => {
    const concernId = await raise('reviewer-1');
    const what = { text: 'The developer has taken page 14 out.' };
    const made = await centre.made(async () =>
      given(await centre.does.answerConcern({ ...(await of('staff-2', concernId)), what })),
    );
    expect(made.map(({ notice, personId }) => [notice, personId])).toEqual([
      ['concern-answered', 'reviewer-1'],
    ]);
    expect(JSON.stringify(made)).not.toContain('page 14');
    const own = given(await centre.does.listMyAssignments(await centre.by('reviewer-1'))).answer.concerns;
    const found = own.find((one) => one.concernId === concernId);
    expect(found?.answer).toEqual({ text: what.text, answeredAt: expect.any(String) });
    expect(JSON.stringify(own)).not.toContain('staff-2');
    const others = given(await centre.does.listMyAssignments(await centre.by('reviewer-2'))).answer.concerns;
    expect(others.map((one) => one.concernId)).not.toContain(concernId);
    const { concerns } = given(await centre.does.getToday(await centre.by('staff-1'))).answer;
    expect(concerns.items.map((one) => one.concernId)).not.toContain(concernId);
  });

  test('of two at once is given by one; the other is told what stands', async () => {
    const concernId = await raise('reviewer-1');
    const both = await Promise.all(
      ['staff-1', 'staff-2'].map(async (personId) =>
        centre.does.answerConcern({
          ...(await of(personId, concernId)),
          expected: 0,
          what: { text: `Of ${personId}` },
        }),
      ),
    );
    expect(both.map(codeOf).sort()).toEqual(['done', 'stale']);
    const lost = both.find((one) => !one.ok);
    const { answer } = given(await centre.does.getConcern(await of('staff-1', concernId)));
    expect(lost).toMatchObject({ error: { currentVersion: 1, current: answer } });
    const again = { ...(await of('staff-1', concernId)), expected: 1, what: { text: 'Once more' } };
    expect(codeOf(await centre.does.answerConcern(again))).toBe('not-now');
  });

  test('that is sent again with its key is given once', async () => {
    const concernId = await raise('reviewer-1');
    const same = {
      ...(await of('staff-1', concernId)),
      expected: 0,
      what: { text: 'Thank you' },
      key: randomUUID(),
    };
    const made = await centre.made(async () => {
      given(await centre.does.answerConcern(same));
      expect(given(await centre.does.answerConcern(same)).answer.answer?.text).toBe('Thank you');
    });
    expect(made).toHaveLength(1);
  });

  test('of a concern of another round, or of none, is not found', async () => {
    const concernId = await raise('reviewer-1');
    const other = await centre.openRound(undefined, [3]).catch(() => centre.draftRound(undefined, [3]));
    const what = { text: 'Thank you' };
    for (const call of [await of('staff-1', concernId, other), await of('staff-1', 'no-such-concern')])
      expect(codeOf(await centre.does.answerConcern({ ...call, expected: 0, what }))).toBe('not-found');
  });
});

describe('what is exported', () => {
  test('of a person has their concerns where they ask themselves, and says that it lacks them where not', async () => {
    const ask = async (personId: string) =>
      given(
        await centre.does.exportPerson({ ...(await centre.by(personId)), of: { personId: 'reviewer-1' } }),
      ).answer;
    const kinds = async (personId: string) => {
      const found: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = given(
          await centre.does.exportPerson({
            ...(await centre.by(personId)),
            of: { personId: 'reviewer-1', ...(cursor !== undefined && { cursor }) },
          }),
        ).answer;
        found.push(...page.items.map(({ kind, action, notice }) => action ?? notice ?? kind));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return found;
    };
    const own = await kinds('reviewer-1');
    for (const kind of ['concern', 'concern-raised', 'concern-answered', 'assignment'])
      expect(own).toContain(kind);
    const given_ = await kinds('administrator-1');
    expect(given_).toContain('assignment');
    expect(given_.filter((kind) => String(kind).startsWith('concern'))).toEqual([]);
    expect((await ask('administrator-1')).leftOut).toContain('concerns');
  });

  test('of a round has its concerns for staff, with a person and no place', async () => {
    const { items, leftOut } = given(await centre.does.exportEverything(await call('staff-1'))).answer;
    const concerns = items.filter(({ kind }) => kind === 'concern');
    expect(concerns.length).toBeGreaterThan(0);
    for (const concern of concerns) expect(concern).not.toHaveProperty('place');
    expect(leftOut).not.toContain('concerns');
    const toOversight = given(await centre.does.exportEverything(await call('oversight-1'))).answer;
    expect(toOversight.leftOut).toContain('concerns');
  });
});
