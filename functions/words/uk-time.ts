import type { RoundStatus } from '../../shared/domain/rounds/round.ts';
import { madeOnce } from './made-once.ts';

const format = madeOnce(
  () =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
);

const partsOf = (at: Date) =>
  new Map(
    format()
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );

/**
 * An instant (ISO 8601) as people in the UK read it: "22 November 2026 at 5:30pm", "… at 9am", "… at midday". Midnight
 * is said of the day that ends, since "by 6 August at midnight" is read as a deadline that leaves all of that day.
 */
export function ukTime(instant: string): string {
  const parts = partsOf(new Date(instant));
  return `${ukDay(instant)} at ${clock(Number(parts.get('hour')), parts.get('minute') ?? '')}`;
}

/** An instant at which something begins, as people in the UK read it: midnight, "12am", is the start of its day. */
export function ukStart(instant: string): string {
  const parts = partsOf(new Date(instant));
  const time = clock(Number(parts.get('hour')), parts.get('minute') ?? '').replace('midnight', '12am');
  return `${parts.get('day')} ${parts.get('month')} ${parts.get('year')} at ${time}`;
}

/** When a round closes or was to close: one that is over before that time was closed early. */
export const closingTime = (
  { status, closesAt }: { readonly status: RoundStatus; readonly closesAt: string },
  now: Date,
): string =>
  (status === 'closed' || status === 'decided') && closesAt > now.toISOString()
    ? `Closed early, before ${ukTime(closesAt)}`
    : ukTime(closesAt);

/**
 * A day (`2026-08-06`), or the day of an instant, as people in the UK read it: "6 August 2026". Midnight is the end of
 * a day, not the start of the next.
 */
export function ukDay(dayOrInstant: string): string {
  const at = dayOrInstant.length === 10 ? `${dayOrInstant}T12:00:00Z` : dayOrInstant;
  const parts = partsOf(new Date(Date.parse(at) - 1));
  return `${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`;
}

function clock(hour: number, minute: string): string {
  if (minute === '00' && hour === 0) return 'midnight';
  if (minute === '00' && hour === 12) return 'midday';
  const minutes = minute === '00' ? '' : `:${minute}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}
