import { realServices } from '../../../functions/use-case/services.ts';
import { letterOperations } from '../../../shared/contract/letters/operations.ts';
import { answerFromDeveloper } from '../letter-data.ts';
import { decidedRound, fulfilledRound, registeredRound, suspendedRound } from './judged.ts';
import { byStaff, inDays, type Locks } from './lock.ts';

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

  extendCondition: {
    ...ofDecision,
    make: async (world) => ({
      parameters: { roundId: await decidedRound(world), number: 1 },
      bodies: [
        { due: inDays(400).slice(0, 10), reason: 'One.' },
        { due: inDays(500).slice(0, 10), reason: 'Other.' },
      ],
    }),
  },

  takeBackFulfilment: {
    ...ofDecision,
    afterwards: 'over',
    make: async (world) => ({
      parameters: { roundId: await fulfilledRound(world), number: 1 },
      bodies: [{ reason: 'It is another page.' }, { reason: 'It is the same page.' }],
    }),
  },

  rewordCondition: {
    ...ofDecision,
    make: async (world) => ({
      parameters: { roundId: await decidedRound(world), number: 1 },
      bodies: [{ text: 'Do it in one way.' }, { text: 'Do it in another way.' }],
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

  suspendEndorsement: {
    ...ofDecision,
    make: async (world) => ({
      parameters: { roundId: await registeredRound(world) },
      bodies: [
        { reason: 'One.', message: 'It is suspended.', reconsiderBy: inDays(20).slice(0, 10) },
        { reason: 'Other.', message: 'It is suspended.', reconsiderBy: inDays(30).slice(0, 10) },
      ],
    }),
  },

  liftSuspension: {
    ...ofDecision,
    afterwards: 'over',
    make: async (world) => ({
      parameters: { roundId: await suspendedRound(world) },
      bodies: [
        { reason: 'One.', message: 'It stands again.' },
        { reason: 'Other.', message: 'It stands again.' },
      ],
    }),
  },

  answerDeveloperMessage: {
    by: byStaff,
    reads: 'getDeveloperMessage',
    shows: 'getDeveloperMessage',
    afterwards: 'over',
    make: async (world) => {
      const roundId = await registeredRound(world);
      return {
        parameters: {
          roundId,
          messageId: await answerFromDeveloper(realServices(world.service.db), roundId),
        },
        bodies: [{ text: 'One.' }, { text: 'Other.' }],
      };
    },
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
