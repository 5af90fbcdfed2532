import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Centre, given, startCentre, usualDates } from '../../test/support/centre.ts';
import { listNoticesOf } from '../notices/list-notices.ts';
import { queueReminders } from '../reviews/queue-reminders.ts';

const { reviewsDue, closesAt } = usualDates;
const afterDue = '2026-08-10T09:00:00.000Z';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());
beforeEach(() => void centre.setNow('2026-07-01T09:00:00.000Z'));
// Reminders go out in every round that there is.
afterEach(() => centre.cancelRounds());

/** When a review is due, as its reviewer reads it. */
async function dueOf(roundId: string, personId: string): Promise<string> {
  const own = { ...(await centre.by(personId)), of: { roundId } };
  return given(await centre.does.getMyAssignment(own)).answer.reviewsDue;
}

/** The latest email to somebody about a round: its kind, and by when it asks for their review. */
async function lastAsked(roundId: string, personId: string) {
  const { items } = await listNoticesOf(centre.db, roundId, { limit: 1_000 });
  const [last] = items.filter((one) => one.personId === personId);
  return last && [last.notice, (last.data as { reviewsDue?: string }).reviewsDue];
}

const member = async (roundId: string, personId: string) => {
  const of = { roundId, personId };
  const staff = await centre.by('staff-1');
  const { version = 0 } = given(await centre.does.getPanelMember({ ...staff, of, what: undefined }));
  return { ...staff, of, expected: version };
};

/** Gives a reviewer a due date, on the day after they were invited. */
const changeDue = async (roundId: string, personId: string, due: string) => {
  centre.setNow('2026-07-02T09:00:00.000Z');
  return centre.does.changeReviewerDue({
    ...(await member(roundId, personId)),
    what: { reviewsDue: due, reason: 'They are away until then.' },
  });
};

const extend = async (roundId: string, dates: { readonly reviewsDue: string; readonly closesAt: string }) => {
  centre.setNow('2026-07-03T09:00:00.000Z');
  const call = { ...(await centre.by('staff-1')), of: { roundId } };
  given(await centre.does.extendRound({ ...call, what: { ...dates, reason: 'Holidays' } }));
};

describe('whoever is asked after reviews were due is asked by the closing date', () => {
  test('when they are added', async () => {
    const roundId = await centre.openRound();
    centre.setNow(afterDue);
    await centre.addReviewer(roundId, 'reviewer-4');
    expect(await dueOf(roundId, 'reviewer-4')).toBe(closesAt);
    expect(await lastAsked(roundId, 'reviewer-4')).toEqual(['invitation', closesAt]);
    expect(await dueOf(roundId, 'reviewer-1')).toBe(reviewsDue);
  });

  test('when they take somebody’s place', async () => {
    const roundId = await centre.openRound();
    centre.setNow(afterDue);
    const call = { ...(await centre.by('staff-1')), of: { roundId, personId: 'reviewer-3' } };
    const what = {
      name: 'Ignatius Dunwoody',
      email: 'reviewer-4@example.org',
      reason: 'Ill',
      inSpite: 'They work apart.',
    };
    given(await centre.does.replaceReviewer({ ...call, what }));
    expect(await dueOf(roundId, 'reviewer-4')).toBe(closesAt);
  });

  test('when their review is reopened', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-1');
    centre.setNow(afterDue);
    const call = await member(roundId, 'reviewer-1');
    given(await centre.does.reopenReview({ ...call, what: { reason: 'One page was missing.' } }));
    expect(await lastAsked(roundId, 'reviewer-1')).toEqual(['reopened', closesAt]);
    expect(await dueOf(roundId, 'reviewer-1')).toBe(closesAt);
  });
});

test('whose interest is cleared after reviews were due is asked by the date that they have', async () => {
  const roundId = await centre.openRound();
  centre.setNow(afterDue);
  await centre.addReviewer(roundId, 'reviewer-4');
  const own = { ...(await centre.by('reviewer-4')), of: { roundId } };
  const interest = { interest: 'declared' as const, description: 'I helped.' };
  given(await centre.does.declareInterests({ ...own, what: interest }));
  centre.setNow('2026-08-11T09:00:00.000Z');
  const call = await member(roundId, 'reviewer-4');
  given(await centre.does.resolveInterest({ ...call, what: { resolution: 'cleared', reason: 'Long ago' } }));
  expect(await lastAsked(roundId, 'reviewer-4')).toEqual(['declaration-resolved', closesAt]);
});

test('whoever is awaited in a round that opens again after reviews were due is asked by its closing', async () => {
  const roundId = await centre.openRound();
  await centre.close(roundId);
  centre.setNow('2026-08-25T09:00:00.000Z');
  const call = { ...(await centre.by('staff-1')), of: { roundId } };
  const later = '2026-09-03T16:00:00.000Z';
  given(
    await centre.does.reopenRound({
      ...call,
      what: { reviewsDue, closesAt: later, reason: 'Two were ill.' },
    }),
  );
  expect(await dueOf(roundId, 'reviewer-1')).toBe(later);
  expect(await lastAsked(roundId, 'reviewer-1')).toEqual(['dates-changed', later]);
});

