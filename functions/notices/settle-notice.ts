import type { noticeOperations } from '../../shared/contract/notices/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { getPerson } from '../people/storage.ts';
import { stale, standing } from '../use-case/lock.ts';
import { notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { getNotice, settleNotice } from './storage.ts';
import { noticeItem } from './stored-notice.ts';
import { noticeEntry } from './views.ts';

/** What staff make of a notice that failed. */
export const settlingNotices = (services: Services) =>
  ({
    settleNotice: async ({ by, of: { noticeId }, what: { how, reason }, expected }) => {
      const { db } = services;
      const notice = await getNotice(db, noticeId);
      if (notice === null) return fail(notFound);
      if (expected !== notice.version) return fail(stale('notice', notice.version));
      if (notice.status !== 'failed')
        return fail(problem('not-now', 'This notice has not failed. Nothing need be decided about it.'));
      const event = eventNow(services, by.id, 'notice-settled', { noticeId, how, reason });
      const written = await settleNotice(db, notice, { at: event.at, by: by.id, how, reason }, event);
      const now = written.ok ? await getNotice(db, noticeId) : standing(written.error, 'notice', noticeItem);
      if (now === null) return fail(notFound);
      if (!written.ok) return fail(stale('notice', now.version));
      const recipient = await getPerson(db, notice.personId);
      return ok({ answer: noticeEntry(now, recipient), version: now.version });
    },
  }) satisfies Partial<UseCases<typeof noticeOperations>>;
