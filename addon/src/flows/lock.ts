import type { View } from '../view.ts';
import { notPossible } from './answers.ts';

/** Milliseconds to wait for another run to end. */
const lockWait = 10_000;

/**
 * Runs a step that must not run twice at the same time in one spreadsheet: two windows, two clicks or two people
 * in a shared file would make two tabs of one name or use two keys. Google releases the lock when the run ends.
 */
export function exclusively(step: () => View): View {
  if (LockService.getDocumentLock().tryLock(lockWait)) return step();
  return notPossible(
    'The add-on is busy',
    'It is opening or submitting a review in this spreadsheet, in another window or for somebody else.',
    'Wait until it is done there, then try again.',
  );
}
