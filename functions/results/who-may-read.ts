import { staffAndOversight } from '../../shared/contract/roles.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { getAssignment, listAssignmentsOf } from '../panels/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';

/** Whether somebody's roles let them read reviews and what comes of them. */
export const readsReviews = ({ roles }: PersonItem): boolean =>
  roles.some((role) => staffAndOversight.includes(role));

/**
 * Whether somebody may see what reviewers say in a round. Who is on its panel, whatever their other roles, sees
 * nobody else's ratings before the round has closed.
 */
export async function mayReadRatings(
  { db }: Services,
  roundId: string,
  { id }: PersonItem,
): Promise<Result<void, Problem<'own-panel'>>> {
  const assignment = await getAssignment(db, roundId, id);
  if (assignment === null || !isOnPanel(assignment.status)) return ok(undefined);
  const round = await getRound(db, roundId);
  return round !== null && isUnderReview(round) ? fail(beforeItCloses) : ok(undefined);
}

const beforeItCloses = problem(
  'own-panel',
  'You are on the panel of this round. You see what the other reviewers say once the round has closed.',
);

/** Whether somebody may read all that there is about a person: not while both are reviewers of an open round. */
export async function mayReadAllOf(
  { db }: Services,
  personId: string,
  { id }: PersonItem,
): Promise<Result<void, Problem<'own-panel'>>> {
  if (id === personId) return ok(undefined);
  const own = (await listAssignmentsOf(db, id)).filter(
    ({ assignment, round }) => isOnPanel(assignment.status) && isUnderReview(round),
  );
  const shared = await Promise.all(own.map(({ round }) => getAssignment(db, round.id, personId)));
  return shared.every((assignment) => assignment === null) ? ok(undefined) : fail(beforeItCloses);
}

/** Whether reviews of a round are still to come, so that nobody on its panel may see another's. */
const isUnderReview = ({ status }: RoundItem): boolean => status === 'draft' || status === 'open';
