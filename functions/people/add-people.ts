import type { personOperations } from '../../shared/contract/people/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { invalidBody, type Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addPerson, findPersonByEmail } from './storage.ts';
import { personView } from './views.ts';

/** The problem of an address that is somebody else’s. */
export const addressTaken: Problem<'already-exists'> = {
  ...invalidBody([
    {
      pointer: '/email',
      code: 'taken',
      detail: 'Somebody has this email address already. Look for them in the list.',
    },
  ]),
  code: 'already-exists',
};

const untouched = { addressTrouble: null, editVersion: 0 };

/** How people come to be known: one by one, or from a list. */
export const addingPeople = (services: Services) =>
  ({
    addPerson: async ({ by, what }) => {
      const createdAt = services.now().toISOString();
      const person = { id: services.newId(), ...what, roles: ['reviewer' as const] };
      const added = await addPerson(services.db, person, createdAt, by.id);
      return added.ok
        ? ok({ answer: personView({ ...person, ...untouched, createdAt }), version: untouched.editVersion })
        : fail(addressTaken);
    },

    importPeople: async ({ by, what }) => {
      const at = services.now().toISOString();
      const known: number[] = [];
      // One after the other: of two rows with one address the second finds the first.
      for (const [place, person] of what.people.entries()) {
        const isNew = (await findPersonByEmail(services.db, person.email)) === null;
        const newcomer = { id: services.newId(), ...person, roles: ['reviewer' as const] };
        const added = isNew && (await addPerson(services.db, newcomer, at, by.id)).ok;
        if (!added) known.push(place);
      }
      return ok({ answer: { added: what.people.length - known.length, known } });
    },
  }) satisfies Partial<UseCases<typeof personOperations>>;
