import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReminderStage, reminderStage } from './reminder-times.ts';

const longAgo = '2020-01-01T09:00:00.000Z';
const minute = 60 * 1000;
const day = 24 * 60 * minute;

/** Two months after a review is due, where nothing else is said. */
const laterThan = (due: string) => new Date(Date.parse(due) + 60 * day).toISOString();

const stageAt = (
  due: string,
  at: string | number,
  invitedAt: string | null = longAgo,
  closesAt = laterThan(due),
) => reminderStage({ due, closesAt, invitedAt }, new Date(at));

/** The stage that begins at an instant and not before it. */
const beginsAt = (due: string, at: string) => [stageAt(due, Date.parse(at) - 1), stageAt(due, at)];

describe('reminders come at 9am in the UK, a week and a day before reviews are due, and the day after', () => {
  test.each([
    // In summer and in winter.
    ['2026-08-06T16:00:00.000Z', '2026-07-30T08:00', '2026-08-05T08:00', '2026-08-07T08:00'],
    ['2026-12-10T17:00:00.000Z', '2026-12-03T09:00', '2026-12-09T09:00', '2026-12-11T09:00'],
    // Due on the days on which clocks change.
    ['2026-03-29T16:00:00.000Z', '2026-03-22T09:00', '2026-03-28T09:00', '2026-03-30T08:00'],
    ['2026-10-25T17:00:00.000Z', '2026-10-18T08:00', '2026-10-24T08:00', '2026-10-26T09:00'],
    ['2027-03-28T16:00:00.000Z', '2027-03-21T09:00', '2027-03-27T09:00', '2027-03-29T08:00'],
    // Due on the days around them.
    ['2026-03-28T17:00:00.000Z', '2026-03-21T09:00', '2026-03-27T09:00', '2026-03-29T08:00'],
    ['2026-03-30T16:00:00.000Z', '2026-03-23T09:00', '2026-03-29T08:00', '2026-03-31T08:00'],
    ['2026-04-04T16:00:00.000Z', '2026-03-28T09:00', '2026-04-03T08:00', '2026-04-05T08:00'],
    ['2026-10-24T16:00:00.000Z', '2026-10-17T08:00', '2026-10-23T08:00', '2026-10-25T09:00'],
    ['2026-10-26T17:00:00.000Z', '2026-10-19T08:00', '2026-10-25T09:00', '2026-10-27T09:00'],
    ['2026-10-31T17:00:00.000Z', '2026-10-24T08:00', '2026-10-30T09:00', '2026-11-01T09:00'],
    // At five to midnight in the UK, which is the same day in UTC in winter only.
    ['2026-10-24T22:55:00.000Z', '2026-10-17T08:00', '2026-10-23T08:00', '2026-10-25T09:00'],
    ['2026-10-25T23:55:00.000Z', '2026-10-18T08:00', '2026-10-24T08:00', '2026-10-26T09:00'],
    // Just after midnight in the UK: still the day before in UTC.
    ['2026-08-05T23:10:00.000Z', '2026-07-30T08:00', '2026-08-05T08:00', '2026-08-07T08:00'],
  ])('due at %s', (due, week, eve, after) => {
    expect(beginsAt(due, `${week}:00.000Z`)).toEqual([null, 'seven-days']);
    expect(beginsAt(due, `${eve}:00.000Z`)).toEqual(['seven-days', 'one-day']);
    expect(beginsAt(due, due)).toEqual(['one-day', null]);
    expect(beginsAt(due, `${after}:00.000Z`)).toEqual([null, 'overdue']);
  });
});

test.each([
  ['seven-days', '2026-07-30T08:00:00.000Z', '2026-08-01T12:00:00.000Z'],
  ['one-day', '2026-08-05T08:00:00.000Z', '2026-08-05T18:00:00.000Z'],
  ['overdue', '2026-08-07T08:00:00.000Z', '2026-08-09T12:00:00.000Z'],
] as const)('who was invited after the time of the reminder %s does not get it', (stage, began, later) => {
  const due = '2026-08-06T16:00:00.000Z';
  const justBefore = new Date(Date.parse(began) - 1).toISOString();
  expect(stageAt(due, later, justBefore)).toBe(stage);
  expect(stageAt(due, later, began)).toBeNull();
  expect(stageAt(due, later, later)).toBeNull();
});

