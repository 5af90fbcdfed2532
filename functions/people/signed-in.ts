import { keys } from '../table/keys.ts';
import { checkNone, put, type Write } from '../table/write.ts';
import { signedInItem } from './stored-person.ts';

/** The write that keeps for good that somebody has signed in: their address is not for staff to change from then on. */
export const signedInWrite = (personId: string): Write =>
  put({ ...keys.signedIn(personId), ...signedInItem.stamp, personId });

/** The check that nothing of that kind is kept of a person; its condition is `signed-in`. */
export const neverSignedIn = (personId: string): Write => checkNone('signed-in', keys.signedIn(personId));
