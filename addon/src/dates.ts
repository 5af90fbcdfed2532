/** An instant as the United Kingdom writes it. */
export interface UkTime {
  /** `2026-08-06`, to count days with. */
  readonly day: string;
  /** `6 August 2026`. */
  readonly date: string;
  /** `5:30pm`, `5pm`, `midday` or `midnight`. */
  readonly time: string;
}

/**
 * An instant in London; midnight is the end of a day, not the start of the next. Google formats it: Intl's time zones
 * are not promised in Apps Script.
 */
export function ukTime(instant: string | Date): UkTime {
  const at = new Date(instant);
  const inLondon = (when: Date, pattern: string) => Utilities.formatDate(when, 'Europe/London', pattern);
  const [clock = '', half = ''] = inLondon(at, "h:mm'|'a").split('|');
  const [day = '', date = ''] = inLondon(new Date(at.getTime() - 1), "yyyy-MM-dd'|'d MMMM yyyy").split('|');
  return { day, date, time: timeInWords(clock, half.toLowerCase()) };
}

/** `6 August 2026 at 5:30pm`. */
export function dateAndTime(instant: string | Date): string {
  const { date, time } = ukTime(instant);
  return `${date} at ${time}`;
}

/** `due 6 August 2026, in 5 days`, seen from the day `today` (such as `2026-08-01`). */
export function dueInWords(due: UkTime, today: string): string {
  const days = (Date.parse(due.day) - Date.parse(today)) / 86_400_000;
  if (days === 0) return `due today, ${due.date}, by ${due.time} UK time`;
  if (days === 1) return `due tomorrow, ${due.date}`;
  if (days > 1) return `due ${due.date}, in ${days} days`;
  return `was due ${due.date}, ${days === -1 ? 'yesterday' : `${-days} days ago`}`;
}

function timeInWords(clock: string, half: string): string {
  if (clock === '12:00') return half === 'am' ? 'midnight' : 'midday';
  return `${clock.replace(/:00$/, '')}${half}`;
}
