import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Unmet } from '../table/write.ts';
import { stale, standing } from '../use-case/lock.ts';
import { notFound, type Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { getPerson } from './storage.ts';
import { type PersonItem, personItem } from './stored-person.ts';
import { personView } from './views.ts';

/** The person as they stand, unless somebody has changed them since they were read under this version. */
export async function personAsRead(
  { db }: Services,
  personId: string,
  expected: number,
): Promise<Result<PersonItem, Problem<'not-found' | 'stale'>>> {
  const person = await getPerson(db, personId);
  return person?.editVersion === expected ? ok(person) : fail(overtakenBy(person));
}

const overtakenBy = (now: PersonItem | null): Problem<'not-found' | 'stale'> =>
  now === null ? notFound : stale('person', now.editVersion, personView(now));

/** Why a person was not changed, where the condition `person` did not hold: they were changed or erased meanwhile. */
export const personOvertaken = (unmet: Unmet): Problem<'not-found' | 'stale'> =>
  overtakenBy(standing(unmet, 'person', personItem));

/**
 * Makes a change that rests on a person’s accounts. Where all that happened to them meanwhile is that they signed in
 * with one for the first time, which raises no version, the change is made to them as they stand. Answers with the
 * person whom it was made to.
 */
export async function whoeverSignsIn<E = never>(
  person: PersonItem,
  change: (person: PersonItem) => Promise<Result<void, Unmet | E>>,
): Promise<Result<PersonItem, Unmet | E>> {
  const made = await change(person);
  if (made.ok) return ok(person);
  const now = made.error instanceof Map ? standing(made.error, 'person', personItem) : null;
  const onlySignedIn =
    now?.editVersion === person.editVersion && !isDeepStrictEqual(now.subjects, person.subjects);
  return onlySignedIn ? whoeverSignsIn(now, change) : made;
}
