import { randomUUID } from 'node:crypto';
import { sampleSpecifications } from '../../../infra/local/samples.ts';
import { specificationOperations } from '../../../shared/contract/specifications/operations.ts';
import type { World } from '../world.ts';
import { byStaff, type Locks } from './lock.ts';

const [sample] = sampleSpecifications();

/** Registers a specification. Those of the same `area` can be linked. */
const register = async ({ staff }: World, areaOfPractice: string) => {
  const id = randomUUID();
  const developer = {
    organisation: 'Sample group',
    contactName: 'Sample contact',
    contactEmail: 'contact@example.org',
  };
  await staff.call(specificationOperations.registerSpecification, {
    body: { id, title: `Specification ${id}`, areaOfPractice, developer },
  });
  return id;
};

const two = async (world: World) => {
  const area = randomUUID();
  return { specificationId: await register(world, area), companionId: await register(world, area) };
};

/** Changes of specifications. */
export const specificationLocks: Locks = {
  addSpecificationVersion: {
    by: byStaff,
    reads: 'getSpecification',
    shows: 'getSpecification',
    make: async (world) => ({
      parameters: { specificationId: await register(world, 'Frailty') },
      bodies: [
        { ...sample?.version, title: 'One' },
        { ...sample?.version, title: 'Other' },
      ],
    }),
  },

  correctSpecificationVersion: {
    by: byStaff,
    reads: 'getSpecification',
    shows: 'getSpecification',
    make: async (world) => {
      const parameters = { specificationId: await register(world, 'Frailty') };
      if (sample === undefined) throw new Error('There are samples.');
      await world.staff.call(specificationOperations.addSpecificationVersion, {
        parameters,
        headers: await world.staff.lock(specificationOperations.getSpecification, { parameters }),
        body: sample.version,
      });
      return {
        parameters: { ...parameters, version: 1 },
        bodies: [
          { ...sample.version, title: 'One' },
          { ...sample.version, title: 'Other' },
        ],
      };
    },
  },

  changeDeveloper: {
    by: byStaff,
    reads: 'getSpecification',
    shows: 'getSpecification',
    make: async (world) => {
      const contact = { contactName: 'Sample contact', contactEmail: 'contact@example.org' };
      return {
        parameters: { specificationId: await register(world, 'Frailty') },
        bodies: [
          { organisation: 'One group', ...contact },
          { organisation: 'Other group', ...contact },
        ],
      };
    },
  },

  linkCompanion: {
    by: byStaff,
    reads: 'listCompanions',
    shows: 'getSpecification',
    make: async (world) => {
      const { specificationId, companionId } = await two(world);
      return {
        parameters: { specificationId },
        bodies: [
          { companionId, kind: 'sequential' },
          { companionId, kind: 'shared' },
        ],
      };
    },
  },

  unlinkCompanion: {
    by: byStaff,
    reads: 'listCompanions',
    shows: 'getSpecification',
    make: async (world) => {
      const { specificationId, companionId } = await two(world);
      const parameters = { specificationId };
      await world.staff.call(specificationOperations.linkCompanion, {
        parameters,
        headers: await world.staff.lock(specificationOperations.listCompanions, { parameters }),
        body: { companionId, kind: 'concurrent' },
      });
      return { parameters: { specificationId, companionId }, bodies: [{}, {}] };
    },
  },
};
