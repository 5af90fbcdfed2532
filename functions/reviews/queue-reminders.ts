import { isAwaited } from '../../shared/domain/rounds/round.ts';
import { getNotices, noticeIdOf } from '../notices/storage.ts';
import { assignmentStands, getAssignment } from '../panels/storage.ts';
import { whyCannotReview } from '../people/reach.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { transact } from '../table/write.ts';
import { inTurn } from '../todo/in-turn.ts';
import { eachDue, todo } from '../todo/todo.ts';
import type { Services } from '../use-case/services.ts';
import { reminderStage } from './reminder-times.ts';
import { reminderCause, reminderWrites } from './reminders.ts';

const eightDays = 8 * 24 * 60 * 60 * 1000;

/** Queues the reminders that are due to reviewers who have not submitted, each once for each date. */
export function queueReminders(services: Services): Promise<number> {
  const { db } = services;
  const now = services.now();
  const horizon = new Date(now.getTime() + eightDays).toISOString();
  return inTurn(eachDue(db, todo.review, horizon), async (awaited) => {
    const { roundId, personId, due } = awaited();
    // The people it depends on are read below. Without an invitation, this says whether there can be a reminder at all.
    const possible = reminderStage({ due, invitedAt: null }, now);
    if (possible === null) return false;
    const id = noticeIdOf(reminderCause(roundId, possible, due), personId);
    if ((await getNotices(db, [id])).size > 0) return false;
    const [round, assignment] = await Promise.all([
      getRound(db, roundId),
      getAssignment(db, roundId, personId),
    ]);
    if (round?.status !== 'open' || assignment === null || !isAwaited(assignment.status)) return false;
    const stage = reminderStage({ due: round.reviewsDue, invitedAt: assignment.invitedAt }, now);
    if (stage === null) return false;
    // Somebody who cannot do it is not reminded.
    if (whyCannotReview(await getPerson(db, personId)) !== null) return false;
    const written = await transact(db, [
      assignmentStands(assignment),
      ...reminderWrites(round, assignment, stage, round.reviewsDue, now.toISOString()),
    ]);
    return written.ok;
  });
}
