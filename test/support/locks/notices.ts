import { randomUUID } from 'node:crypto';
import {
  getNotice,
  markFailed,
  noticeIdOf,
  noticeWrite,
  possiblySent,
} from '../../../functions/notices/storage.ts';
import { writeOne } from '../../../functions/table/write.ts';
import type { World } from '../world.ts';
import { byStaff, type Locks } from './lock.ts';

/** A notice of which nobody knows whether it was sent. */
async function failedNotice({ service }: World): Promise<string> {
  const [cause, personId, createdAt] = [randomUUID(), 'sample-reviewer-1', new Date().toISOString()];
  const data = {
    title: 'Sample',
    specificationVersion: 1,
    sample: true,
    criteriaSetKind: 'endorsement' as const,
    receiptId: 'receipt',
    submissionNumber: 1,
    submittedAt: createdAt,
    contentHash: 'a'.repeat(64),
    criteriaSetHash: 'b'.repeat(64),
    door: 'sheet' as const,
  };
  await writeOne(
    service.db,
    noticeWrite({ cause, notice: 'receipt', personId, roundId: null, createdAt, data }),
  );
  const noticeId = noticeIdOf(cause, personId);
  // The mailer has sent it by then, which does not matter here.
  await service.idle();
  const notice = await getNotice(service.db, noticeId);
  if (notice !== null) await markFailed(service.db, notice, possiblySent, createdAt);
  return noticeId;
}

/** Changes of notices, and of the choice of emails. */
export const noticeLocks: Locks = {
  settleNotice: {
    by: byStaff,
    reads: 'getNotice',
    // What it shows has a name and an email in it, which are not the notice's own.
    shows: null,
    make: async (world) => ({
      parameters: { noticeId: await failedNotice(world) },
      bodies: [
        { how: 'arrived', reason: 'They have it.' },
        { how: 'leave', reason: 'It does not matter.' },
      ],
    }),
  },

  chooseMyEmails: {
    by: (world) => world.reviewer(4),
    reads: 'getMyEmails',
    shows: 'getMyEmails',
    make: async () => ({ bodies: [{ wanted: ['receipt'] }, { wanted: ['digest'] }] }),
  },
};