describe('whoever has not submitted is reminded at 9am on the day before the round closes', () => {
  const due = '2026-08-06T16:00:00.000Z';
  const at = (instant: string, closesAt: string, invitedAt = longAgo) =>
    stageAt(due, instant, invitedAt, closesAt);

  test('after having been reminded that their review is overdue', () => {
    const closesAt = '2026-08-13T16:00:00.000Z';
    expect(at('2026-08-12T07:59:59.999Z', closesAt)).toBe('overdue');
    expect(at('2026-08-12T08:00:00.000Z', closesAt)).toBe('closing');
    expect(at('2026-08-13T15:59:00.000Z', closesAt)).toBe('closing');
    expect(at('2026-08-12T12:00:00.000Z', closesAt, '2026-08-12T08:00:00.000Z')).toBeNull();
  });

  test('in place of that where both come at the same time', () => {
    const closesAt = '2026-08-08T16:00:00.000Z';
    expect(at('2026-08-07T07:59:59.999Z', closesAt)).toBeNull();
    expect(at('2026-08-07T08:00:00.000Z', closesAt)).toBe('closing');
  });

  test.each(['2026-08-06T16:00:00.000Z', '2026-08-07T16:00:00.000Z'])(
    'but not once more where the reminder before the due date said it: closing at %s',
    (closesAt) => {
      expect(at('2026-08-05T08:00:00.000Z', closesAt)).toBe('one-day');
      expect(at('2026-08-06T15:00:00.000Z', closesAt)).toBe('one-day');
      expect(at('2026-08-06T17:00:00.000Z', closesAt)).toBeNull();
    },
  );
});

const ukClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** What clocks and calendars in the UK show. */
function shownInTheUk(at: number): { readonly day: number; readonly hour: number } {
  const [, date, month, year, hour] = /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d):/.exec(ukClock.format(at)) ?? [];
  return { day: Date.UTC(Number(year), Number(month) - 1, Number(date)) / day, hour: Number(hour) };
}

const isBeforeNine = (at: number) => shownInTheUk(at).hour < 9;
const isPastEve = (daysToClosing: number, hour: number) =>
  daysToClosing < 1 || (daysToClosing === 1 && hour >= 9);

/** The same rule, read off a UK calendar and a UK clock. */
function expectedStage(due: number, at: number, closesAt = due + 60 * day): ReminderStage | null {
  const now = shownInTheUk(at);
  const days = now.day - shownInTheUk(due).day;
  const isPast = (offset: number) => days > offset || (days === offset && now.hour >= 9);
  const toClosing = shownInTheUk(closesAt).day - now.day;
  const dueAt = shownInTheUk(due);
  const eve = shownInTheUk(closesAt).day - 1;
  if ((eve > dueAt.day || (eve === dueAt.day && isBeforeNine(due))) && isPastEve(toClosing, now.hour))
    return 'closing';
  if (isPast(1)) return 'overdue';
  if (at >= due) return null;
  return isPast(-1) ? 'one-day' : isPast(-7) ? 'seven-days' : null;
}

/** Instants, many of them within a fortnight of a change of clocks. */
const dues = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 1) / minute, max: Date.UTC(2028, 0, 1) / minute }),
  fc
    .tuple(
      fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'),
      fc.integer({ min: -14 * 24 * 60, max: 14 * 24 * 60 }),
    )
    .map(([change, minutes]) => Date.parse(`${change}T01:00:00Z`) / minute + minutes),
);

/** A due instant and others around it, often within minutes of 9am. */
const dueAndRuns = dues.chain((due) =>
  fc.record({
    due: fc.constant(due * minute),
    runs: fc.array(
      fc.oneof(
        fc.integer({ min: -9 * 24 * 60, max: 3 * 24 * 60 }).map((minutes) => (due + minutes) * minute),
        fc
          .tuple(fc.constantFrom(-7, -1, 1), fc.integer({ min: -70, max: 70 }))
          .map(
            ([days, minutes]) =>
              (Math.floor((due * minute) / day) + days) * day + (9 * 60 + minutes) * minute,
          ),
      ),
      { minLength: 1, maxLength: 20 },
    ),
  }),
);

test('whenever reviews are due and the clock runs, the reminder is that of a UK calendar and clock', () => {
  fc.assert(
    fc.property(dueAndRuns, fc.integer({ min: 0, max: 4 * 24 * 60 }), ({ due, runs }, open) => {
      const closesAt = due + open * minute;
      for (const at of runs)
        expect([
          new Date(at),
          stageAt(new Date(due).toISOString(), at, longAgo, new Date(closesAt).toISOString()),
        ]).toEqual([new Date(at), expectedStage(due, at, closesAt)]);
    }),
    { numRuns: 300 },
  );
});

test('however the clock runs, each reminder of a date comes up at most once, and never after a later one', () => {
  const order = ['seven-days', 'one-day', 'overdue'];
  fc.assert(
    fc.property(dueAndRuns, fc.integer({ min: -10, max: 3 }), ({ due, runs }, invitedDays) => {
      const invitedAt = new Date(due + invitedDays * day).toISOString();
      const inOrder = runs.filter((at) => new Date(at).toISOString() >= invitedAt).sort((a, b) => a - b);
      const stages = inOrder
        .map((at) => stageAt(new Date(due).toISOString(), at, invitedAt))
        .filter((stage) => stage !== null)
        .map((stage) => order.indexOf(stage));
      expect(stages).toEqual([...stages].sort());
      // Nobody is reminded of what they were asked for after the reminder's time.
      for (const at of inOrder) {
        const stage = stageAt(new Date(due).toISOString(), at, invitedAt);
        if (stage !== null) expect(expectedStage(due, Date.parse(invitedAt) - 1)).not.toBe(stage);
      }
    }),
    { numRuns: 300 },
  );
});
