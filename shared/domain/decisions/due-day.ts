import { compareDays, type Day, dayInWords, laterByYears } from '../basics/day.ts';

/** Furthest day that a condition or an endorsement may be due, in years: beyond it is a slip of the hand. */
const furthestYears = 10;

/** What keeps a day from being one by which something is due; null where nothing does. */
export function dueDayDefect(what: string, day: Day, today: Day): string | null {
  if (compareDays(day, today) <= 0) return `${what} must be in the future.`;
  const furthest = laterByYears(today, furthestYears);
  return compareDays(day, furthest) > 0 ? `${what} must be no later than ${dayInWords(furthest)}.` : null;
}
