import { madeOnce } from './made-once.ts';

const clock = madeOnce(
  () =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
);

function ukParts(instant: Date): Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>> {
  const parts = new Map(
    clock()
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

/** The day that clocks in the UK show at an instant: `2026-08-06`. */
export function ukIsoDay(instant: Date): string {
  const { year, month, day } = ukParts(instant);
  return `${year}-${month}-${day}`;
}

/** A day as people type it into three fields. */
export interface TypedDay {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** The day of an instant (ISO 8601) in the UK, as people would type it. */
export function typedDay(instant: string): TypedDay {
  const { day, month, year } = ukParts(new Date(instant));
  return { day: String(Number(day)), month: String(Number(month)), year };
}

/** The months as people begin to write them. */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const names = madeOnce(() => new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }));

/** The number of a month, 1 to 12, from "8", "Aug", "Sept" or "August"; null where it is none. */
function monthOf(typed: string): number | null {
  if (/^\d{1,2}$/.test(typed)) return Number(typed);
  const word = typed.toLowerCase().replace(/\.$/, '');
  const index = months.findIndex((start) => word.startsWith(start));
  const name = names()
    .format(new Date(Date.UTC(2026, index, 1)))
    .toLowerCase();
  return index >= 0 && name.startsWith(word) ? index + 1 : null;
}

/** A typed day as `2026-08-06`, its month in figures or letters, its year in four figures or two; null where there is none. */
export function isoDay({ day, month, year }: TypedDay): string | null {
  const number = monthOf(month);
  if (!/^\d{1,2}$/.test(day) || number === null || !/^(\d{2}|[1-9]\d{3})$/.test(year)) return null;
  const iso = `${year.padStart(4, '20')}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  // 30 February becomes a day in March.
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** The instant (ISO 8601, UTC) at which clocks in the UK show `time` (`17:00`) on a day (`2026-08-06`). */
export function ukInstant(day: string, time: string): string {
  const shown = Date.parse(`${day}T${time}:00Z`);
  const at = ukParts(new Date(shown));
  // How far UK clocks are ahead of UTC then: nothing in winter, an hour in summer.
  const ahead = Date.parse(`${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}:00Z`) - shown;
  return new Date(shown - ahead).toISOString();
}
