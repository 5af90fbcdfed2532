import type * as z from 'zod';
import type { noticeEntry as schema } from '../../shared/contract/notices/schemas.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { NoticeItem } from './stored-notice.ts';

/** A notice as the API shows it, but for the email that it makes. */
export const noticeEntry = (
  notice: NoticeItem,
  person: PersonItem | null | undefined,
): z.output<typeof schema> => ({
  noticeId: notice.id,
  notice: notice.notice,
  number: notice.notice === 'recommendation' ? notice.data.recommendationNumber : null,
  status: notice.status,
  personId: notice.personId,
  name: person?.name ?? null,
  roundId: notice.roundId,
  createdAt: notice.createdAt,
  sentAt: notice.sentAt,
  deliveredAt: notice.deliveredAt,
  attempts: notice.attempts,
  nextAttemptAt: notice.nextAttemptAt,
  failure: notice.failure,
  version: notice.version,
});
