import middy from '@middy/core';
import { queueConditionNotices } from '../decisions/queue-condition-notices.ts';
import type { Log } from '../log/log.ts';
import { queueDigests } from '../notices/queue-digests.ts';
import { sweepNotices } from '../notices/sweep-notices.ts';
import { projectLaggingRounds } from '../results/project-lagging-rounds.ts';
import { carryOutRetention } from '../retention/carry-out.ts';
import { queueReminders } from '../reviews/queue-reminders.ts';
import { closeDueRounds } from '../rounds/close-due-rounds.ts';
import { forRequest, notingUnreadable } from '../table/database.ts';
import type { Services } from '../use-case/services.ts';
import { logUnreadable } from '../use-case/unreadable.ts';

/** What the clock does, in order: what is closed now is projected, and what is queued now is not swept yet. */
const steps = {
  closeDueRounds,
  projectLaggingRounds,
  queueReminders,
  queueConditionNotices,
  queueDigests,
  sweepNotices,
  carryOutRetention,
};

/**
 * A part of the clock's work. Answers how much it did, and counts what alarms watch. Doing it twice, late or at the
 * same time does no more.
 */
export type Step = (services: Services, log: Pick<Log, 'count'>) => Promise<number>;

/**
 * Does what falls due. A part that fails does not keep the others from being done; the failure leaves the function at
 * the end, so that an alarm sees it.
 */
export const clock = (services: Services, log: Log) =>
  middy<unknown, void>()
    .use({ after: () => log.flush(), onError: () => log.flush() })
    .handler(async (_, { awsRequestId: requestId }) => {
      const failures: unknown[] = [];
      const done: Record<string, number> = {};
      const unmarked = notingUnreadable(services.db);
      const db = forRequest(unmarked, requestId);
      for (const [name, step] of Object.entries<Step>(steps))
        try {
          // A notice that is shown to the mailer again keeps the id of what it came from.
          done[name] = await step({ ...services, db: step === sweepNotices ? unmarked : db }, log);
        } catch (error) {
          failures.push(error);
          log.error('clockStepFailed', { step: name, requestId, error: error as Error });
        }
      logUnreadable(log, db);
      log.info('clockRan', { ...done, requestId });
      if (failures.length > 0) throw new AggregateError(failures, 'Parts of the clock’s work failed.');
    });
