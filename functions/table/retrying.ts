import { BusyError } from './database.ts';

/** What an attempt answers where others held its items, or the table took no more for the moment. */
export const heldUp = Symbol('held up');

const maxAttempts = 6;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Attempts something until it is not held up, with growing, random pauses; throws BusyError where that never ends. */
export async function retrying<T>(attempt: () => Promise<T | typeof heldUp>): Promise<T> {
  for (let tried = 1; tried <= maxAttempts; tried++) {
    const answer = await attempt();
    if (answer !== heldUp) return answer;
    if (tried < maxAttempts) await pause(Math.random() * 20 * 2 ** tried);
  }
  throw new BusyError('Others held the items, or the table took no more, through every attempt.');
}
