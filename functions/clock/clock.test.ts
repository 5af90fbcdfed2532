import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleSpecifications } from '../../infra/local/samples.ts';
import { type Centre, given, startCentre, usualDates } from '../../test/support/centre.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { letterData } from '../../test/support/letter-data.ts';
import { metered } from '../../test/support/metered.ts';
import { inShort, outbox } from '../../test/support/outbox.ts';
import { keptLog } from '../../test/support/plain.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { waitingNow } from '../centre/waiting.ts';
import { listNoticesOf, listNoticesThat } from '../notices/list-notices.ts';
import { queueDigests } from '../notices/queue-digests.ts';
import {
  claimNotice,
  getNotice,
  markFailed,
  markRefused,
  markSent,
  noticeIdOf,
  noticeWrite,
} from '../notices/storage.ts';
import { sweepNotices } from '../notices/sweep-notices.ts';
import { acceptInvitation } from '../panels/invitation-link.ts';
import { addPerson, markAddress } from '../people/changes-storage.ts';
import { chooseEmails } from '../people/choose-emails.ts';
import { getPerson } from '../people/storage.ts';
import { projectLaggingRounds } from '../results/project-lagging-rounds.ts';
import { getLatestRecommendation, getResult } from '../results/storage.ts';
import { queueReminders } from '../reviews/queue-reminders.ts';
import { closeDueRounds } from '../rounds/close-due-rounds.ts';
import { getRound } from '../rounds/storage.ts';
import { roundItem } from '../rounds/stored-round.ts';
import { connect } from '../table/database.ts';
import { keys, listKeys } from '../table/keys.ts';
import { putNew, update, writeOne } from '../table/write.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { clock } from './handler.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());
beforeEach(() => void centre.setNow('2026-07-01T09:00:00.000Z'));
// The clock sees to every round that there is: those of other tests must be out of its way.
afterEach(() => centre.cancelRounds());

/** Runs the whole clock at an instant and answers with the log. */
async function runClock(at: string, services: Services = centre.services) {
  centre.setNow(at);
  const kept = keptLog();
  const context = { getRemainingTimeInMillis: () => 60_000 } as never;
  const run = clock(services, kept.log)({}, context);
  const failure = await run.then(
    () => null,
    (error: unknown) => error,
  );
  return { ...kept, failure };
}

/** The notices about a round, the first first. */
const about = async (roundId: string) =>
  [...(await listNoticesOf(centre.db, roundId, { limit: 1_000 })).items].reverse();

const staffCall = async (roundId: string) => ({ ...(await centre.by('staff-1')), of: { roundId } });

/** Services for which something happens just before the first request of a kind. */
function servicesWhere(command: string, happens: () => Promise<unknown>): Services {
  const client = new DynamoDBClient(centre.connection);
  let isDone = false;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === command && !isDone) {
          isDone = true;
          await happens();
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  return { ...centre.services, db: connect(centre.db.tableName, client) };
}

describe('closing rounds that are due', () => {
  test('closes at the closing time, not before, and tells each reviewer whether they had submitted', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-1');
    centre.setNow('2026-08-20T15:59:59.999Z');
    expect(await closeDueRounds(centre.services)).toBe(0);
    expect(await getRound(centre.db, roundId)).toMatchObject({ status: 'open' });
    centre.setNow('2026-08-20T16:00:00.001Z');
    const made = await centre.made(() => closeDueRounds(centre.services));
    expect(await getRound(centre.db, roundId)).toMatchObject({ status: 'closed', recommendations: 1 });
    const told = made.map((one) => [one.personId, one.notice === 'round-closed' && one.data.hasSubmitted]);
    expect(told.sort()).toEqual([
      ['reviewer-1', true],
      ['reviewer-2', false],
      ['reviewer-3', false],
    ]);
    const { items } = await listEventsOf(centre.db, keys.round(roundId), { limit: 1 });
    expect(items).toMatchObject([{ actor: 'system', action: 'round-closed' }]);
  });

  test('again, or by four clocks at once, closes once', async () => {
    const roundId = await centre.openRound();
    centre.setNow('2026-08-20T16:15:00.000Z');
    const runs = () => Promise.all([1, 2, 3, 4].map(() => closeDueRounds(centre.services)));
    const made = await centre.made(async () => {
      expect((await runs()).reduce((a, b) => a + b)).toBe(1);
      expect(await runs()).toEqual([0, 0, 0, 0]);
    });
    expect(inShort(made)).toEqual([1, 2, 3].map((n) => `round-closed to reviewer-${n}`));
    expect(await getRound(centre.db, roundId)).toMatchObject({ status: 'closed', recommendations: 1 });
  });

  test('leaves a round that was extended, a draft and a cancelled one', async () => {
    const [extended, draft, cancelled] = [
      await centre.openRound(),
      await centre.draftRound(),
      await centre.openRound(),
    ];
    const body = { ...usualDates, closesAt: '2026-08-27T16:00:00.000Z', reason: 'Holidays' };
    given(await centre.does.extendRound({ ...(await staffCall(extended)), what: body }));
    given(await centre.does.cancelRound({ ...(await staffCall(cancelled)), what: { reason: 'Withdrawn' } }));
    centre.setNow('2026-08-24T09:00:00.000Z');
    expect(await closeDueRounds(centre.services)).toBe(0);
    const statuses = await Promise.all(
      [extended, draft, cancelled].map(async (id) => (await getRound(centre.db, id))?.status),
    );
    expect(statuses).toEqual(['open', 'draft', 'cancelled']);
    centre.setNow('2026-08-27T16:15:00.000Z');
    expect(await closeDueRounds(centre.services)).toBe(1);
    expect(await getRound(centre.db, extended)).toMatchObject({ status: 'closed' });
  });

  test('leaves a round that is extended at the same moment', async () => {
    const roundId = await centre.openRound();
    centre.setNow('2026-08-20T16:15:00.000Z');
    const body = { ...usualDates, closesAt: '2026-08-27T16:00:00.000Z', reason: 'Holidays' };
    const services = servicesWhere('GetItemCommand', async () =>
      given(await centre.does.extendRound({ ...(await staffCall(roundId)), what: body })),
    );
    expect(await closeDueRounds(services)).toBe(0);
    expect(await getRound(centre.db, roundId)).toMatchObject({ status: 'open', closesAt: body.closesAt });
  });
});

