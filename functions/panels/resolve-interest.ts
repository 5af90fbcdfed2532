import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { moveAssignment } from '../../shared/domain/rounds/round.ts';
import { aboutDates, tell } from '../notices/outbox.ts';
import { problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { panelToCome } from './call-panel.ts';
import { changeMemberAsRead } from './change-member.ts';
import { dueOf } from './storage.ts';

/** `resolveInterest`: of the declaration that was read; the reviewer may have declared something else since. */
export const resolveInterest =
  (services: Services): UseCase<(typeof panelOperations)['resolveInterest']> =>
  ({ by: person, of: { roundId, personId }, what: { resolution, reason }, expected }) =>
    changeMemberAsRead(services, { roundId, personId, expected }, ({ round, assignment }) => {
      if (personId === person.id)
        return fail(problem('own-panel', 'This is your own interest. Somebody else resolves it.'));
      if (round.status !== 'open' && round.status !== 'closed')
        return fail(
          problem(
            'not-now',
            `The round is ${round.status}; interests are resolved while it is open or closed.`,
          ),
        );
      if (assignment.interest !== 'declared')
        return fail(problem('not-now', 'This reviewer has no declared interest that waits to be resolved.'));
      const moved = moveAssignment(assignment.status, resolution === 'cleared' ? 'accept' : 'recuse');
      const event = eventNow(services, person.id, `interest-${resolution}`, { personId, reason });
      return ok({
        change: { interest: resolution, ...(moved.ok && { status: moved.value }) },
        event,
        effect: { affectsResult: true, ...(round.status === 'closed' && { recommendationDue: true }) },
        writes: tell([personId], {
          cause: `declaration-resolved ${event.id}`,
          notice: 'declaration-resolved',
          roundId,
          createdAt: event.at,
          data: {
            ...aboutDates(round, { reviewsDue: dueOf(assignment) ?? round.reviewsDue }),
            ...(resolution === 'recused' && panelToCome(round, assignment, event)),
            resolution,
          },
        }),
      });
    });
