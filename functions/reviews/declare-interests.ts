import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { moveAssignment } from '../../shared/domain/rounds/round.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { aboutDates, aboutRound, tell } from '../notices/outbox.ts';
import { dueOf } from '../panels/storage.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import type { Write } from '../table/write.ts';
import { problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { checkRoundOpen, type Desk, noLongerReviewing } from './desk.ts';
import { openDoors } from './open-doors.ts';
import { changeOwnAssignment } from './own-assignment.ts';

/** `declareInterests`: a declared interest waits for staff. */
export const declareInterests =
  (services: Services): UseCase<(typeof reviewOperations)['declareInterests']> =>
  ({ by: person, of: { roundId }, what, expected }) =>
    changeOwnAssignment(services, { roundId, personId: person.id, expected }, async (desk) => {
      const { assignment, round } = desk;
      const open = checkRoundOpen(round, services.now());
      if (!open.ok) return open;
      if (assignment.status === 'declined' || assignment.status === 'recused')
        return fail(noLongerReviewing(assignment.status));
      const isDeclared = assignment.interest === 'declared';
      if (what.interest === 'none' && isDeclared)
        return fail(problem('interest-unresolved', 'Only the Centre can resolve the interest you declared.'));
      const standsSo =
        what.interest === 'none'
          ? assignment.status !== 'invited'
          : isDeclared && assignment.interestDescription === what.description;
      if (standsSo) return ok(null);

      const accepted = moveAssignment(assignment.status, 'accept');
      const event = eventNow(services, person.id, 'interests-declared', { interest: what.interest });
      return ok({
        change:
          what.interest === 'declared'
            ? { interest: what.interest, interestDescription: what.description }
            : { interest: what.interest, ...(accepted.ok && { status: accepted.value }) },
        event,
        effect: { status: 'open' },
        writes: await (what.interest === 'declared' ? interestWrites : fileWrites)(services, desk, event),
      });
    });

/** The writes that bring a reviewer the link to the file of the review, where the Centre has that way open. */
const fileWrites = async (
  services: Services,
  { assignment, round }: Desk,
  { id, at }: NewEvent,
): Promise<readonly Write[]> =>
  (await openDoors(services)).includes('file')
    ? tell([assignment.personId], {
        cause: `review-file ${id}`,
        notice: 'review-file',
        roundId: round.id,
        createdAt: at,
        data: aboutDates(round, { reviewsDue: dueOf(assignment) ?? round.reviewsDue }),
      })
    : [];

/** The writes that confirm a declared interest to its reviewer, and tell staff that it waits for them. */
async function interestWrites(
  { db }: Services,
  { assignment: { personId }, round }: Desk,
  { id, at }: NewEvent,
): Promise<readonly Write[]> {
  const told = { roundId: round.id, createdAt: at, data: aboutRound(round) };
  const staff = await listPeopleWithRoles(db, ['staff']);
  return [
    ...tell([personId], {
      ...told,
      cause: `declaration-received ${id}`,
      notice: 'declaration-received',
    }),
    ...tell(staff, { ...told, cause: `interest-declared ${id}`, notice: 'interest-declared' }),
  ];
}
