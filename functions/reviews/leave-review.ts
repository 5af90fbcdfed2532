import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { isOnPanel, moveAssignment } from '../../shared/domain/rounds/round.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { checkRoundOpen } from './desk.ts';
import { changeOwnAssignment } from './own-assignment.ts';

/** `declineOrRecuse`: declines before accepting, and recuses after it. */
export const declineOrRecuse =
  (services: Services): UseCase<(typeof reviewOperations)['declineOrRecuse']> =>
  ({ by: person, of: { roundId }, what: { reason }, expected }) =>
    changeOwnAssignment(services, { roundId, personId: person.id, expected }, ({ assignment, round }) => {
      if (!isOnPanel(assignment.status)) return ok(null);
      const now = services.now();
      const open = checkRoundOpen(round, now);
      if (!open.ok) return open;
      const declined = moveAssignment(assignment.status, 'decline');
      const moved = declined.ok ? declined : moveAssignment(assignment.status, 'recuse');
      if (!moved.ok) throw new Error(`An assignment on the panel can be left from every status: ${roundId}`);
      const action = declined.ok ? 'review-declined' : 'review-recused';
      return ok({
        change: { status: moved.value },
        event: eventNow(services, person.id, action, { reason }, now),
        // Where they were the last who had not submitted, every review is in.
        effect: { status: 'open', affectsResult: true },
        writes: [],
      });
    });
