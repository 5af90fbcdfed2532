import { eachRound } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { getReadable } from '../table/read.ts';
import { inTurn } from '../todo/in-turn.ts';
import type { Services } from '../use-case/services.ts';
import { project } from './project.ts';
import { lagging } from './storage.ts';

/**
 * Statuses in which a round’s result can be behind it. A decision rests on a result that is not; after a cancellation
 * only the projection takes the recommendation off what waits for staff.
 */
const statuses = ['open', 'closed', 'cancelled'] as const;

/** Projects the rounds whose result, or whose recommendation, is not that of their latest revision. */
export const projectLaggingRounds = (services: Services): Promise<number> =>
  inTurn(eachLagging(services.db), async (roundId) => (await project(services, roundId)) === 'projected');

async function* eachLagging(db: Database): AsyncGenerator<string> {
  for (const status of statuses)
    for await (const rounds of eachRound(db, status, getReadable)) yield* await lagging(db, rounds);
}
