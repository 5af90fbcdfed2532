import { randomUUID } from 'node:crypto';
import { sampleCriteriaSet } from '../../../infra/local/samples.ts';
import { panelOperations } from '../../../shared/contract/panels/operations.ts';
import { reserveOperations } from '../../../shared/contract/panels/reserves.ts';
import { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { roundOperations } from '../../../shared/contract/rounds/operations.ts';
import { specificationOperations } from '../../../shared/contract/specifications/operations.ts';
import { review, startReview, type World } from '../world.ts';
import { disputedCriterion, judgedRound } from './judged.ts';
import { byStaff, inDays, type Locks } from './lock.ts';

const ofRound = { by: byStaff, reads: 'getRound', shows: 'getRound' } as const;
const ofMember = { by: byStaff, reads: 'getPanelMember', shows: 'getPanelMember' } as const;

const personId = 'sample-reviewer-1';
const reasons = [{ reason: 'One.' }, { reason: 'Other.' }] as const;

const dates = (days: number) => ({
  reviewsDue: inDays(days),
  closesAt: inDays(days + 5),
  reason: 'More time.',
});

const drafted = async ({ staff }: World) => {
  const { roundId } = await staff.call(roundOperations.createRound, {
    headers: { 'idempotency-key': randomUUID() },
    body: {
      specificationId: 'sample-frailty',
      specificationVersion: 1,
      criteriaSetId: sampleCriteriaSet().id,
      criteriaSetVersion: 1,
      reviewsDue: inDays(10),
      closesAt: inDays(20),
    },
  });
  const parameters = { roundId };
  for (const number of [1, 2] as const)
    await staff.call(panelOperations.addReviewer, {
      parameters,
      headers: await staff.lock(roundOperations.getRound, { parameters }),
      body: {
        name: `Sample reviewer ${number}`,
        email: `reviewer-${number}@example.org`,
        reason: 'They work apart.',
      },
    });
  return { roundId };
};

const opened = async (world: World) => ({ roundId: await world.openRound() });

const closed = async (world: World) => ({ roundId: await judgedRound(world, 'agreed') });

/** The first sample reviewer declines in a round, and somebody is on the list to be asked next. */
export async function leaveVacancy(world: World, roundId: string): Promise<void> {
  const parameters = { roundId };
  await world.staff.call(reserveOperations.setReserves, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: { reserves: ['sample-reviewer-4'], reason: 'They work apart.' },
  });
  await world.reviewer(1).call(reviewOperations.declineOrRecuse, {
    parameters,
    headers: await world.reviewer(1).lock(reviewOperations.getMyAssignment, { parameters }),
    body: { reason: 'No time.' },
  });
}

