import { randomUUID } from 'node:crypto';
import { apiClient } from '../../../infra/local/api-client.ts';
import { centreOperations } from '../../../shared/contract/centre/operations.ts';
import { personOperations } from '../../../shared/contract/people/operations.ts';
import type { World } from '../world.ts';
import type { Locks } from './lock.ts';

const administrator = async ({ service }: World) =>
  apiClient(service.url, await service.token('administrator@example.org'));

const somebody = async ({ staff }: World) => {
  const name = `Somebody ${randomUUID()}`;
  const body = { name, email: `${randomUUID()}@example.org` };
  const { personId } = await staff.call(personOperations.addPerson, { body });
  return { name, parameters: { personId } };
};

const person = { by: administrator, reads: 'getPerson', shows: 'getPerson' } as const;

/** Changes of people and of the Centre’s settings. */
export const peopleLocks: Locks = {
  changePerson: {
    ...person,
    make: async (world) => ({
      ...(await somebody(world)),
      bodies: [
        { name: 'Ada', expertise: [] },
        { name: 'Bea', expertise: ['Frailty'] },
      ],
    }),
  },

  correctAddress: {
    ...person,
    make: async (world) => ({
      ...(await somebody(world)),
      bodies: [{ email: `${randomUUID()}@example.org` }, { email: `${randomUUID()}@example.org` }],
    }),
  },

  setRoles: {
    ...person,
    make: async (world) => ({
      ...(await somebody(world)),
      bodies: [{ roles: ['staff'] }, { roles: ['oversight'] }],
    }),
  },

  erasePerson: {
    ...person,
    make: async (world) => {
      const { name, parameters } = await somebody(world);
      return { parameters, bodies: [{ name }, { name }] };
    },
    afterwards: 'gone',
  },

  changeSettings: {
    by: administrator,
    reads: 'getSettings',
    shows: 'getSettings',
    make: async (world) => {
      const { namesOnCriterionPages: is } = await world.staff.call(centreOperations.getSettings);
      return { bodies: [{ namesOnCriterionPages: !is }, { namesOnCriterionPages: is }] };
    },
  },

  changeAreas: {
    by: administrator,
    reads: 'getAreas',
    shows: 'getAreas',
    make: async () => ({ bodies: [{ names: ['Frailty'] }, { names: ['Stroke'] }] }),
  },
};
