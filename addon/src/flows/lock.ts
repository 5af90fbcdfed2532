import type { View } from '../view.ts';
import { notPossible } from './answers.ts';

/** Milliseconds to wait for another run of the same person to end. */
const lockWait = 10_000;

/**
 * Runs a step that must not run twice at the same time for one person: two windows, or two clicks, would
 * make two tabs or use two keys. Google releases the lock when the run ends.
 */
export function exclusively(step: () => View): View {
  if (LockService.getUserLock().tryLock(lockWait)) return step();
  return notPossible(
    'The add-on is busy',
    'It is opening or submitting a review of yours in another window.',
    'Wait until it is done there, then try again.',
  );
}
