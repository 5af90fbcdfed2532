import type * as z from 'zod';
import type { assignmentView as view } from '../../shared/contract/reviews/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Door } from '../../shared/domain/reviews/review.ts';
import { dueOf, getAssignment } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { ukTime } from '../words/uk-time.ts';
import { checkDoor } from './open-doors.ts';

/** A reviewer’s own assignment with its round. */
export interface Desk {
  readonly assignment: AssignmentItem;
  readonly round: RoundItem;
}

/** Reads the caller’s own assignment with its round. A round in draft has not been shown to anybody yet. */
export async function deskOf(
  { db }: Pick<Services, 'db'>,
  roundId: string,
  personId: string,
): Promise<Result<Desk, Problem<'not-found'>>> {
  const [assignment, round] = await Promise.all([
    getAssignment(db, roundId, personId),
    getRound(db, roundId),
  ]);
  if (assignment === null || round === null || round.status === 'draft') return fail(notFound);
  return ok({ assignment, round });
}

/**
 * An assignment as its reviewer sees it: of the panel nobody but themselves. Past its closing time a round takes nothing
 * more, also before the clock has closed it.
 */
export const assignmentView = ({ assignment, round }: Desk, now: Date): z.output<typeof view> => ({
  roundId: round.id,
  specificationId: round.specificationId,
  specificationVersion: round.specificationVersion,
  title: round.title,
  criteriaSetKind: round.criteriaSetKind,
  sample: round.sample,
  reviewsDue: dueOf(assignment) ?? round.reviewsDue,
  closesAt: round.closesAt,
  roundStatus: round.status === 'open' && hasClosed(round, now) ? 'closed' : round.status,
  status: assignment.status,
  interest: assignment.interest,
  submissions: assignment.submissions,
  reopenedBecause: assignment.reopenedBecause,
  version: assignment.version,
});

const hasClosed = ({ closesAt }: RoundItem, now: Date): boolean => closesAt <= now.toISOString();

/** Whether a round takes what reviewers do at an instant. */
export function checkRoundOpen(round: RoundItem, now: Date): Result<void, Problem<'round-not-open'>> {
  if (round.status !== 'open')
    return fail(
      problem(
        'round-not-open',
        'This round is not open for reviews. Ask the Centre if you expected it to be.',
      ),
    );
  if (hasClosed(round, now))
    return fail(
      problem(
        'round-not-open',
        `This round closed on ${ukTime(round.closesAt)} UK time. Ask the Centre to extend it.`,
        { rule: 'closed' },
      ),
    );
  return ok(undefined);
}

/** Whether the caller has declared their interests and may go on. */
export function checkDeclared({
  assignment,
}: Desk): Result<void, Problem<'declaration-needed' | 'interest-unresolved' | 'not-now'>> {
  // Nobody looks at the interest of whoever has left any more.
  if (assignment.status === 'declined' || assignment.status === 'recused')
    return fail(noLongerReviewing(assignment.status));
  if (assignment.interest === 'declared')
    return fail(
      problem(
        'interest-unresolved',
        'The Centre is looking at the interest you declared. It will tell you how to go on.',
      ),
    );
  if (assignment.status === 'invited')
    return fail(
      problem('declaration-needed', 'Declare your interests for this round before you start the review.'),
    );
  return ok(undefined);
}

/** The problem of whoever has left a review. */
export const noLongerReviewing = (status: 'declined' | 'recused'): Problem<'not-now'> =>
  problem('not-now', `You have ${status} this review. Ask the Centre if that was a mistake.`);

/** Whether the caller may work on the review now. */
export function checkMayReview(
  desk: Desk,
  now: Date,
): Result<
  void,
  Problem<'round-not-open' | 'declaration-needed' | 'interest-unresolved' | 'not-now' | 'already-submitted'>
> {
  const open = checkRoundOpen(desk.round, now);
  if (!open.ok) return open;
  const declared = checkDeclared(desk);
  if (!declared.ok) return declared;
  const { status } = desk.assignment;
  if (status === 'submitted')
    return fail(
      problem(
        'already-submitted',
        'You have submitted this review. Ask the Centre to reopen it if it must change.',
      ),
    );
  return ok(undefined);
}

/** Whether the caller could save something of a review by a door now: what saving it would be refused with. */
export async function checkDoorNow(
  services: Services,
  door: Door,
  roundId: string,
  personId: string,
): Promise<Result<void, Problem>> {
  const found = await deskOf(services, roundId, personId);
  if (!found.ok) return found;
  const may = checkMayReview(found.value, services.now());
  return may.ok ? checkDoor(services, door) : may;
}
