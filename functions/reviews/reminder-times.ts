import { type Day, laterByDays } from '../../shared/domain/basics/day.ts';
import { ukInstant, ukIsoDay } from '../words/uk-date.ts';

/** The reminders that come by themselves. */
export type ReminderStage = 'seven-days' | 'one-day' | 'overdue';

/** On which day each comes, counted from the day on which reviews are due. */
const days: Readonly<Record<ReminderStage, number>> = { 'seven-days': -7, 'one-day': -1, overdue: 1 };

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
  const day: Day = ukIsoDay(new Date(due));
  const began = (stage: ReminderStage) => ukInstant(laterByDays(day, days[stage]), hour);
  const stage = latestStage(at, due, began);
  return stage !== null && (invitedAt ?? '') < began(stage) ? stage : null;
}

function latestStage(at: string, due: string, began: (stage: ReminderStage) => string): ReminderStage | null {
  if (at >= began('overdue')) return 'overdue';
  if (at >= due) return null;
  return at >= began('one-day') ? 'one-day' : at >= began('seven-days') ? 'seven-days' : null;
}
