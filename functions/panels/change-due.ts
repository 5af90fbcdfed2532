import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isAwaited } from '../../shared/domain/rounds/round.ts';
import { aboutDates, tell } from '../notices/outbox.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { changeMemberAsRead } from './change-member.ts';
import { dueOf } from './storage.ts';

/** `changeReviewerDue`: for one reviewer, who is told of it, up to the moment when the round closes. */
export const changeReviewerDue =
  (services: Services): UseCase<(typeof panelOperations)['changeReviewerDue']> =>
  ({ by: person, of: { roundId, personId }, what: { reviewsDue, reason }, expected }) =>
    changeMemberAsRead(services, { roundId, personId, expected }, ({ round, assignment }) => {
      if (round.status !== 'open' || !isAwaited(assignment.status))
        return fail(problem('not-now', 'Nothing is awaited of this reviewer now.'));
      const due = new Date(reviewsDue).toISOString();
      const wrong = (detail: string) =>
        fail(invalidBody([{ pointer: '/reviewsDue', code: 'date-order', detail }]));
      if (due <= services.now().toISOString())
        return wrong('The date when the review is due must be in the future.');
      if (due > round.closesAt)
        return wrong('The date when the review is due must not be after the round closes.');
      if (due === dueOf(assignment)) return wrong('Their review is already due then. Choose another date.');
      const event = eventNow(services, person.id, 'reviewer-due-changed', {
        personId,
        reviewsDue: due,
        reason,
      });
      return ok({
        change: { due, invitedAt: event.at },
        event,
        effect: {},
        writes: tell([personId], {
          cause: `dates-changed ${event.id}`,
          notice: 'dates-changed',
          roundId,
          createdAt: event.at,
          data: { ...aboutDates(round, { reviewsDue: due }), isOpenAgain: false },
        }),
      });
    });
