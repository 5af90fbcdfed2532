import { sampleCriteriaSet } from '../../../infra/local/samples.ts';
import { decisionOperations } from '../../../shared/contract/decisions/operations.ts';
import { letterOperations } from '../../../shared/contract/letters/operations.ts';
import { roundOperations } from '../../../shared/contract/rounds/operations.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import {
  anotherSpecification,
  callPanel,
  sampleReviewBody,
  startReview,
  submit,
  type World,
} from '../world.ts';
import { inDays } from './lock.ts';

/** The criterion that a disputed round disputes. */
export const disputedCriterion: string = criteriaOf(sampleCriteriaSet())[0]?.id ?? '';

/**
 * Reviews a round with three reviewers, who agree or not about one criterion, closes it, and waits for what follows.
 * Where they disputed, their panel is called.
 */
export async function judgedRound(
  world: World,
  they: 'agreed' | 'disputed',
  specificationId?: string,
): Promise<string> {
  const { staff } = world;
  const roundId = await world.openRound(specificationId);
  for (const number of [1, 2, 3] as const) {
    const client = world.reviewer(number);
    const body = sampleReviewBody(number, await startReview(client, roundId));
    const rating = they === 'disputed' && number === 2 ? 1 : 4;
    const ratings = {
      ...body.ratings,
      [disputedCriterion]: { ...body.ratings[disputedCriterion], rating },
    };
    await submit(client, roundId, { ...body, ratings });
  }
  const parameters = { roundId };
  await staff.call(roundOperations.closeRound, {
    parameters,
    headers: await staff.lock(roundOperations.getRound, { parameters }),
    body: {},
  });
  await world.service.idle();
  if (they === 'disputed') await callPanel(world, roundId);
  return roundId;
}

/** Endorses a specification of its own on one condition; the letter waits. */
export async function decidedRound(world: World): Promise<string> {
  const roundId = await judgedRound(world, 'agreed', await anotherSpecification(world));
  const parameters = { roundId };
  await world.staff.call(decisionOperations.decide, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: {
      outcome: 'endorse-with-conditions',
      reason: 'The panel said so.',
      message: 'Thank you.',
      conditions: [{ text: 'Add a timetable.', criteria: [], owner: 'The developer', due: day }],
      reviewBy: day,
    },
  });
  return roundId;
}

/** The same with its letter released: the endorsement is in the register. */
export async function registeredRound(world: World): Promise<string> {
  const roundId = await decidedRound(world);
  const parameters = { roundId };
  await world.staff.call(letterOperations.releaseLetter, {
    parameters,
    headers: await world.staff.lock(letterOperations.getLetter, { parameters }),
    body: {},
  });
  return roundId;
}

/** The same with its condition fulfilled. */
export async function fulfilledRound(world: World): Promise<string> {
  const roundId = await registeredRound(world);
  await world.staff.call(decisionOperations.fulfilCondition, {
    parameters: { roundId, number: 1 },
    headers: await world.staff.lock(decisionOperations.getDecision, { parameters: { roundId } }),
    body: { evidence: 'Page 4.' },
  });
  return roundId;
}

/** The same, suspended. */
export async function suspendedRound(world: World): Promise<string> {
  const roundId = await fulfilledRound(world);
  const parameters = { roundId };
  await world.staff.call(decisionOperations.suspendEndorsement, {
    parameters,
    headers: await world.staff.lock(decisionOperations.getDecision, { parameters }),
    body: {
      reason: 'Nobody supervises.',
      message: 'Nobody supervises.',
      reconsiderBy: inDays(9).slice(0, 10),
    },
  });
  return roundId;
}

const day = inDays(300).slice(0, 10);
