import { project } from '../projector/project.ts';
import { lagging } from '../storage/results.ts';
import { eachRound } from '../storage/rounds.ts';
import type { Services } from '../use-cases/services.ts';

/**
 * Statuses in which a round’s result can be behind it. A decision rests on a result that is not; after a cancellation
 * only the projection takes the recommendation off what waits for staff.
 */
const statuses = ['open', 'closed', 'cancelled'] as const;

/** Projects the rounds whose result, or whose recommendation, is not that of their latest revision. */
export async function projectLaggingRounds(services: Services): Promise<number> {
  const { db } = services;
  let projected = 0;
  for (const status of statuses)
    for await (const rounds of eachRound(db, status))
      for (const roundId of await lagging(db, rounds))
        if ((await project(services, roundId)) === 'projected') projected += 1;
  return projected;
}
