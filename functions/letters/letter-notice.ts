import { getNotice, letterCause, noticeIdOf } from '../notices/storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { Services } from '../use-case/services.ts';

/** The letter of a round in the outbox, and nothing of what it is judged by; null where there is none. */
export async function letterNotice(
  { db }: Services,
  { id, specificationId }: Pick<RoundItem, 'id' | 'specificationId'>,
): Promise<NoticeItem<'letter'> | null> {
  const specification = await getSpecification(db, specificationId);
  const contactId = specification?.developer.contactId ?? '';
  const notice = await getNotice(db, noticeIdOf(letterCause(id), contactId));
  return notice?.notice === 'letter' ? notice : null;
}
