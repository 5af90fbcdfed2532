import { randomUUID } from 'node:crypto';
import { sampleCriteriaSet } from '../../../infra/local/samples.ts';
import { criteriaSetOperations } from '../../../shared/contract/criteria-sets/operations.ts';
import type { World } from '../world.ts';
import { byStaff, type Locks } from './lock.ts';

const draft = async ({ staff }: World) => {
  const body = { ...sampleCriteriaSet(), id: randomUUID() };
  const { criteriaSetId, version } = await staff.call(criteriaSetOperations.createCriteriaSet, { body });
  return { criteriaSetId, version };
};

const criteriaSet = {
  by: byStaff,
  reads: 'getCriteriaSet',
  shows: 'getCriteriaSet',
} as const;

/** Changes of criteria sets. */
export const criteriaSetLocks: Locks = {
  publishCriteriaSet: { ...criteriaSet, make: async (world) => ({ parameters: await draft(world) }) },

  changeCriteriaSet: {
    ...criteriaSet,
    make: async (world) => {
      const parameters = await draft(world);
      const set = { ...sampleCriteriaSet(), id: parameters.criteriaSetId };
      return {
        parameters,
        bodies: [
          { ...set, title: 'One' },
          { ...set, title: 'Other' },
        ],
      };
    },
  },

  discardCriteriaSet: {
    ...criteriaSet,
    make: async (world) => ({ parameters: await draft(world) }),
    afterwards: 'gone',
  },

  withdrawCriteriaSet: {
    ...criteriaSet,
    make: async (world) => {
      const parameters = await draft(world);
      await world.staff.call(criteriaSetOperations.publishCriteriaSet, {
        parameters,
        headers: await world.staff.lock(criteriaSetOperations.getCriteriaSet, { parameters }),
      });
      return { parameters, bodies: [{ reason: 'Replaced.' }, { reason: 'A mistake.' }] };
    },
  },
};
