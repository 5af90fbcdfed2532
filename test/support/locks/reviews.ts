import { sampleReviewBody, startReview, type World } from '../world.ts';
import type { Locks } from './lock.ts';

const by = (world: World) => world.reviewer(1);
const ofAssignment = { by, reads: 'getMyAssignment', shows: 'getMyAssignment' } as const;
const ofReview = { by, reads: 'getReview', shows: 'getReview' } as const;

const opened = async (world: World) => ({ roundId: await world.openRound() });

/** Changes that reviewers make of what is their own. */
export const reviewLocks: Locks = {
  declareInterests: {
    ...ofAssignment,
    make: async (world) => ({
      parameters: await opened(world),
      bodies: [
        { interest: 'declared', description: 'I advised the developers.' },
        { interest: 'declared', description: 'I know the developers.' },
      ],
    }),
  },

  declineOrRecuse: {
    ...ofAssignment,
    afterwards: 'stands-as-asked',
    make: async (world) => ({
      parameters: await opened(world),
      bodies: [{ reason: 'I have no time.' }, { reason: 'I am unwell.' }],
    }),
  },

  saveReview: {
    ...ofReview,
    make: async (world) => {
      const parameters = await opened(world);
      const criteriaSetHash = await startReview(world.reviewer(1), parameters.roundId);
      const draft = { criteriaSetHash, ratings: {} };
      return {
        parameters,
        bodies: [
          { ...draft, overallComment: 'One' },
          { ...draft, overallComment: 'Other' },
        ],
      };
    },
  },

  submitReview: {
    ...ofReview,
    afterwards: 'as-it-was',
    make: async (world) => {
      const parameters = await opened(world);
      const hash = await startReview(world.reviewer(1), parameters.roundId);
      return { parameters, bodies: [sampleReviewBody(1, hash), sampleReviewBody(2, hash)] };
    },
  },
};
