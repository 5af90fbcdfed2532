import type { personOperations } from '../../shared/contract/people/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { invalidBody, type Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addPerson, newAddresses } from './storage.ts';
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

/** People of a list that are added at the same time: 200 take a row of 10 requests. */
const atOnce = 20;

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
      const isNew = await newAddresses(
        services.db,
        what.people.map(({ email }) => email),
      );
      const known = [...what.people.keys()].filter((place) => !isNew.has(place));
      const add = async (place: number, person: (typeof what.people)[number]) => {
        const newcomer = { id: services.newId(), ...person, roles: ['reviewer' as const] };
        if (!(await addPerson(services.db, newcomer, at, by.id)).ok) known.push(place);
      };
      const newcomers = [...what.people.entries()].filter(([place]) => isNew.has(place));
      for (let start = 0; start < newcomers.length; start += atOnce)
        await Promise.all(
          newcomers.slice(start, start + atOnce).map(([place, person]) => add(place, person)),
        );
      known.sort((a, b) => a - b);
      return ok({ answer: { added: what.people.length - known.length, known } });
    },
  }) satisfies Partial<UseCases<typeof personOperations>>;
