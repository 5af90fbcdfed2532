import type { Log } from '../log/log.ts';
import { inTurn } from '../todo/in-turn.ts';
import { eachDue, todo } from '../todo/todo.ts';
import type { Services } from '../use-case/services.ts';
import { getNotice, markFailed, nudgeNotice, possiblySent } from './storage.ts';

/** How long a new notice is left to the table's stream before the clock asks for it. */
const patienceMilliseconds = 10 * 60 * 1000;

/**
 * Sees to the notices that nobody sees to: what is due to be tried again, and what the stream has lost, is shown to
 * the mailer; a claim whose holder has died becomes `failed: possibly sent`.
 */
export function sweepNotices(services: Services, log: Pick<Log, 'count'>): Promise<number> {
  const { db } = services;
  const now = services.now();
  const at = now.toISOString();
  const longAgo = new Date(now.getTime() - patienceMilliseconds).toISOString();
  return inTurn(eachDue(db, todo.noticePending, at), async (pending) => {
    const notice = await getNotice(db, pending().id);
    if (notice === null) return false;
    const { status, leaseUntil, nextAttemptAt, nudgedAt, createdAt } = notice;
    if (status === 'sending') {
      const givenUp = (leaseUntil ?? '') < at && (await markFailed(db, notice, possiblySent, at));
      if (givenUp) log.count('noticeFailed');
      return givenUp;
    }
    const waitsTooLong = nextAttemptAt === null ? (nudgedAt ?? createdAt) < longAgo : nextAttemptAt <= at;
    return status === 'pending' && waitsTooLong && nudgeNotice(db, notice, at);
  });
}
