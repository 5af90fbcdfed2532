import { randomUUID } from 'node:crypto';
import { letterPath } from '../../functions/letters/letter-link.ts';
import { getNotice, noticeIdOf, noticeWrite, releaseLetter } from '../../functions/notices/storage.ts';
import type { Database } from '../../functions/table/database.ts';
import { writeOne } from '../../functions/table/write.ts';
import type { NoticeData } from '../../shared/contract/notices/kinds.ts';

/** What a letter that waits is kept with, besides what a test says of it. */
export const letterData = (besides: Partial<NoticeData<'letter'>> = {}): NoticeData<'letter'> => ({
  title: 'Sample',
  specificationVersion: 1,
  criteriaSetKind: 'endorsement',
  sample: true,
  organisation: 'Sample organisation',
  subject: 'Endorsed',
  body: 'It is endorsed.',
  reference: 'CR-0000-0001',
  evidenceTo: null,
  leftOutByStaff: [],
  release: null,
  ...besides,
});

/** Puts a letter into the outbox and releases it. Answers with the address behind its link. */
export async function releasedLetter(db: Database, personId: string): Promise<string> {
  const at = new Date().toISOString();
  const cause = 'letter for its page';
  await writeOne(
    db,
    noticeWrite({
      cause,
      notice: 'letter',
      personId,
      roundId: null,
      createdAt: at,
      data: letterData({
        body: 'Thank you.\n\n# Conditions\n\n1. Add a timetable.\n\n# Comments\n\n- Clear.',
      }),
    }),
  );
  const notice = await getNotice(db, noticeIdOf(cause, personId));
  if (notice?.notice !== 'letter') throw new Error('It is a letter.');
  const release = { on: at.slice(0, 10), addressee: 'Sample contact', signatory: null };
  const event = { id: randomUUID(), at, actor: 'staff', action: 'letter-released' as const, details: {} };
  await releaseLetter(db, notice, release, [], event);
  return letterPath({ noticeId: notice.id, key: notice.linkKey ?? '' });
}
