import { letterOperations } from '../../../shared/contract/letters/operations.ts';
import { decidedRound } from './judged.ts';
import { byStaff, type Locks } from './lock.ts';

const ofDecision = { by: byStaff, reads: 'getDecision', shows: 'getDecision' } as const;
const ofLetter = { by: byStaff, reads: 'getLetter', shows: 'getLetter' } as const;

/** Changes of decisions and of letters. */
export const decisionLocks: Locks = {
  fulfilCondition: {
    ...ofDecision,
    afterwards: 'over',
    make: async (world) => ({
      parameters: { roundId: await decidedRound(world), number: 1 },
      bodies: [{ evidence: 'Page 4.' }, { evidence: 'Page 5.' }],
    }),
  },

  withdrawDecision: {
    ...ofDecision,
    afterwards: 'over',
    make: async (world) => ({
      parameters: { roundId: await decidedRound(world) },
      bodies: [
        { reason: 'One.', message: 'It no longer stands.' },
        { reason: 'Other.', message: 'It no longer stands.' },
      ],
    }),
  },

  changeLetter: {
    ...ofLetter,
    make: async (world) => ({
      parameters: { roundId: await decidedRound(world) },
      bodies: [
        { subject: 'One', body: 'A letter.' },
        { subject: 'Other', body: 'A letter.' },
      ],
    }),
  },

  releaseLetter: {
    ...ofLetter,
    afterwards: 'handed-on',
    make: async (world) => ({ parameters: { roundId: await decidedRound(world) }, bodies: [{}, {}] }),
  },

  passLetterPassage: {
    ...ofLetter,
    afterwards: 'over',
    make: async (world) => {
      const parameters = { roundId: await decidedRound(world) };
      const { passages } = await world.staff.call(letterOperations.changeLetter, {
        parameters,
        headers: await world.staff.lock(letterOperations.getLetter, { parameters }),
        body: { subject: 'A letter', body: 'One more reviewer of the literature would have helped.' },
      });
      return {
        parameters: { ...parameters, passageId: passages[0]?.passageId ?? '' },
        bodies: [{ reason: 'It is about those who review literature.' }, { reason: 'It names nobody.' }],
      };
    },
  },
};