describe('projecting rounds that lag', () => {
  // Those that the tests before have left.
  beforeEach(() => projectLaggingRounds(centre.services));

  test('a closed round whose stream record was lost gets its result, recommendation and notices, once', async () => {
    const roundId = await centre.openRound();
    for (const n of [1, 2] as const) await centre.submit(roundId, `reviewer-${n}`, n);
    given(await centre.does.closeRound({ ...(await staffCall(roundId)), what: { reason: '' } }));
    expect(await getResult(centre.db, roundId)).toBeNull();
    const made = await centre.made(async () => {
      expect(await projectLaggingRounds(centre.services)).toBe(1);
      expect(await projectLaggingRounds(centre.services)).toBe(0);
    });
    const round = await getRound(centre.db, roundId);
    expect(await getResult(centre.db, roundId)).toMatchObject({ revision: round?.revision });
    expect(await getLatestRecommendation(centre.db, roundId)).toMatchObject({ number: 1 });
    expect(inShort(made)).toEqual(
      ['oversight-1', 'staff-1', 'staff-2'].map((id) => `recommendation to ${id}`),
    );
  });

  test('an open round whose stream record was lost gets its result', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-1');
    expect(await projectLaggingRounds(centre.services)).toBe(1);
    expect(await getResult(centre.db, roundId)).toMatchObject({ revision: 1 });
  });

  test('four clocks at once derive one recommendation', async () => {
    const roundId = await centre.openRound();
    given(await centre.does.closeRound({ ...(await staffCall(roundId)), what: { reason: '' } }));
    const made = await centre.made(() =>
      Promise.all([1, 2, 3, 4].map(() => projectLaggingRounds(centre.services))),
    );
    expect(inShort(made)).toEqual(
      ['oversight-1', 'staff-1', 'staff-2'].map((id) => `recommendation to ${id}`),
    );
  });
});

