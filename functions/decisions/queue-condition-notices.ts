import { laterByDays } from '../../shared/domain/basics/day.ts';
import { getNotices } from '../notices/storage.ts';
import { whyNotWritten } from '../people/reach.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { keys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import { check, transact } from '../table/write.ts';
import { inTurn } from '../todo/in-turn.ts';
import { eachDue, todo } from '../todo/todo.ts';
import type { Services } from '../use-case/services.ts';
import { ukInstant, ukIsoDay } from '../words/uk-date.ts';
import { conditionEmail } from './condition-notices.ts';
import { conditionItem } from './stored-decision.ts';

/** When in the day the developer is written to, by clocks in the UK. */
const hour = '09:00';

/** How many days before its date a condition is near. */
const nearDays = 14;

/** Which email about a condition is due at an instant: two weeks before its day, or on the day after it. */
function stageOf(due: string, now: Date): 'near' | 'overdue' | null {
  const at = now.toISOString();
  if (at >= ukInstant(laterByDays(due, 1), hour)) return 'overdue';
  return ukIsoDay(now) <= due && at >= ukInstant(laterByDays(due, -nearDays), hour) ? 'near' : null;
}

/**
 * Writes to the developer's contact when a condition that is not fulfilled is near its date, and when it is overdue, each
 * once for each date. While evidence that they sent waits for the Centre, nothing is asked of them. Who has got the letter itself since it was near needs no email of that.
 */
export function queueConditionNotices(services: Services): Promise<number> {
  const { db } = services;
  const now = services.now();
  const horizon = `${laterByDays(ukIsoDay(now), nearDays)}~`;
  return inTurn(eachDue(db, todo.condition, horizon), async (waiting) => {
    const { roundId, number, due } = waiting();
    const what = stageOf(due, now);
    if (what === null) return false;
    const [round, condition] = await Promise.all([
      getRound(db, roundId),
      getItem(db, keys.condition(roundId, number), conditionItem),
    ]);
    if (round === null || condition === null || condition.fulfilled !== null || condition.due !== due)
      return false;
    const news = { what, due, reason: null } as const;
    const email = await conditionEmail(services, round, condition, news, due, now.toISOString());
    if (
      email === null ||
      email.evidenceWaits ||
      (what === 'near' && email.toldOn >= laterByDays(due, -nearDays))
    )
      return false;
    if ((await getNotices(db, [email.id])).size > 0) return false;
    if (whyNotWritten(await getPerson(db, email.personId)) !== null) return false;
    const written = await transact(db, [
      check('condition', condition, { fulfilled: null, due, todoPk: todo.condition.partition }),
      email.write,
    ]);
    return written.ok;
  });
}
