import { laterByDays } from '../../shared/domain/basics/day.ts';
import { ukInstant, ukIsoDay } from '../words/uk-date.ts';

/** Days that a reviewer has to answer an invitation. */
const daysToAnswer = 7;

/** By when an invitation is to be answered: at 5pm in the UK a week later, and no later than the review is due. */
export function answerByOf({ invitedAt, due }: { readonly invitedAt: string; readonly due: string }): string {
  const inAWeek = ukInstant(laterByDays(ukIsoDay(new Date(invitedAt)), daysToAnswer), '17:00');
  return byWhenDue(inAWeek, due);
}

/** The same, once the reviewer’s day has come forward: what was told stands, but for what comes after the review. */
export const byWhenDue = (answerBy: string, due: string): string => (answerBy < due ? answerBy : due);
