import type { Database } from '../storage/database.ts';
import { claimNotice, getNotice, markFailed, markRefused, markSent } from '../storage/notices.ts';
import { getPerson } from '../storage/people.ts';
import { recommendationEmail } from './recommendation-email.ts';
import type { Send } from './send.ts';

/** What the mailer needs of the world. */
export interface MailerDependencies {
  readonly db: Database;
  readonly now: () => Date;
  readonly send: Send;
  /** Where the site is, for links: `https://reviews.example.org`. */
  readonly origin: string;
}

/** What came of a notice. */
export type Delivery = 'sent' | 'refused' | 'failed' | 'nothing-to-do';

/** What is said of an email of which nobody knows whether it was sent. */
const possiblySent = 'possibly sent';

const retryAfterMilliseconds = 15 * 60 * 1000;

/**
 * Sends a notice that is pending: claims it, sends with one request, marks it. Where nobody can tell
 * whether it was sent, it becomes `failed: possibly sent` and is never sent again by itself.
 */
export async function deliver(
  { db, now, send, origin }: MailerDependencies,
  noticeId: string,
): Promise<Delivery> {
  const notice = await getNotice(db, noticeId);
  if (notice === null) return 'nothing-to-do';
  if (notice.status === 'sending' && (notice.leaseUntil ?? '') < now().toISOString()) {
    const at = now().toISOString();
    return (await markFailed(db, notice, possiblySent, at)) ? 'failed' : 'nothing-to-do';
  }
  const claimed = await claimNotice(db, notice, now());
  if (claimed === null) return 'nothing-to-do';

  const person = await getPerson(db, claimed.personId);
  const at = () => now().toISOString();
  if (person === null) {
    await markFailed(db, claimed, 'the recipient has been erased', at());
    return 'failed';
  }
  const sent = await send(person.email, recommendationEmail(claimed, origin), claimed.id);
  if (sent.ok) {
    await markSent(db, claimed, sent.value, at());
    return 'sent';
  }
  switch (sent.error.kind) {
    case 'refused': {
      const nextAttemptAt = new Date(now().getTime() + retryAfterMilliseconds).toISOString();
      await markRefused(db, claimed, sent.error.reason, nextAttemptAt);
      return 'refused';
    }
    case 'rejected':
      await markFailed(db, claimed, sent.error.reason, at());
      return 'failed';
    case 'unknown':
      await markFailed(db, claimed, possiblySent, at());
      return 'failed';
  }
}
