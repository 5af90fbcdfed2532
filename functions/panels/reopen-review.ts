import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { moveAssignment } from '../../shared/domain/rounds/round.ts';
import { aboutDates, tell } from '../notices/outbox.ts';
import { dueWhenAsked } from '../rounds/dates.ts';
import { problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { changeMemberAsRead } from './change-member.ts';
import { dueOf } from './storage.ts';

/** `reopenReview`. */
export const reopenReview =
  (services: Services): UseCase<(typeof panelOperations)['reopenReview']> =>
  ({ by: person, of: { roundId, personId }, what: { reason }, expected }) =>
    changeMemberAsRead(services, { roundId, personId, expected }, ({ round, assignment }) => {
      if (personId === person.id)
        return fail(problem('own-panel', 'This is your own review. Somebody else reopens it.'));
      if (round.status !== 'open')
        return fail(problem('round-not-open', `The round is ${round.status}. Reopen the round first.`));
      const moved = moveAssignment(assignment.status, 'reopen');
      if (!moved.ok)
        return fail(
          problem('not-now', `This review is ${assignment.status}; only a submitted one can be reopened.`),
        );
      const event = eventNow(services, person.id, 'review-reopened', { personId, reason });
      const due = dueWhenAsked(round, event.at, dueOf(assignment));
      return ok({
        // Asked anew now: no reminder of what was due before follows at once.
        change: { status: moved.value, reopenedBecause: reason, invitedAt: event.at, due },
        event,
        // Where every review was in, this one is awaited again.
        effect: { affectsResult: true },
        writes: tell([personId], {
          cause: `reopened ${event.id}`,
          notice: 'reopened',
          roundId,
          createdAt: event.at,
          data: { ...aboutDates(round, { reviewsDue: due }), reason },
        }),
      });
    });
