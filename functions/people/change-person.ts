import type { personOperations } from '../../shared/contract/people/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import type { Unmet } from '../table/write.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addressTaken } from './add-people.ts';
import { personAsRead, personOvertaken, whoeverSignsIn } from './person-as-read.ts';
import { maxRecipients } from './roster.ts';
import { changePerson, correctAddress, setRoles } from './storage.ts';
import type { PersonItem } from './stored-person.ts';
import { personView } from './views.ts';

/** The answer to a change of a person as they were read. */
const changed = (read: PersonItem, change: Partial<PersonItem>) => {
  const person = { ...read, ...change, editVersion: read.editVersion + 1 };
  return ok({ answer: personView(person), version: person.editVersion });
};

/**
 * Whoever has somebody's address can sign in as them. So staff only mend what was mistyped: the address of somebody
 * of the Centre, or of somebody who has signed in already, is for administrators. Anybody may trust it again as it is.
 */
const mayCorrect = (by: PersonItem, person: PersonItem, email: string): boolean =>
  by.roles.includes('administrator') ||
  email === person.email ||
  (Object.keys(person.subjects).length === 0 && person.roles.every((role) => role === 'reviewer'));

const administratorNeeded = problem(
  'role-needed',
  'Only an administrator can change the address of somebody who has signed in or works for the Centre: whoever has it can sign in as them.',
);

/** Why a person cannot be given or lose their roles, where a condition of the rosters did not hold. */
export const rolesRefused = (unmet: Unmet): Problem<'not-now'> =>
  unmet.has('administrators')
    ? problem('not-now', 'This is the last administrator. Make somebody else one first.')
    : problem(
        'not-now',
        `At most ${maxRecipients} people can have the role staff or oversight: emails to them go to everybody.`,
      );

/** What changes of a person, and who may change it. */
export const changingPeople = (services: Services) =>
  ({
    changePerson: async ({ by, of: { personId }, what: change, expected }) => {
      const read = await personAsRead(services, personId, expected);
      if (!read.ok) return read;
      const event = eventNow(services, by.id, 'person-changed');
      const written = await changePerson(services.db, read.value, change, event);
      return written.ok ? changed(read.value, change) : fail(personOvertaken(written.error));
    },

    correctAddress: async ({ by, of: { personId }, what: { email }, expected }) => {
      const read = await personAsRead(services, personId, expected);
      if (!read.ok) return read;
      const event = eventNow(services, by.id, 'address-corrected');
      const written = await whoeverSignsIn<Problem<'role-needed'>>(read.value, async (person) =>
        mayCorrect(by, person, email)
          ? correctAddress(services.db, person, email, event)
          : fail(administratorNeeded),
      );
      if (written.ok) return changed(written.value, { email, addressTrouble: null });
      if ('code' in written.error) return fail(written.error);
      return fail(written.error.has('person') ? personOvertaken(written.error) : addressTaken);
    },

    setRoles: async ({ by, of: { personId }, what: { roles: given }, expected }) => {
      const read = await personAsRead(services, personId, expected);
      if (!read.ok) return read;
      const roles = [...new Set(given)];
      if (personId === by.id && !roles.includes('administrator'))
        return fail(
          problem('not-now', 'You cannot take the role administrator away from yourself. Ask another one.'),
        );
      const event = eventNow(services, by.id, 'roles-set', { roles: roles.join(' ') });
      const written = await setRoles(services.db, read.value, roles, event);
      if (written.ok) return changed(read.value, { roles });
      return fail(written.error.has('person') ? personOvertaken(written.error) : rolesRefused(written.error));
    },
  }) satisfies Partial<UseCases<typeof personOperations>>;
