import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { type Door, doors } from '../../shared/domain/reviews/review.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';

/** The ways of reviewing that the Centre has not switched off. */
export async function openDoors({ db }: Pick<Services, 'db'>): Promise<readonly Door[]> {
  const { closedDoors } = await getSettings(db);
  return doors.filter((door) => !closedDoors.includes(door));
}

/** Whether a review may come in by a door now. Its draft stays, and goes on by another. */
export async function checkDoor(
  services: Pick<Services, 'db'>,
  door: Door,
): Promise<Result<void, Problem<'not-now'>>> {
  if ((await openDoors(services)).includes(door)) return ok(undefined);
  return fail(
    problem(
      'not-now',
      'The Centre has switched this way of reviewing off. Nothing is lost: go on in another way, from My reviews.',
    ),
  );
}
