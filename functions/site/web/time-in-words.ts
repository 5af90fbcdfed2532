import { knowsTimes } from '../../results/who-may-read.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import type { Visit } from './visit.ts';

/** How a visitor reads a time at which somebody did something: to the day where they know no more of it. */
export const timeInWords = ({ person }: Visit): ((instant: string) => string) =>
  person !== null && knowsTimes(person) ? ukTime : ukDay;