/** Changes of rounds, of their panels, and of what is made of their results. */
export const roundLocks: Locks = {
  openRound: { ...ofRound, make: async (world) => ({ parameters: await drafted(world), bodies: reasons }) },
  closeRound: { ...ofRound, make: async (world) => ({ parameters: await opened(world), bodies: reasons }) },
  cancelRound: { ...ofRound, make: async (world) => ({ parameters: await opened(world), bodies: reasons }) },

  reopenRound: {
    ...ofRound,
    make: async (world) => ({ parameters: await closed(world), bodies: [dates(10), dates(12)] }),
  },

  extendRound: {
    ...ofRound,
    make: async (world) => ({ parameters: await opened(world), bodies: [dates(30), dates(40)] }),
  },

  addReviewer: {
    ...ofRound,
    make: async (world) => ({
      parameters: await drafted(world),
      bodies: [
        { name: 'Sample reviewer 3', email: 'reviewer-3@example.org', reason: 'They work apart.' },
        { name: 'Sample reviewer 4', email: 'reviewer-4@example.org', reason: 'They work apart.' },
      ],
    }),
  },

  addReviewers: {
    ...ofRound,
    make: async (world) => ({
      parameters: await drafted(world),
      bodies: [
        { reviewers: ['sample-reviewer-3'], reason: 'They work apart.' },
        { reviewers: ['sample-reviewer-4'], reason: 'They work apart.' },
      ],
    }),
  },

  recuseReviewer: {
    ...ofRound,
    make: async (world) => ({ parameters: { ...(await opened(world)), personId }, bodies: reasons }),
  },

  removeReviewer: {
    ...ofRound,
    make: async (world) => ({ parameters: { ...(await drafted(world)), personId }, bodies: [{}, {}] }),
  },

  replaceReviewer: {
    ...ofRound,
    make: async (world) => {
      const by = { name: 'Sample reviewer 4', email: 'reviewer-4@example.org', inSpite: 'They work apart.' };
      return {
        parameters: { ...(await opened(world)), personId },
        bodies: [
          { ...by, reason: 'One.' },
          { ...by, reason: 'Other.' },
        ],
      };
    },
  },

  setReserves: {
    ...ofRound,
    make: async (world) => ({
      parameters: await opened(world),
      bodies: [
        { reserves: ['sample-reviewer-4'], reason: 'One.' },
        { reserves: ['sample-reviewer-4'], reason: 'Other.' },
      ],
    }),
  },

  askNext: {
    ...ofRound,
    make: async (world) => {
      const { roundId } = await opened(world);
      await leaveVacancy(world, roundId);
      return { parameters: { roundId, personId }, bodies: [{}, {}] };
    },
  },

  passConflict: {
    ...ofMember,
    make: async (world) => {
      const { roundId } = await opened(world);
      const { specificationId } = await world.staff.call(roundOperations.getRound, {
        parameters: { roundId },
      });
      const parameters = { specificationId };
      await world.staff.call(specificationOperations.changeDeveloper, {
        parameters,
        headers: await world.staff.lock(specificationOperations.getSpecification, { parameters }),
        body: {
          organisation: 'Sample organisation',
          contactName: 'Sample later contact',
          contactEmail: `later-${roundId}@example.org`,
        },
      });
      return { parameters: { roundId, personId }, bodies: reasons };
    },
  },

  resolveInterest: {
    ...ofMember,
    make: async (world) => {
      const parameters = await opened(world);
      const reviewer = world.reviewer(1);
      await reviewer.call(reviewOperations.declareInterests, {
        parameters,
        headers: await reviewer.lock(reviewOperations.getMyAssignment, { parameters }),
        body: { interest: 'declared', description: 'I advised the developers.' },
      });
      return {
        parameters: { ...parameters, personId },
        bodies: [
          { resolution: 'cleared', reason: 'It is long ago.' },
          { resolution: 'recused', reason: 'It is too close.' },
        ],
      };
    },
  },

  changeReviewerDue: {
    ...ofMember,
    make: async (world) => {
      const { roundId } = await opened(world);
      const { closesAt } = await world.staff.call(roundOperations.getRound, { parameters: { roundId } });
      const earlier = new Date(Date.parse(closesAt) - 60_000).toISOString();
      return {
        parameters: { roundId, personId },
        bodies: [
          { reviewsDue: closesAt, reason: 'They are away.' },
          { reviewsDue: earlier, reason: 'They are back.' },
        ],
      };
    },
  },

  answerConcern: {
    by: byStaff,
    reads: 'getConcern',
    shows: 'getConcern',
    afterwards: 'over',
    make: async (world) => {
      const { roundId } = await opened(world);
      await startReview(world.reviewer(1), roundId);
      const { concernId } = await world.reviewer(1).call(reviewOperations.raiseConcern, {
        parameters: { roundId },
        headers: { 'idempotency-key': randomUUID() },
        body: { text: 'Page 14 lets a practitioner act alone.', criterionId: null },
      });
      return {
        parameters: { roundId, concernId },
        bodies: [{ text: 'We have called the developer.' }, { text: 'We look into it.' }],
      };
    },
  },

  reopenReview: {
    ...ofMember,
    make: async (world) => {
      const { roundId } = await opened(world);
      await review(world, roundId, 1);
      return { parameters: { roundId, personId }, bodies: reasons };
    },
  },

  callPanel: {
    ...ofRound,
    make: async (world) => ({
      parameters: await closed(world),
      bodies: [
        { at: inDays(7), where: 'Room 1' },
        { at: inDays(8), where: 'Room 2' },
      ],
    }),
  },

  recordFindings: {
    ...ofRound,
    make: async (world) => {
      const finding = (status: 'met' | 'not-met') => ({
        attended: ['sample-staff'],
        findings: { [disputedCriterion]: { status, reason: 'It was explained.' } },
      });
      return {
        parameters: { roundId: await judgedRound(world, 'disputed') },
        bodies: [finding('met'), finding('not-met')],
      };
    },
  },

  decide: {
    ...ofRound,
    afterwards: 'over',
    make: async (world) => {
      const decision = { outcome: 'return-for-revision', reason: 'It needs work.' };
      return {
        parameters: await closed(world),
        bodies: [
          { ...decision, message: 'Please revise it.' },
          { ...decision, message: 'Please look at it again.' },
        ],
      };
    },
  },
};
