import { laterByDays } from '../../shared/domain/basics/day.ts';
import { ukInstant, ukIsoDay } from '../words/uk-date.ts';

/** Days that a reviewer has to answer an invitation. */
const daysToAnswer = 7;

/** By when an invitation is to be answered: at 5pm in the UK a week later, and no later than the review is due. */
export function answerByOf({ invitedAt, due }: { readonly invitedAt: string; readonly due: string }): string {
  const inAWeek = ukInstant(laterByDays(ukIsoDay(new Date(invitedAt)), daysToAnswer), '17:00');
  return inAWeek < due ? inAWeek : due;
}
