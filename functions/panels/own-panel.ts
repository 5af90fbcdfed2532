import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { getAssignment } from './storage.ts';
import type { AssignmentItem } from './stored-assignment.ts';

/** Whether somebody may conclude for the Centre on a round: not who was asked to review in it, however that ended. */
export async function mayJudge(
  { db }: Services,
  roundId: string,
  { id }: PersonItem,
): Promise<Result<void, Problem<'own-panel'>>> {
  const assignment = await getAssignment(db, roundId, id);
  return assignment === null || assignment.place === null
    ? ok(undefined)
    : fail(
        problem(
          'own-panel',
          'You are, or were, on the panel of this round. Somebody else records its findings and its decision, and looks at its letter.',
        ),
      );
}

/** Refuses what somebody on the panel would do to themselves, or to a round whose reviews they may not see. */
export const notOnPanel = (
  panel: readonly AssignmentItem[],
  personId: string,
  sentence: string,
): Result<void, Problem<'own-panel'>> =>
  panel.some((one) => one.personId === personId && isOnPanel(one.status))
    ? fail(problem('own-panel', sentence, { rule: 'asked-on-it' }))
    : ok(undefined);
