import { fail } from '../../shared/domain/basics/result.ts';
import { type heldUp, retrying } from '../table/retrying.ts';
import { stale } from '../use-case/lock.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { getPerson } from './storage.ts';
import type { PersonItem } from './stored-person.ts';
import { personView } from './views.ts';

/**
 * Changes a person unless somebody has changed them since they were read under `expected`. What raises no version, such
 * as signing in for the first time or joining a panel, refuses nobody: where it comes between, what stands is read, and
 * the change is made, or refused, anew.
 */
export const changePersonAsRead = <Changed>(
  { db }: Services,
  { personId, expected }: { readonly personId: string; readonly expected: number },
  change: (person: PersonItem) => Promise<Changed | typeof heldUp>,
) =>
  retrying(async () => {
    const person = await getPerson(db, personId);
    if (person === null) return fail(notFound);
    if (person.editVersion !== expected) return fail(stale('person', person.editVersion, personView(person)));
    return change(person);
  });