test('nobody is reminded of a round that has closed since the clock began', async () => {
  const roundId = await centre.openRound();
  centre.setNow('2026-08-05T08:00:00.000Z');
  let reads = 0;
  // It closes once the round has been read for the first of its reviewers.
  centre.db.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'BatchGetItemCommand' && reads++ === 0) {
          centre.db.client.middlewareStack.remove('closes');
          await centre.close(roundId);
        }
        return next(args);
      },
    { step: 'initialize', name: 'closes' },
  );
  const made = await centre.made(() => queueReminders(centre.services));
  centre.db.client.middlewareStack.remove('closes');
  expect(made.filter(({ notice }) => notice === 'reminder')).toEqual([]);
});

describe('a due date of one’s own', () => {
  const own = '2026-08-13T16:00:00.000Z';

  test('is told to that reviewer alone, and is what they and staff see', async () => {
    const roundId = await centre.openRound();
    const told = await centre.made(async () => given(await changeDue(roundId, 'reviewer-2', own)));
    expect(told.map(({ notice, personId }) => [notice, personId])).toEqual([['dates-changed', 'reviewer-2']]);
    expect(await lastAsked(roundId, 'reviewer-2')).toEqual(['dates-changed', own]);
    expect(await dueOf(roundId, 'reviewer-2')).toBe(own);
    const call = { ...(await centre.by('staff-1')), of: { roundId }, what: undefined };
    const { panel } = given(await centre.does.getRound(call)).answer;
    expect(Object.fromEntries(panel.map((one) => [one.personId, one.reviewsDue]))).toEqual({
      'reviewer-1': reviewsDue,
      'reviewer-2': own,
      'reviewer-3': reviewsDue,
    });
  });

  test('is what they are reminded of', async () => {
    const roundId = await centre.openRound(usualDates, [1, 2]);
    given(await changeDue(roundId, 'reviewer-2', own));
    const reminded = async (at: string) => {
      centre.setNow(at);
      const made = await centre.made(() => queueReminders(centre.services));
      return made.map(({ personId, data }) => [personId, (data as { when?: string }).when]).sort();
    };
    expect(await reminded('2026-08-05T08:00:00.000Z')).toEqual([['reviewer-1', 'one-day']]);
    expect(await reminded('2026-08-07T08:00:00.000Z')).toEqual([
      ['reviewer-1', 'overdue'],
      ['reviewer-2', 'seven-days'],
    ]);
    expect(await reminded('2026-08-12T08:00:00.000Z')).toEqual([['reviewer-2', 'one-day']]);
    expect(await reminded('2026-08-19T08:00:00.000Z')).toEqual([
      ['reviewer-1', 'closing'],
      ['reviewer-2', 'closing'],
    ]);
  });

  test('is in the future, not after the round closes, and another one than it was', async () => {
    const roundId = await centre.openRound();
    for (const [due, detail] of [
      ['2026-06-30T16:00:00.000Z', 'The date when the review is due must be in the future.'],
      ['2026-08-21T16:00:00.000Z', 'The date when the review is due must not be after the round closes.'],
      [reviewsDue, 'Their review is already due then. Choose another date.'],
    ] as const)
      expect(await changeDue(roundId, 'reviewer-1', due)).toMatchObject({
        ok: false,
        error: { code: 'invalid-body', errors: [{ pointer: '/reviewsDue', detail }] },
      });
    expect(await dueOf(roundId, 'reviewer-1')).toBe(reviewsDue);
  });

  test('is for whoever has not submitted', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-1');
    expect(await changeDue(roundId, 'reviewer-1', own)).toMatchObject({
      ok: false,
      error: { code: 'not-now' },
    });
  });

  test('stays theirs when the dates of the round move, as far as the round is open', async () => {
    const roundId = await centre.openRound();
    given(await changeDue(roundId, 'reviewer-1', own));
    given(await changeDue(roundId, 'reviewer-2', closesAt));
    await extend(roundId, { reviewsDue: '2026-08-10T16:00:00.000Z', closesAt: '2026-08-27T16:00:00.000Z' });
    const dues = () => Promise.all([1, 2, 3].map((n) => dueOf(roundId, `reviewer-${n}`)));
    expect(await dues()).toEqual([own, '2026-08-27T16:00:00.000Z', '2026-08-10T16:00:00.000Z']);
    expect(await lastAsked(roundId, 'reviewer-1')).toEqual(['dates-changed', own]);
    await extend(roundId, { reviewsDue: '2026-08-10T16:00:00.000Z', closesAt: '2026-08-12T16:00:00.000Z' });
    expect(await dues()).toEqual([
      '2026-08-12T16:00:00.000Z',
      '2026-08-12T16:00:00.000Z',
      '2026-08-10T16:00:00.000Z',
    ]);
  });

  test('stays theirs where it comes before the round’s and only the closing moves', async () => {
    const roundId = await centre.openRound();
    const early = '2026-08-03T16:00:00.000Z';
    given(await changeDue(roundId, 'reviewer-1', early));
    await extend(roundId, { reviewsDue, closesAt: '2026-08-27T16:00:00.000Z' });
    expect(await dueOf(roundId, 'reviewer-1')).toBe(early);
  });
});
