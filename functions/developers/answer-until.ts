import { laterByDays } from '../../shared/domain/basics/day.ts';

/** For how long a letter can be answered, in days from its release. */
const answerDays = 28;

/** The last day on which a letter that was released on a day can be answered. */
export const answerUntil = (releasedOn: string): string => laterByDays(releasedOn, answerDays);
