import { getNotice, noticeIdOf, theDeveloper } from '../notices/storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Services } from '../use-case/services.ts';
import { letterCause } from './letter-storage.ts';

/** The letter of a round in the outbox, and nothing of what it is judged by; null where there is none. */
export async function letterNotice(
  { db }: Services,
  { id }: Pick<RoundItem, 'id'>,
): Promise<NoticeItem<'letter'> | null> {
  const notice = await getNotice(db, noticeIdOf(letterCause(id), theDeveloper));
  return notice?.notice === 'letter' ? notice : null;
}
