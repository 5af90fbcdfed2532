import { isAwaited } from '../../shared/domain/rounds/round.ts';
import { getNotices, noticeIdOf } from '../notices/storage.ts';
import { assignmentStands, dueOf, getAssignment } from '../panels/storage.ts';
import { waitsForAnswer } from '../panels/stored-assignment.ts';
import { whyCannotReview } from '../people/reach.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { todoKeys } from '../table/keys.ts';
import { transact } from '../table/write.ts';
import { inTurn } from '../todo/in-turn.ts';
import { eachDue, todo } from '../todo/todo.ts';
import type { Services } from '../use-case/services.ts';
import { asksForAnswer, type ReminderStage, reminderStage } from './reminder-times.ts';
import { reminderCause, reminderWrites } from './reminders.ts';
import { getReview } from './storage.ts';

const eightDays = 8 * 24 * 60 * 60 * 1000;

/** Queues the reminders that are due: to reviewers who have not answered, and to those who have not submitted. */
export async function queueReminders(services: Services): Promise<number> {
  return (await remindToAnswer(services)) + (await remindToSubmit(services));
}

/** After every instant. */
const everything = '~';

/** Reminds each reviewer once who has not answered their invitation, before the day by which they are to. */
const remindToAnswer = (services: Services): Promise<number> => {
  const { db } = services;
  const now = services.now();
  return inTurn(eachDue(db, todo.review, everything), async (awaited) => {
    const { roundId, personId, due, answerBy } = awaited();
    // Where it is to be answered by the day on which it is due, the reminders of that say so.
    if (answerBy === null || answerBy >= due || !asksForAnswer({ answerBy, invitedAt: null }, now))
      return false;
    const id = noticeIdOf(reminderCause(roundId, 'answer', answerBy), personId);
    if ((await getNotices(db, [id])).size > 0) return false;
    const [round, assignment] = await Promise.all([
      getRound(db, roundId),
      getAssignment(db, roundId, personId),
    ]);
    if (round?.status !== 'open' || assignment === null) return false;
    if (!waitsForAnswer(assignment) || !asksForAnswer({ answerBy, invitedAt: assignment.invitedAt }, now))
      return false;
    if (whyCannotReview(await getPerson(db, personId)) !== null) return false;
    const at = now.toISOString();
    const written = await transact(db, [
      assignmentStands(assignment),
      ...reminderWrites(round, assignment, 'answer', answerBy, at, { answerBy }),
    ]);
    return written.ok;
  });
};

/** Queues the reminders that are due to reviewers who have not submitted, each once for each date. */
function remindToSubmit(services: Services): Promise<number> {
  const { db } = services;
  const now = services.now();
  const horizon = new Date(now.getTime() + eightDays).toISOString();
  const rounds = new Map<string, ReturnType<typeof getRound>>();
  const roundOf = (roundId: string) => {
    const read = rounds.get(roundId) ?? getRound(db, roundId);
    rounds.set(roundId, read);
    return read;
  };
  return inTurn(eachDue(db, todo.review, horizon), async (awaited) => {
    const { roundId, personId, due } = awaited();
    const round = await roundOf(roundId);
    if (round?.status !== 'open') return false;
    const { closesAt } = round;
    const whichOf = (stage: ReminderStage) => (stage === 'closing' ? closesAt : due);
    // When they were invited is read below. Without that, this says whether there can be a reminder at all.
    const possible = reminderStage({ due, closesAt, invitedAt: null }, now);
    if (possible === null) return false;
    const id = noticeIdOf(reminderCause(roundId, possible, whichOf(possible)), personId);
    if ((await getNotices(db, [id])).size > 0) return false;
    const assignment = await getAssignment(db, roundId, personId);
    // The round was read earlier in this run: if it has closed since, it waits for nobody.
    if (assignment === null || assignment.todoPk !== todoKeys.review) return false;
    if (!isAwaited(assignment.status) || dueOf(assignment) !== due) return false;
    const stage = reminderStage({ due, closesAt, invitedAt: assignment.invitedAt }, now);
    if (stage === null) return false;
    // Somebody who cannot do it is not reminded.
    if (whyCannotReview(await getPerson(db, personId)) !== null) return false;
    const hasStarted = (await getReview(db, roundId, personId)) !== null;
    const written = await transact(db, [
      assignmentStands(assignment),
      ...reminderWrites(round, assignment, stage, whichOf(stage), now.toISOString(), { hasStarted }),
    ]);
    return written.ok;
  });
}
