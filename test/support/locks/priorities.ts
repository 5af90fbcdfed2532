import { apiClient } from '../../../infra/local/api-client.ts';
import { priorityOperations } from '../../../shared/contract/priorities/operations.ts';
import { proposalOperations } from '../../../shared/contract/proposals/operations.ts';
import { samplePriority, sampleProposal } from '../sample-proposal.ts';
import type { World } from '../world.ts';
import { byStaff, type Locks } from './lock.ts';

const byOversight = async ({ service }: World) =>
  apiClient(service.url, await service.token('oversight@example.org'));

/** Changes of priorities and of the proposals that answer them. */
export const priorityLocks: Locks = {
  changePriority: {
    by: byOversight,
    reads: 'getPriority',
    shows: 'getPriority',
    make: async (world) => {
      const { priorityId } = await (await byOversight(world)).call(priorityOperations.addPriority, {
        body: samplePriority,
      });
      const changed = { ...samplePriority, reason: 'The group has met.' };
      return {
        parameters: { priorityId },
        bodies: [
          { ...changed, state: 'agreed' },
          { ...changed, state: 'closed' },
        ],
      };
    },
  },

  changeProposal: {
    by: byStaff,
    reads: 'getSpecification',
    shows: 'getSpecification',
    make: async ({ staff }) => {
      const { sponsor, ...said } = sampleProposal;
      const { specificationId } = await staff.call(proposalOperations.makeProposal, {
        body: { ...said, sponsor },
      });
      return {
        parameters: { specificationId },
        bodies: [
          { ...said, scale: '200 a year.' },
          { ...said, scale: '300 a year.' },
        ],
      };
    },
  },
};
