import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail } from '../../shared/domain/basics/result.ts';
import { isAwaited } from '../../shared/domain/rounds/round.ts';
import { eventWrite } from '../centre/events-storage.ts';
import { whyCannotReview, whyNotWritten } from '../people/reach.ts';
import { getPerson } from '../people/storage.ts';
import { reminderWrites } from '../reviews/reminders.ts';
import { getReview } from '../reviews/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { answerRound } from '../rounds/view.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { transact } from '../table/write.ts';
import { notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { assignmentStands, getAssignment } from './storage.ts';

/** Why somebody whose interest waits is not reminded: nothing can be done before it is resolved. */
export const waitsForCentre =
  'This reviewer has declared an interest, and waits for the Centre. Resolve the interest: they are told of that.';

/** `remindReviewer`: by hand, besides the clock's own reminders. It changes nothing that stands, and needs no lock. */
export const remindReviewer =
  (services: Services): UseCase<(typeof panelOperations)['remindReviewer']> =>
  ({ by: person, of: { roundId, personId } }) =>
    retrying(async () => {
      const { db } = services;
      const now = services.now();
      const [round, assignment, reviewer] = await Promise.all([
        getRound(db, roundId),
        getAssignment(db, roundId, personId),
        getPerson(db, personId),
      ]);
      if (round === null || assignment === null) return fail(notFound);
      if (round.status !== 'open' || !isAwaited(assignment.status))
        return fail(problem('not-now', 'Nothing is awaited of this reviewer now.'));
      if (assignment.interest === 'declared') return fail(problem('not-now', waitsForCentre));
      const hindrance = whyCannotReview(reviewer) ?? whyNotWritten(reviewer);
      if (hindrance !== null) return fail(problem('not-now', hindrance, { rule: 'reviewer-hindered' }));
      const event = eventNow(services, person.id, 'reviewer-reminded', { personId }, now);
      const written = await transact(db, [
        assignmentStands(assignment),
        ...reminderWrites(round, assignment, 'asked', ukIsoDay(now), event.at, {
          hasStarted: (await getReview(db, roundId, personId)) !== null,
        }),
        eventWrite(round, event),
      ]);
      if (written.ok) return answerRound(services, roundId);
      return written.error.has('notice')
        ? fail(problem('not-now', 'This reviewer has been reminded today.'))
        : heldUp;
    });
