import type { personOperations } from '../../shared/contract/people/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { list } from '../../shared/domain/basics/words.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { keptAreas } from '../centre/areas.ts';
import { getAssignmentsOn } from '../panels/storage.ts';
import { eachRound } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { heldUp } from '../table/retrying.ts';
import type { Unmet } from '../table/write.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addressTaken } from './add-people.ts';
import { changePerson, correctAddress, setRoles } from './changes-storage.ts';
import { changePersonAsRead } from './person-as-read.ts';
import { maxRecipients } from './roster.ts';
import { neverSignedIn } from './signed-in.ts';
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
const mayCorrect = (
  by: PersonItem,
  person: PersonItem,
  email: string,
): 'always' | 'until-signed-in' | 'never' => {
  if (by.roles.includes('administrator') || email === person.email) return 'always';
  const isBound = Object.keys(person.subjects).length > 0;
  return isBound || person.roles.some((role) => role !== 'reviewer') ? 'never' : 'until-signed-in';
};

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

/** Rounds in draft or open on whose panel somebody is, by their titles. */
async function askedIn(db: Database, personId: string): Promise<readonly string[]> {
  const titles = new Set<string>();
  for (const status of ['draft', 'open'] as const)
    for await (const rounds of eachRound(db, status)) {
      const assignments = await getAssignmentsOn(db, rounds, personId);
      for (const { id, title } of rounds)
        if (isOnPanel(assignments.get(id)?.status ?? 'declined')) titles.add(`“${title}”`);
    }
  return [...titles];
}

/** What changes of a person, and who may change it. */
export const changingPeople = (services: Services) =>
  ({
    changePerson: ({ by, of: { personId }, what, expected }) =>
      changePersonAsRead(services, { personId, expected }, async (person) => {
        const expertise = await keptAreas(services, by.id, what.expertise, '/expertise');
        if (!expertise.ok) return expertise;
        const { name, organisation = person.organisation } = what;
        const change = { name, organisation, expertise: [...expertise.value.names] };
        const event = eventNow(services, by.id, 'person-changed');
        const written = await changePerson(services.db, person, change, event, expertise.value.writes);
        return written.ok ? changed(person, change) : heldUp;
      }),

    correctAddress: ({ by, of: { personId }, what: { email }, expected }) =>
      changePersonAsRead(services, { personId, expected }, async (person) => {
        const may = mayCorrect(by, person, email);
        if (may === 'never') return fail(administratorNeeded);
        const event = eventNow(services, by.id, 'address-corrected');
        // Checked where it is written: they may sign in by code at this very moment.
        const besides = may === 'always' ? [] : [neverSignedIn(personId)];
        const written = await correctAddress(services.db, person, email, event, besides);
        if (written.ok) return changed(person, { email, addressTrouble: null });
        if (written.error.has('signed-in')) return fail(administratorNeeded);
        const isTaken = written.error.has('email') && !written.error.has('person');
        return isTaken ? fail(addressTaken) : heldUp;
      }),

    setRoles: ({ by, of: { personId }, what: { roles: given }, expected }) =>
      changePersonAsRead(services, { personId, expected }, async (person) => {
        const roles = [...new Set(given)];
        if (personId === by.id && !roles.includes('administrator'))
          return fail(
            problem('not-now', 'You cannot take the role administrator away from yourself. Ask another one.'),
          );
        const leavesPanels = person.roles.includes('reviewer') && !roles.includes('reviewer');
        const rounds = leavesPanels ? await askedIn(services.db, personId) : [];
        if (rounds.length > 0)
          return fail(
            problem(
              'not-now',
              `They are on the panel of ${list(rounds)}, and could not review any more. Take them off the panel first, or wait until the round has closed.`,
              { rule: 'on-a-panel' },
            ),
          );
        const event = eventNow(services, by.id, 'roles-set', { roles: roles.join(' ') });
        const written = await setRoles(services.db, person, roles, event);
        if (written.ok) return changed(person, { roles });
        return written.error.has('person') ? heldUp : fail(rolesRefused(written.error));
      }),
  }) satisfies Partial<UseCases<typeof personOperations>>;