describe('reminding reviewers', () => {
  /** Runs the reminders at an instant and answers with whom they remind of a round, and of what. */
  async function remindersAt(roundId: string, at: string): Promise<readonly (readonly string[])[]> {
    centre.setNow(at);
    const before = (await about(roundId)).length;
    await queueReminders(centre.services);
    return (await about(roundId))
      .slice(before)
      .map((one) => [one.personId, one.notice === 'reminder' ? one.data.when : one.notice])
      .sort();
  }

  const everybody = (when: string) => [1, 2, 3].map((n) => [`reviewer-${n}`, when]);

  test('comes at each of its times, once', async () => {
    const roundId = await centre.openRound();
    expect(await remindersAt(roundId, '2026-07-30T07:59:00.000Z')).toEqual([]);
    expect(await remindersAt(roundId, '2026-07-30T08:00:00.000Z')).toEqual(everybody('seven-days'));
    expect(await remindersAt(roundId, '2026-07-30T08:15:00.000Z')).toEqual([]);
    expect(await remindersAt(roundId, '2026-08-05T08:00:00.000Z')).toEqual(everybody('one-day'));
    expect(await remindersAt(roundId, '2026-08-06T16:15:00.000Z')).toEqual([]);
    expect(await remindersAt(roundId, '2026-08-07T08:00:00.000Z')).toEqual(everybody('overdue'));
    expect(await remindersAt(roundId, '2026-08-12T08:00:00.000Z')).toEqual([]);
    expect(await remindersAt(roundId, '2026-08-19T07:59:00.000Z')).toEqual([]);
    expect(await remindersAt(roundId, '2026-08-19T08:00:00.000Z')).toEqual(everybody('closing'));
    expect(await remindersAt(roundId, '2026-08-20T15:45:00.000Z')).toEqual([]);
  });

  test('says the dates, whether reviews are overdue and whether the reviewer has started', async () => {
    const roundId = await centre.openRound();
    await centre.accept(roundId, 'reviewer-2');
    await remindersAt(roundId, '2026-07-30T08:00:00.000Z');
    const second = { ...(await centre.by('reviewer-2')), of: { roundId } };
    const { content } = given(await centre.does.getReview(second)).answer;
    given(await centre.does.saveReview({ ...second, what: content, expected: 0 }));
    await remindersAt(roundId, '2026-08-07T08:00:00.000Z');
    const said = (await about(roundId)).flatMap((one) =>
      one.notice === 'reminder' && one.personId !== 'reviewer-3'
        ? [[one.personId, one.data.isOverdue, one.data.hasStarted, one.data.reviewsDue, one.data.closesAt]]
        : [],
    );
    const { reviewsDue, closesAt } = usualDates;
    expect(said.sort()).toEqual([
      ['reviewer-1', false, false, reviewsDue, closesAt],
      ['reviewer-1', true, false, reviewsDue, closesAt],
      ['reviewer-2', false, false, reviewsDue, closesAt],
      ['reviewer-2', true, true, reviewsDue, closesAt],
    ]);
  });

  test('goes only to those who are awaited', async () => {
    const roundId = await centre.openRound(usualDates, [1, 2, 3, 4]);
    await centre.submit(roundId, 'reviewer-1');
    const of = async (n: number) => ({
      ...(await centre.by(`reviewer-${n}`)),
      of: { roundId },
    });
    given(await centre.does.declineOrRecuse({ ...(await of(2)), what: { reason: 'No time' } }));
    const interest = { interest: 'declared' as const, description: 'I helped.' };
    given(await centre.does.declareInterests({ ...(await of(3)), what: interest }));
    expect(await remindersAt(roundId, '2026-07-30T08:00:00.000Z')).toEqual([['reviewer-4', 'seven-days']]);
    // Cleared, the third is awaited again; what has passed is not made up for with the first.
    const cleared = { resolution: 'cleared' as const, reason: 'Long ago' };
    const parameters = { roundId, personId: 'reviewer-3' };
    given(
      await centre.does.resolveInterest({ ...(await centre.by('staff-1')), of: parameters, what: cleared }),
    );
    expect(await remindersAt(roundId, '2026-08-05T08:00:00.000Z')).toEqual([
      ['reviewer-3', 'one-day'],
      ['reviewer-4', 'one-day'],
    ]);
  });

  test('leaves alone who submits at the same moment', async () => {
    const roundId = await centre.openRound(usualDates, [1, 2]);
    centre.setNow('2026-08-05T08:00:00.000Z');
    const services = servicesWhere('TransactWriteItemsCommand', async () => {
      for (const n of [1, 2]) await centre.submit(roundId, `reviewer-${n}`);
    });
    expect(await queueReminders(services)).toBe(0);
    expect((await about(roundId)).filter(({ notice }) => notice === 'reminder')).toEqual([]);
  });

  test('stops with the round', async () => {
    const [closed, cancelled, draft] = [
      await centre.openRound(),
      await centre.openRound(),
      await centre.draftRound(),
    ];
    await centre.close(closed);
    given(await centre.does.cancelRound({ ...(await staffCall(cancelled)), what: { reason: 'Withdrawn' } }));
    for (const roundId of [closed, cancelled, draft])
      expect(await remindersAt(roundId, '2026-08-05T08:00:00.000Z')).toEqual([]);
  });

  test('follows a changed date: what was said of the old one is said anew of the new one', async () => {
    const roundId = await centre.openRound();
    expect(await remindersAt(roundId, '2026-08-05T08:00:00.000Z')).toEqual(everybody('one-day'));
    const body = {
      reviewsDue: '2026-10-26T17:00:00.000Z',
      closesAt: '2026-11-02T17:00:00.000Z',
      reason: 'Holidays',
    };
    given(await centre.does.extendRound({ ...(await staffCall(roundId)), what: body }));
    expect(await remindersAt(roundId, '2026-08-07T08:00:00.000Z')).toEqual([]);
    // A week before is in summer, the day before is the first of winter time.
    expect(await remindersAt(roundId, '2026-10-19T08:00:00.000Z')).toEqual(everybody('seven-days'));
    expect(await remindersAt(roundId, '2026-10-25T08:00:00.000Z')).toEqual([]);
    expect(await remindersAt(roundId, '2026-10-25T09:00:00.000Z')).toEqual(everybody('one-day'));
    expect(await remindersAt(roundId, '2026-10-27T09:00:00.000Z')).toEqual(everybody('overdue'));
  });

  test('skips who was invited after its time, and finds them with the next', async () => {
    const roundId = await centre.openRound();
    centre.setNow('2026-08-01T09:00:00.000Z');
    await centre.addReviewer(roundId, 'reviewer-4');
    expect(await remindersAt(roundId, '2026-08-01T09:15:00.000Z')).toEqual(everybody('seven-days'));
    expect(await remindersAt(roundId, '2026-08-05T08:00:00.000Z')).toEqual([
      ...everybody('one-day'),
      ['reviewer-4', 'one-day'],
    ]);
  });

  test('asks once for an answer, two days before the day to answer by, of whoever has not given one', async () => {
    const roundId = await centre.openRound();
    await centre.accept(roundId, 'reviewer-1');
    // Accepted behind the link; interests are still to be declared.
    await acceptInvitation(centre.services, { roundId, personId: 'reviewer-2' });
    expect(await remindersAt(roundId, '2026-07-06T07:45:00.000Z')).toEqual([]);
    expect(await remindersAt(roundId, '2026-07-06T08:00:00.000Z')).toEqual([['reviewer-3', 'answer']]);
    expect(await remindersAt(roundId, '2026-07-07T08:00:00.000Z')).toEqual([]);
    const { unanswered: before } = given(await centre.does.getToday(await centre.by('staff-1'))).answer;
    expect(before.items).toEqual([]);
    centre.setNow('2026-07-08T16:00:01.000Z');
    const { unanswered: after } = given(await centre.does.getToday(await centre.by('staff-1'))).answer;
    const mine = after.items.filter((item) => item.roundId === roundId);
    expect(mine.map(({ personId }) => personId).sort()).toEqual(['reviewer-3']);
    await centre.accept(roundId, 'reviewer-3');
    const { unanswered: left } = given(await centre.does.getToday(await centre.by('staff-1'))).answer;
    expect(left.items.filter((item) => item.roundId === roundId)).toEqual([]);
  });

  test('leaves alone whose review was reopened after its time, until the next', async () => {
    const roundId = await centre.openRound();
    for (const n of [1, 2]) await centre.submit(roundId, `reviewer-${n}`);
    const reopen = async (n: number) =>
      given(
        await centre.does.reopenReview({
          ...(await centre.by('staff-1')),
          of: { roundId, personId: `reviewer-${n}` },
          what: { reason: 'Criterion 5.2 has no evidence.' },
        }),
      );
    centre.setNow('2026-08-03T09:00:00.000Z');
    await reopen(1);
    expect(await remindersAt(roundId, '2026-08-03T09:15:00.000Z')).toEqual([['reviewer-3', 'seven-days']]);
    expect(await remindersAt(roundId, '2026-08-05T08:00:00.000Z')).toEqual([
      ['reviewer-1', 'one-day'],
      ['reviewer-3', 'one-day'],
    ]);
    centre.setNow('2026-08-10T09:00:00.000Z');
    await reopen(2);
    expect(await remindersAt(roundId, '2026-08-10T09:15:00.000Z')).toEqual([
      ['reviewer-1', 'overdue'],
      ['reviewer-3', 'overdue'],
    ]);
  });

  test('a clock that is late by days gives the latest one alone', async () => {
    const roundId = await centre.openRound();
    expect(await remindersAt(roundId, '2026-08-10T14:00:00.000Z')).toEqual(everybody('overdue'));
    expect(await remindersAt(roundId, '2026-08-10T14:15:00.000Z')).toEqual([]);
    centre.setNow('2026-07-01T09:00:00.000Z');
    const other = await centre.openRound();
    expect(await remindersAt(other, '2026-08-06T15:00:00.000Z')).toEqual(everybody('one-day'));
  });

  test('four clocks at once give one', async () => {
    const roundId = await centre.openRound();
    centre.setNow('2026-08-05T08:00:00.000Z');
    await Promise.all([1, 2, 3, 4].map(() => queueReminders(centre.services)));
    const reminders = (await about(roundId)).filter(({ notice }) => notice === 'reminder');
    expect(inShort(reminders)).toEqual([1, 2, 3].map((n) => `reminder to reviewer-${n}`));
  });

  test('however clocks run, late, twice or at once, nobody gets a reminder of a date twice or after a later one', async () => {
    const quarters = fc.integer({ min: -9 * 96, max: 14 * 96 });
    const runs = fc.array(fc.record({ quarter: quarters, clocks: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 5,
    });
    const order = ['seven-days', 'one-day', 'overdue', 'closing'];
    await fc.assert(
      fc.asyncProperty(runs, async (drawn) => {
        centre.setNow('2026-07-01T09:00:00.000Z');
        const roundId = await centre.openRound(usualDates, [1, 2]);
        const due = Date.parse(usualDates.reviewsDue);
        for (const { quarter, clocks } of [...drawn].sort((a, b) => a.quarter - b.quarter)) {
          centre.setNow(new Date(due + quarter * 15 * 60_000).toISOString());
          await Promise.all(Array.from({ length: clocks }, () => queueReminders(centre.services)));
        }
        const notices = await about(roundId);
        for (const personId of ['reviewer-1', 'reviewer-2']) {
          const reminders = notices.flatMap((one) =>
            one.notice === 'reminder' && one.personId === personId ? [order.indexOf(one.data.when)] : [],
          );
          expect(reminders).toEqual([...new Set(reminders)].sort());
        }
        await centre.cancelRounds();
      }),
      { numRuns: 6 },
    );
  });
});

describe('the weekly digest', () => {
  let database: TestDatabase;
  let clocks: ReturnType<typeof testServices>;
  beforeEach(async () => {
    database = await startTestDatabase();
    clocks = testServices(database.db, '2026-07-01T09:00:00.000Z');
    for (const [id, role] of [
      ['staff-1', 'staff'],
      ['staff-2', 'staff'],
      ['oversight-1', 'oversight'],
      ['reviewer-1', 'reviewer'],
    ] as const)
      await addPerson(
        database.db,
        { id, name: id, email: `${id}@example.org`, roles: [role] },
        '2026-07-01T09:00:00.000Z',
      );
  });
  afterEach(() => database.stop());

  /** An address in trouble waits for staff. */
  async function somethingWaits(): Promise<void> {
    const person = await getPerson(database.db, 'reviewer-1');
    if (person === null) throw new Error('They are there');
    const trouble = { kind: 'bounce' as const, at: '2026-07-02T09:00:00.000Z', noticeId: 'a'.repeat(32) };
    const event = eventNow(clocks.services, 'system', 'address-bounced');
    given(await markAddress(database.db, person, trouble, event));
  }

  /** Whom the clock queues a digest to at an instant. */
  async function digestsAt(at: string): Promise<readonly string[]> {
    clocks.setNow(at);
    const before = (await outbox(database.db)).length;
    const queued = await queueDigests(clocks.services);
    const made = (await outbox(database.db)).slice(before);
    expect(queued).toBe(made.length);
    return inShort(made);
  }

  const toStaff = ['digest to staff-1', 'digest to staff-2'];

  test('comes on Mondays from 8am in the UK, in summer and winter, once a week', async () => {
    await somethingWaits();
    // Sunday; Monday just before 8am in summer; Monday at 8am.
    expect(await digestsAt('2026-10-18T12:00:00.000Z')).toEqual([]);
    expect(await digestsAt('2026-10-19T06:59:00.000Z')).toEqual([]);
    expect(await digestsAt('2026-10-19T07:00:00.000Z')).toEqual(toStaff);
    expect(await digestsAt('2026-10-19T07:15:00.000Z')).toEqual([]);
    expect(await digestsAt('2026-10-20T09:00:00.000Z')).toEqual([]);
    // Clocks went back on Sunday.
    expect(await digestsAt('2026-10-26T07:45:00.000Z')).toEqual([]);
    expect(await digestsAt('2026-10-26T08:00:00.000Z')).toEqual(toStaff);
    // A clock that is late by hours is in time, as long as it is Monday in the UK.
    expect(await digestsAt('2026-11-02T23:45:00.000Z')).toEqual(toStaff);
    // Clocks went forward on Sunday.
    expect(await digestsAt('2027-03-29T06:45:00.000Z')).toEqual([]);
    expect(await digestsAt('2027-03-29T07:00:00.000Z')).toEqual(toStaff);
    // Monday in the UK, but still Sunday in UTC, at half past midnight.
    expect(await digestsAt('2027-04-04T23:30:00.000Z')).toEqual([]);
  });

  test('says what waits, how much of it, and of which week', async () => {
    await somethingWaits();
    await digestsAt('2026-08-03T07:00:00.000Z');
    const [digest] = await outbox(database.db);
    expect(digest).toMatchObject({
      roundId: null,
      data: { week: '2026-08-03', more: false, counts: { addressesFailing: 1, noticesFailed: 0 } },
    });
    expect(JSON.stringify(digest?.data)).not.toContain('reviewer-1');
  });

  test('counts each group of Today: who has not answered, who declined where the next can be asked, a newer version', async () => {
    const { db, does, by, openRound, services, setNow, stop } = await startCentre();
    const roundId = await openRound();
    const staff = { ...(await by('staff-1')), of: { roundId } };
    const { specificationId } = given(await does.getRound(staff)).answer;
    const [sample] = sampleSpecifications();
    if (sample === undefined) throw new Error('There is a sample');
    const what = { ...sample.version, documentSha256: 'ab'.repeat(32) };
    given(await does.addSpecificationVersion({ ...staff, of: { specificationId }, what }));
    const other = await openRound(undefined, [1, 2]);
    for (const of of [{ roundId }, { roundId: other }])
      given(await does.declineOrRecuse({ ...(await by('reviewer-1')), of, what: { reason: 'No time.' } }));
    // Of the two who declined, one has somebody on the list.
    const list = { reserves: ['reviewer-3'], reason: 'They work apart.' };
    given(await does.setReserves({ ...staff, of: { roundId: other }, what: list }));
    setNow('2026-08-06T15:00:00.000Z');
    const { counts } = await waitingNow(db, services.now());
    expect(counts).toMatchObject({ newerVersions: 2, unanswered: 3, declined: 1 });
    const today = given(await does.getToday({ ...staff, of: {} })).answer;
    const groups = Object.entries(today).flatMap(([name, group]) =>
      typeof group === 'object' && name !== 'underWay' ? [[name, group.items.length] as const] : [],
    );
    expect(counts).toEqual(Object.fromEntries(groups));
    await stop();
  });

  test('does not come where nothing waits', async () => {
    expect(await digestsAt('2026-08-03T07:00:00.000Z')).toEqual([]);
    // What comes up later that Monday is still told.
    await somethingWaits();
    expect(await digestsAt('2026-08-03T10:00:00.000Z')).toEqual(toStaff);
  });

  test('does not come to those who do without it', async () => {
    await somethingWaits();
    const person = await getPerson(database.db, 'staff-1');
    if (person === null) throw new Error('They are there');
    await chooseEmails(database.db, person, ['digest']);
    expect(await digestsAt('2026-08-03T07:00:00.000Z')).toEqual(['digest to staff-2']);
  });

  test('four clocks at once queue one', async () => {
    await somethingWaits();
    clocks.setNow('2026-08-03T07:00:00.000Z');
    const queued = await Promise.all([1, 2, 3, 4].map(() => queueDigests(clocks.services)));
    expect(queued.reduce((a, b) => a + b)).toBe(2);
    expect(inShort(await outbox(database.db))).toEqual(toStaff);
  });
});

describe('sweeping notices', () => {
  let causes = 0;

  /** A notice made at 9am. */
  async function newNotice(): Promise<string> {
    const cause = `off-panel ${++causes}`;
    const data = {
      title: 'Sample',
      specificationVersion: 1,
      sample: true,
      criteriaSetKind: 'endorsement' as const,
    };
    const createdAt = '2026-07-01T09:00:00.000Z';
    const notice = { cause, notice: 'off-panel', personId: 'reviewer-1', roundId: null, createdAt, data };
    await writeOne(centre.db, noticeWrite({ ...notice, notice: 'off-panel' }));
    return noticeIdOf(cause, 'reviewer-1');
  }

  const read = async (id: string) => {
    const notice = await getNotice(centre.db, id);
    if (notice === null) throw new Error('The notice is gone');
    return notice;
  };

  const claim = async (id: string) => {
    const claimed = await claimNotice(centre.db, await read(id), centre.services.now());
    if (claimed === null) throw new Error('It could be claimed');
    return claimed;
  };

  /** Sweeps at a time of 1 July, and says whether the notice was changed, for the mailer to look at it again. */
  async function sweptAt(id: string, time: string): Promise<boolean> {
    centre.setNow(`2026-07-01T${time}:00.000Z`);
    const { version } = await read(id);
    await sweepNotices(centre.services, keptLog().log);
    return (await read(id)).version > version;
  }

  // What is left over from other tests is sent, so that only the notice of a test is swept.
  beforeEach(async () => {
    for (const notice of await outbox(centre.db))
      if (notice.status === 'pending' || notice.status === 'sending')
        await markSent(centre.db, notice, 'message', '2026-07-01T09:00:00.000Z');
  });

  test('a notice that the stream has lost is shown to the mailer again, every ten minutes and more', async () => {
    const id = await newNotice();
    expect(await sweptAt(id, '09:10')).toBe(false);
    expect(await sweptAt(id, '09:11')).toBe(true);
    expect(await read(id)).toMatchObject({ status: 'pending', attempts: 0 });
    expect(await sweptAt(id, '09:20')).toBe(false);
    expect(await sweptAt(id, '09:30')).toBe(true);
  });

  test('a refused notice is shown to the mailer when its time has come, not before', async () => {
    const id = await newNotice();
    await markRefused(centre.db, await claim(id), 'ThrottlingException', '2026-07-01T09:30:00.000Z');
    expect(await sweptAt(id, '09:29')).toBe(false);
    expect(await sweptAt(id, '09:45')).toBe(true);
    expect(await read(id)).toMatchObject({ status: 'pending', attempts: 1 });
  });

  test('a claim whose holder has died is “possibly sent” once its lease has run out, and waits for staff', async () => {
    const id = await newNotice();
    await claim(id);
    expect(await sweptAt(id, '09:04')).toBe(false);
    expect(await sweptAt(id, '09:06')).toBe(true);
    expect(await read(id)).toMatchObject({ status: 'failed', failure: 'possibly sent', leaseUntil: null });
    const { items } = await listNoticesThat(centre.db, 'failed', { limit: 100 });
    expect(items.map((notice) => notice.id)).toContain(id);
    expect(await sweptAt(id, '10:00')).toBe(false);
  });

  test('what is sent, failed or waits for its release is left alone', async () => {
    const [sent, failed] = [await newNotice(), await newNotice()];
    await markSent(centre.db, await claim(sent), 'message', '2026-07-01T09:00:00.000Z');
    await markFailed(centre.db, await claim(failed), 'not sent: MessageRejected', '2026-07-01T09:00:00.000Z');
    const letter = {
      cause: 'letter of a round',
      notice: 'letter' as const,
      personId: 'reviewer-1',
      roundId: null,
      createdAt: '2026-07-01T09:00:00.000Z',
      data: letterData(),
    };
    await writeOne(centre.db, noticeWrite(letter));
    for (const id of [sent, failed, noticeIdOf(letter.cause, letter.personId)])
      expect(await sweptAt(id, '12:00')).toBe(false);
  });

  test('what the clock gives up is counted, once, for the alarm that watches it', async () => {
    await claim(await newNotice());
    expect((await runClock('2026-07-01T09:30:00.000Z')).counted).toEqual(['noticeFailed']);
    expect((await runClock('2026-07-01T09:45:00.000Z')).counted).toEqual([]);
  });

  test('four clocks at once ask the mailer once', async () => {
    const id = await newNotice();
    centre.setNow('2026-07-01T09:15:00.000Z');
    const swept = await Promise.all([1, 2, 3, 4].map(() => sweepNotices(centre.services, keptLog().log)));
    expect(swept.reduce((a, b) => a + b)).toBe(1);
    expect(await read(id)).toMatchObject({ version: 1 });
  });
});

describe('the whole clock', () => {
  /** Services for which some requests never reach the table. */
  function failingWhere(fails: (command: string, input: object) => boolean): Services {
    const client = new DynamoDBClient(centre.connection);
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          if (fails(commandName, args.input)) throw new Error('The table went away');
          return next(args);
        },
      { step: 'initialize' },
    );
    return { ...centre.services, db: connect(centre.db.tableName, client) };
  }

  test('closes, derives and reminds in one run; the next one has nothing to do', async () => {
    const closing = await centre.openRound();
    const later = { reviewsDue: '2026-08-27T16:00:00.000Z', closesAt: '2026-09-03T16:00:00.000Z' };
    const reminding = await centre.openRound(later);
    // A Thursday, so that no digest is due.
    const made = await centre.made(() => runClock('2026-08-20T16:15:00.000Z'));
    expect(inShort(made.filter(({ roundId }) => roundId === closing))).toEqual([
      ...['oversight-1', 'staff-1', 'staff-2'].map((id) => `recommendation to ${id}`),
      ...[1, 2, 3].map((n) => `round-closed to reviewer-${n}`),
    ]);
    expect(inShort(made.filter(({ roundId }) => roundId === reminding))).toEqual(
      [1, 2, 3].map((n) => `reminder to reviewer-${n}`),
    );
    const { lines } = await runClock('2026-08-20T16:15:00.000Z');
    expect(lines).toEqual([
      {
        message: 'clockRan',
        values: {
          closeDueRounds: 0,
          projectLaggingRounds: 0,
          queueReminders: 0,
          queueDigests: 0,
          queueConditionNotices: 0,
          sweepNotices: 0,
          carryOutRetention: 0,
        },
      },
    ]);
  });

  test.each([
    ['closeDueRounds', 'LIST#round#open'],
    ['projectLaggingRounds', 'TODO#behind'],
    ['queueReminders', 'TODO#review'],
    ['sweepNotices', 'TODO#notice-pending'],
  ])(
    'where %s fails, the rest is done, the failure is reported, and the next run does it',
    async (step, partition) => {
      const closing = await centre.openRound();
      const closed = await centre.openRound();
      given(await centre.does.closeRound({ ...(await staffCall(closed)), what: { reason: '' } }));
      const later = { reviewsDue: '2026-08-27T16:00:00.000Z', closesAt: '2026-09-03T16:00:00.000Z' };
      const reminding = await centre.openRound(later);
      const doneSoFar = async () => ({
        closeDueRounds: (await getRound(centre.db, closing))?.status === 'closed',
        projectLaggingRounds: (await getLatestRecommendation(centre.db, closed)) !== null,
        queueReminders: (await about(reminding)).some(({ notice }) => notice === 'reminder'),
        sweepNotices: (await about(reminding)).some(({ nudgedAt }) => nudgedAt !== null),
      });
      const everything = {
        closeDueRounds: true,
        projectLaggingRounds: true,
        queueReminders: true,
        sweepNotices: true,
      };
      const at = '2026-08-20T16:15:00.000Z';
      const { failure, lines } = await runClock(
        at,
        failingWhere((command, input) => command === 'QueryCommand' && mentions(input, partition)),
      );
      expect(failure).toBeInstanceOf(AggregateError);
      expect(lines.map(({ message }) => message)).toEqual(['clockStepFailed', 'clockRan']);
      expect(lines[0]?.values).toMatchObject({ step });
      expect(await doneSoFar()).toEqual({ ...everything, [step]: false });
      expect((await runClock(at)).failure).toBeNull();
      expect(await doneSoFar()).toEqual(everything);
    },
  );

  test('a round that cannot be seen to does not keep the clock from the others', async () => {
    const rounds = [await centre.openRound(), await centre.openRound(), await centre.openRound()];
    const [broken = '', ...sound] = [...rounds].sort();
    const services = failingWhere(
      (command, input) => command === 'TransactWriteItemsCommand' && mentions(input, `ROUND#${broken}`),
    );
    const at = '2026-08-20T16:15:00.000Z';
    const { failure, lines } = await runClock(at, services);
    for (const roundId of sound) {
      expect(await getRound(centre.db, roundId)).toMatchObject({ status: 'closed' });
      expect(await getLatestRecommendation(centre.db, roundId)).not.toBeNull();
    }
    expect(await getRound(centre.db, broken)).toMatchObject({ status: 'open' });
    expect(failure).toBeInstanceOf(AggregateError);
    expect(lines.map(({ message }) => message)).toContain('clockStepFailed');
    expect((await runClock(at)).failure).toBeNull();
    expect(await getLatestRecommendation(centre.db, broken)).not.toBeNull();
  });

  test('where nothing is due it asks as often, and reads as little, however many rounds there are', async () => {
    const quiet = async () => {
      for (let n = 0; n < 3; n++) await runClock('2026-07-05T12:00:00.000Z');
      const counted = metered(centre.db);
      await runClock('2026-07-05T12:15:00.000Z');
      const { requests, read } = counted.taken();
      counted.stop();
      return { requests, read };
    };
    const dates = { reviewsDue: '2026-09-03T16:00:00.000Z', closesAt: '2026-09-24T16:00:00.000Z' };
    const rounds = async (count: number) => {
      for (let n = 0; n < count; n++) {
        const roundId = await centre.openRound(dates);
        await centre.submit(roundId, 'reviewer-1');
        if (n % 2 === 0) await centre.close(roundId);
      }
      for (const notice of await outbox(centre.db)) await markSent(centre.db, notice, 'm', notice.createdAt);
    };
    await rounds(2);
    const few = await quiet();
    await rounds(6);
    expect(await quiet()).toEqual(few);
    expect(few.requests).toBeLessThanOrEqual(10);
    expect(few.read).toBeLessThanOrEqual(50);
  });

  test('what is listed and cannot be read does not keep the clock from the others', async () => {
    const sound = await centre.openRound();
    const unreadable = {
      pk: 'ROUND#unreadable',
      sk: 'OTHER',
      ...roundItem.stamp,
      listPk: listKeys.rounds('open'),
      listSk: '2026-01-01T00:00:00.000Z#unreadable',
    };
    await writeOne(centre.db, putNew('new', unreadable));
    const { failure } = await runClock('2026-08-20T16:15:00.000Z');
    expect(failure).toBeInstanceOf(AggregateError);
    expect(await getRound(centre.db, sound)).toMatchObject({ status: 'closed' });
    const gone = { listPk: undefined, listSk: undefined };
    await writeOne(centre.db, update('there', unreadable, { set: gone }, {}));
    expect((await runClock('2026-08-20T16:15:00.000Z')).failure).toBeNull();
  });

  const mentions = (input: object, key: string) => JSON.stringify(input).includes(`"${key}"`);
});
