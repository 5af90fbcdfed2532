import { randomUUID } from 'node:crypto';
import { apiClient } from '../../../infra/local/api-client.ts';
import { pastRoundOperations } from '../../../shared/contract/past-rounds/operations.ts';
import { priorityOperations } from '../../../shared/contract/priorities/operations.ts';
import { proposalOperations } from '../../../shared/contract/proposals/operations.ts';
import { samplePastRounds } from '../sample-past-rounds.ts';
import { samplePriority, sampleProposal } from '../sample-proposal.ts';
import type { World } from '../world.ts';
import { byStaff, type Locks } from './lock.ts';

const byOversight = async ({ service }: World) =>
  apiClient(service.url, await service.token('oversight@example.org'));

/** Changes of priorities, of the proposals that answer them, and of what was before this system. */
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

  takeBackPastImport: {
    by: byStaff,
    reads: 'getPastImport',
    shows: null,
    afterwards: 'over',
    make: async ({ staff }) => {
      const [round] = samplePastRounds;
      const { importId } = await staff.call(pastRoundOperations.importPastRounds, {
        body: { rounds: round === undefined ? [] : [{ ...round, title: `Taken back ${randomUUID()}` }] },
      });
      return { parameters: { importId: importId ?? '' }, bodies: [{}, {}] };
    },
  },
};
