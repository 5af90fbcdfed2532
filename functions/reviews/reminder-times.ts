import { type Day, laterByDays } from '../../shared/domain/basics/day.ts';
import { ukInstant, ukIsoDay } from '../words/uk-date.ts';

/** The reminders that come by themselves. */
export type ReminderStage = 'seven-days' | 'one-day' | 'overdue' | 'closing';

/** When in the day people are reminded, by clocks in the UK. */
const hour = '09:00';

/**
 * Which reminder of a review is due at an instant; null for none. Each has its time, 9am in the UK: a week and a day
 * before the day on which the review is due, on the day after it, and on the day before the round closes. A reminder
 * gives way to the next one, however late the clock is; who was invited after its time does not need it.
 */
export function reminderStage(
  {
    due,
    closesAt,
    invitedAt,
  }: { readonly due: string; readonly closesAt: string; readonly invitedAt: string | null },
  now: Date,
): ReminderStage | null {
  const at = now.toISOString();
  const began = beginnings(due, closesAt);
  const [stage = null] = stages.filter((one) => at >= began[one]);
  // What was to come before the review was due comes no more; and if it is due when the round closes, or on the day
  // before, the reminder of that was the reminder of closing.
  const isPast = (stage === 'one-day' || stage === 'seven-days') && at >= due;
  return stage !== null && !isPast && (invitedAt ?? '') < began[stage] ? stage : null;
}

/**
 * Whether a reviewer who has not answered is reminded of that now: from 9am in the UK, two days before the day by which
 * they are to answer, until then. Who was invited after that time does not need it.
 */
export function asksForAnswer(
  { answerBy, invitedAt }: { readonly answerBy: string; readonly invitedAt: string | null },
  now: Date,
): boolean {
  const at = now.toISOString();
  const begins = ukInstant(laterByDays(ukIsoDay(new Date(answerBy)), -2), hour);
  return begins <= at && at < answerBy && (invitedAt ?? '') < begins;
}

/** The last one first. */
const stages = ['closing', 'overdue', 'one-day', 'seven-days'] as const;

function beginnings(due: string, closesAt: string): Readonly<Record<ReminderStage, string>> {
  const from = (instant: string, days: number): string => {
    const day: Day = ukIsoDay(new Date(instant));
    return ukInstant(laterByDays(day, days), hour);
  };
  const closing = from(closesAt, -1);
  return {
    'seven-days': from(due, -7),
    'one-day': from(due, -1),
    overdue: from(due, 1),
    closing: closing > due ? closing : never,
  };
}

/** After every instant. */
const never = '~';
