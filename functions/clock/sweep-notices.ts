import { todoKeys } from '../storage/keys.ts';
import { getNotice, markFailed, nudgeNotice, possiblySent } from '../storage/notices.ts';
import { eachDue } from '../storage/todo.ts';
import type { Services } from '../use-cases/services.ts';

/** How long a new notice is left to the table's stream before the clock asks for it. */
const patienceMilliseconds = 10 * 60 * 1000;

/**
 * Sees to the notices that nobody sees to: what is due to be tried again, and what the stream has lost, is shown to
 * the mailer; a claim whose holder has died becomes `failed: possibly sent`.
 */
export async function sweepNotices(services: Services): Promise<number> {
  const { db } = services;
  const now = services.now();
  const at = now.toISOString();
  const longAgo = new Date(now.getTime() - patienceMilliseconds).toISOString();
  let swept = 0;
  for await (const { summary } of eachDue(db, todoKeys.noticePending, at)) {
    const notice = await getNotice(db, String(summary?.id));
    if (notice === null) continue;
    const { status, leaseUntil, nextAttemptAt, nudgedAt, createdAt } = notice;
    const waitedSince = nudgedAt ?? createdAt;
    if (status === 'sending' && (leaseUntil ?? '') < at) {
      if (await markFailed(db, notice, possiblySent, at)) swept += 1;
    } else if (
      status === 'pending' &&
      (nextAttemptAt === null ? waitedSince < longAgo : nextAttemptAt <= at)
    ) {
      if (await nudgeNotice(db, notice, at)) swept += 1;
    }
  }
  return swept;
}
