/** A day of the calendar, ISO 8601: `2026-08-06`. */
export type Day = string;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "6 August 2026". */
export function dayInWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}

/** Below 0 where `a` is earlier, 0 on the same day, above 0 where it is later. */
export const compareDays = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0);

/** The day some days on, or back. */
export function laterByDays(day: Day, days: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** The same date some years on; 29 February becomes the 28th where there is none. */
export function laterByYears(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) + years;
  const date = day.slice(4);
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return `${year}${date === '-02-29' && !isLeap ? '-02-28' : date}`;
}
