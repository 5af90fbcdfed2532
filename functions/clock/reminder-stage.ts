import { type Day, laterByDays } from '../../shared/domain/day.ts';
import { ukDay } from '../use-cases/uk-day.ts';
import { ukInstant } from '../words/uk-date.ts';

/** The reminders that come by themselves. */
export type ReminderStage = 'seven-days' | 'one-day' | 'overdue';

/** When in the day people are reminded, by clocks in the UK. */
const hour = '09:00';

/**
 * Which reminder of a review is due at an instant; null for none. Each has its time: 9am in the UK a week and a day
 * before the day on which reviews are due, and on the day after it. A reminder gives way to the next one, however late
 * the clock is; who was invited after its time does not need it.
 */
export function reminderStage(
  { due, invitedAt }: { readonly due: string; readonly invitedAt: string | null },
  now: Date,
): ReminderStage | null {
  const at = now.toISOString();
  const day: Day = ukDay(new Date(due));
  const time = (days: number) => ukInstant(laterByDays(day, days), hour);
  if (at >= time(1)) return 'overdue';
  if (at >= due) return null;
  const stage = at >= time(-1) ? 'one-day' : at >= time(-7) ? 'seven-days' : null;
  if (stage === null) return null;
  const began = stage === 'one-day' ? time(-1) : time(-7);
  return (invitedAt ?? '') < began ? stage : null;
}
