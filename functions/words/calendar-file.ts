import { laterByDays } from '../../shared/domain/basics/day.ts';
import { ukIsoDay } from './uk-date.ts';

/** What stands in a calendar, or stood there. It names nobody, neither as attending nor as organising. */
export interface CalendarEntry {
  /** What the entry is, however it changes: files of the same one change the same entry. */
  readonly id: string;
  /** An instant. Of two files of one entry, the later one counts. */
  readonly changedAt: string;
  readonly isCalledOff: boolean;
  /** In a line. */
  readonly title: string;
  /** An instant and how long it takes, or an instant in whose day it is due; null for an entry that is taken away. */
  readonly when: { readonly at: string; readonly minutes: number } | { readonly dueAt: string } | null;
  /** A place or a link; empty where there is none. */
  readonly where: string;
  /** What else is said, such as where to go on. */
  readonly notes: string;
}

/** A calendar file, as email programs and browsers take it. */
export interface CalendarFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** `20260903T133000Z`: in UTC, so that it is right wherever clocks change. */
const utc = (instant: string | number): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** RFC 5545, 3.3.11. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replace(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they may not stand in a calendar
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** RFC 5545, 3.1: at most 75 bytes a line, cut between characters. */
function folded(line: string): string {
  let [out, bytes] = ['', 0];
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (bytes + size > 75) [out, bytes] = [`${out}\r\n `, 1];
    [out, bytes] = [out + char, bytes + size];
  }
  return out;
}

/** The day of a date that is due: midnight ends a day. */
const dueDay = (instant: string) => ukIsoDay(new Date(Date.parse(instant) - 1));

const plainDay = (day: string) => day.replaceAll('-', '');

function times(when: NonNullable<CalendarEntry['when']>): readonly string[] {
  if ('dueAt' in when) {
    const day = dueDay(when.dueAt);
    return [
      `DTSTART;VALUE=DATE:${plainDay(day)}`,
      `DTEND;VALUE=DATE:${plainDay(laterByDays(day, 1))}`,
      'TRANSP:TRANSPARENT',
    ];
  }
  return [`DTSTART:${utc(when.at)}`, `DTEND:${utc(Date.parse(when.at) + when.minutes * 60_000)}`];
}

/**
 * An entry as iCalendar (RFC 5545), published or called off (RFC 5546): one file adds it, a later one changes it or takes
 * it away. `origin` is where the site is.
 */
export function calendarFile(
  { id, changedAt, isCalledOff, title, when, where, notes }: CalendarEntry,
  origin: string,
): CalendarFile {
  const method = isCalledOff ? 'CANCEL' : 'PUBLISH';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Centre for Advancing Practice//Credential review//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${id}@${new URL(origin).hostname}`,
    `DTSTAMP:${utc(changedAt)}`,
    // Rises with every change, whoever makes it: the seconds since 2026.
    `SEQUENCE:${Math.max(0, Math.floor((Date.parse(changedAt) - Date.UTC(2026, 0, 1)) / 1000))}`,
    // Both methods ask for one; there is nobody to answer to.
    'ORGANIZER;CN=Centre for Advancing Practice:invalid:nomail',
    `STATUS:${isCalledOff ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(when === null ? [] : times(when)),
    `SUMMARY:${escaped(title)}`,
    ...(where === '' ? [] : [`LOCATION:${escaped(where)}`]),
    ...(notes === '' ? [] : [`DESCRIPTION:${escaped(notes)}`]),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return {
    fileName: `${id.split('-')[0]}.ics`,
    mediaType: `text/calendar; charset=utf-8; method=${method}`,
    bytes: Buffer.from(`${lines.map(folded).join('\r\n')}\r\n`),
  };
}

/** What a round is about, as far as calendars say it. */
interface About {
  readonly title: string;
  readonly specificationVersion: number;
  readonly sample: boolean;
}

const named = (what: string, { title, specificationVersion, sample }: About) =>
  `${sample ? 'Sample: ' : ''}${what}: ${title.replace(/\s+/g, ' ').trim()}, version ${specificationVersion}`;

const panelId = ({ roundId }: { readonly roundId: string }) => `panel-${roundId}`;

/** The panel discussion of a round; `link` is where to prepare for it. */
export const panelEntry = (
  round: About & { readonly roundId: string },
  call: { readonly at: string; readonly minutes: number; readonly where: string },
  {
    changedAt,
    isCalledOff,
    link,
  }: Pick<CalendarEntry, 'changedAt' | 'isCalledOff'> & { readonly link: string },
): CalendarEntry => ({
  id: panelId(round),
  changedAt,
  isCalledOff,
  title: named('Panel discussion', round),
  when: call,
  where: call.where,
  notes: isCalledOff ? 'The Centre has called this discussion off.' : `To prepare: ${link}`,
});

/** The day on which somebody’s review of a round is due; taken away where there is none. */
export const dueEntry = (
  round: About & { readonly roundId: string },
  dueAt: string | null,
  { changedAt, origin }: Pick<CalendarEntry, 'changedAt'> & { readonly origin: string },
): CalendarEntry => ({
  id: `review-${round.roundId}`,
  changedAt,
  isCalledOff: dueAt === null,
  title: named('Review due', round),
  when: dueAt === null ? null : { dueAt },
  where: '',
  notes: dueAt === null ? 'You need not do this review any more.' : `Your reviews: ${origin}/my-reviews`,
});

/** What leaves the calendar of somebody who has left a panel: their review, and a discussion that is to come. */
export const offPanelEntries = (
  round: About & { readonly roundId: string; readonly isPanelToCome?: boolean | undefined },
  about: Parameters<typeof dueEntry>[2],
): readonly CalendarEntry[] => {
  const review = dueEntry(round, null, about);
  const panel = {
    ...review,
    id: panelId(round),
    title: named('Panel discussion', round),
    notes: 'This discussion is no longer for you.',
  };
  return round.isPanelToCome ? [review, panel] : [review];
};
