import { expect, test } from 'vitest';
import { type CalendarEntry, calendarFile, dueEntry, panelEntry } from './calendar-file.ts';

const origin = 'https://reviews.example.org:4000';
const round = { roundId: 'r1', title: 'Frailty', specificationVersion: 2, sample: false };
const changedAt = '2026-07-01T09:00:00.000Z';
const said = (entry: CalendarEntry) => new TextDecoder().decode(calendarFile(entry, origin).bytes);
/** The lines as a calendar reads them. */
const linesOf = (entry: CalendarEntry) => said(entry).replace(/\r\n /g, '').split('\r\n');

const panel = (
  more: Partial<{ at: string; minutes: number; where: string; isCalledOff: boolean; changedAt: string }> = {},
) =>
  panelEntry(
    round,
    { at: more.at ?? '2026-09-03T13:30:00.000Z', minutes: more.minutes ?? 90, where: more.where ?? 'Room 4' },
    {
      changedAt: more.changedAt ?? changedAt,
      isCalledOff: more.isCalledOff ?? false,
      link: `${origin}/rounds/r1/panel`,
    },
  );

test('a panel has its time in UTC, its end, its place, and where to prepare', () => {
  expect(linesOf(panel())).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Centre for Advancing Practice//Credential review//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:panel-r1@reviews.example.org',
    'DTSTAMP:20260701T090000Z',
    'SEQUENCE:15670800',
    'ORGANIZER;CN=Centre for Advancing Practice:invalid:nomail',
    'STATUS:CONFIRMED',
    'DTSTART:20260903T133000Z',
    'DTEND:20260903T150000Z',
    'SUMMARY:Panel discussion: Frailty\\, version 2',
    'LOCATION:Room 4',
    'DESCRIPTION:To prepare: https://reviews.example.org:4000/rounds/r1/panel',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('a change is the same entry, later; calling it off takes that away', () => {
  const [first, later, off] = [
    panel(),
    panel({ changedAt: '2026-07-01T09:00:01.000Z' }),
    panel({ isCalledOff: true }),
  ].map(linesOf);
  const line = (lines: readonly string[] = [], name: string) => lines.find((one) => one.startsWith(name));
  expect(line(later, 'UID')).toBe(line(first, 'UID'));
  expect(line(later, 'SEQUENCE')).toBe('SEQUENCE:15670801');
  expect([line(off, 'METHOD'), line(off, 'STATUS'), line(off, 'UID')]).toEqual([
    'METHOD:CANCEL',
    'STATUS:CANCELLED',
    line(first, 'UID'),
  ]);
  expect(calendarFile(panel({ isCalledOff: true }), origin)).toMatchObject({
    fileName: 'panel.ics',
    mediaType: 'text/calendar; charset=utf-8; method=CANCEL',
  });
});

test('whatever people typed stays text, in lines of at most 75 bytes that are cut between characters', () => {
  const where = `${'ünïcödé 🙂 '.repeat(20)};a,b\\c\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org\u0007`;
  const text = said(panel({ where }));
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const [location] = text
    .replace(/\r\n /g, '')
    .split('\r\n')
    .filter((line) => line.startsWith('LOCATION:'));
  expect(location).toBe(
    `LOCATION:${'ünïcödé 🙂 '.repeat(20)}\\;a\\,b\\\\c\\nEND:VEVENT\\nATTENDEE:mailto:x@example.org`,
  );
  expect(text).not.toMatch(/^ATTENDEE/m);
});

test('a due date is a whole day in the UK, whatever the season; midnight ends it', () => {
  const days = (dueAt: string) =>
    linesOf(dueEntry(round, dueAt, { changedAt, origin })).filter(
      (line) => line.startsWith('DT') && line.includes('DATE:'),
    );
  expect(days('2026-08-06T16:00:00.000Z')).toEqual([
    'DTSTART;VALUE=DATE:20260806',
    'DTEND;VALUE=DATE:20260807',
  ]);
  // 0.30am on 7 August by clocks in the UK, then midnight at the end of the 6th, in summer and in winter.
  expect(days('2026-08-06T23:30:00.000Z')[0]).toBe('DTSTART;VALUE=DATE:20260807');
  expect(days('2026-08-06T23:00:00.000Z')[0]).toBe('DTSTART;VALUE=DATE:20260806');
  expect(days('2026-12-31T00:00:00.000Z')).toEqual([
    'DTSTART;VALUE=DATE:20261230',
    'DTEND;VALUE=DATE:20261231',
  ]);
  expect(linesOf(dueEntry(round, null, { changedAt, origin }))).toContain('METHOD:CANCEL');
});
