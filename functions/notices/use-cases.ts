import type { noticeOperations } from '../../shared/contract/notices/operations.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { choosingEmails } from './email-choice.ts';
import { readingNotices } from './read-notices.ts';
import { settlingNotices } from './settle-notice.ts';

/** The outbox, samples of every kind of email, and who wants which. */
export const notices = (services: Services, emails: ShownEmails): UseCases<typeof noticeOperations> => ({
  ...readingNotices(services, emails),
  ...settlingNotices(services),
  ...choosingEmails(services),
});
