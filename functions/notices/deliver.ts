import { goesToDeveloper } from '../../shared/contract/notices/kinds.ts';
import { emailInUse } from '../email-texts/in-use.ts';
import type { Email, Emails } from '../emails/rendering.ts';
import { findPersonByEmail, getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { codePurpose } from '../sign-in-codes/code-purpose.ts';
import type { Database } from '../table/database.ts';
import { openText } from '../table/seal.ts';
import type { AllowList } from './allow-list.ts';
import { keyFor } from './link-key.ts';
import { codeRetryAt, retryAt } from './retry.ts';
import type { Send } from './send.ts';
import {
  bringsCode,
  claimNotice,
  getNotice,
  markFailed,
  markHeldBack,
  markRefused,
  markSent,
  notToErased,
  possiblySent,
} from './storage.ts';
import type { NoticeItem } from './stored-notice.ts';

/** What the mailer needs of the world. */
export interface MailerDependencies {
  readonly db: Database;
  readonly now: () => Date;
  readonly send: Send;
  readonly emails: Pick<Emails, 'toSend'>;
  readonly mayWriteTo: AllowList;
  /** Is told of a text of the Centre's that fits no longer, so that the email has the words that come with the service. */
  readonly textUnusable?: (notice: NoticeItem) => void;
}

/** What came of a notice. */
export type Delivery = 'sent' | 'refused' | 'failed' | 'held-back' | 'nothing-to-do';

/**
 * Sends a notice that is pending: claims it, sends with one request, marks it. Where nobody can tell whether it was
 * sent, it becomes `failed: possibly sent` and is never sent again by itself.
 */
export async function deliver(dependencies: MailerDependencies, noticeId: string): Promise<Delivery> {
  const { db, now, send, emails } = dependencies;
  const notice = await getNotice(db, noticeId);
  if (notice === null || (await isHandedOn(db, notice))) return 'nothing-to-do';
  const { open, says } = await emailInUse(db, notice.notice);
  const claimed = await claimNotice(db, notice, now(), says.version);
  if (claimed === null) return 'nothing-to-do';

  const at = () => now().toISOString();
  const recipient = hasEnded(claimed, now())
    ? { heldBack: 'not sent: the code could not be used any more' }
    : await recipientOf(dependencies, claimed);
  if ('heldBack' in recipient) {
    await markHeldBack(db, claimed, recipient.heldBack);
    return 'held-back';
  }
  if ('failure' in recipient) {
    await markFailed(db, claimed, recipient.failure, at());
    return 'failed';
  }
  let email: Email;
  try {
    const { person } = recipient;
    // What makes it is loaded with the first email that may have one.
    const files =
      claimed.notice === 'review-file'
        ? await (await import('../reviews/attached-file.ts')).attachedFiles({ db, now }, claimed, person)
        : [];
    const secret = await withSecrets(db, claimed, person);
    email = await emails.toSend(secret, person, open, { ...says, attachesReviewFiles: files.length > 0 });
    if (files.length > 0) email = { ...email, attachments: files };
  } catch (error) {
    // A fault of ours, and certain: nothing was sent. It is marked, then reported like any other fault.
    await markFailed(db, claimed, 'not sent: the email could not be composed', at());
    throw error;
  }
  const asItCame = says.words !== null && email.textVersion === 0;
  if (asItCame) dependencies.textUnusable?.(claimed);
  const { requestId } = db;
  const headers = [...email.headers, ...(requestId ? [{ name: 'X-Request-Id', value: requestId }] : [])];
  const sent = await send(recipient.person.email, { ...email, headers }, claimed.id);
  if (sent.ok) {
    // Where SES's own event was faster, it is marked already.
    await markSent(db, claimed, sent.value, at(), asItCame);
    return 'sent';
  }
  const { kind, reason } = sent.error;
  const again = kind === 'refused' ? againAt(claimed, now()) : null;
  if (again !== null) {
    await markRefused(db, claimed, reason, again.toISOString());
    return 'refused';
  }
  const failure = kind === 'unknown' ? possiblySent : `not sent: ${reason}`;
  await markFailed(db, claimed, failure, at());
  return 'failed';
}

/** Whether a notice goes on to another contact of the developer. What does that is loaded with the first that is to one. */
const isHandedOn = async (db: Database, notice: NoticeItem): Promise<boolean> =>
  goesToDeveloper(notice.notice, notice.data) && (await import('./hand-on.ts')).handedOn(db, notice);

const isCode = (notice: NoticeItem): notice is NoticeItem<'sign-in-code' | 'contact-code'> =>
  bringsCode(notice);

/** When a notice that was refused is tried again: one with a code only while that can be used. */
const againAt = (notice: NoticeItem, now: Date): Date | null =>
  isCode(notice) ? codeRetryAt(notice.data.expiresAt, now) : retryAt(notice.attempts, now);

/** Whether a notice brings a code whose time is over. */
const hasEnded = (notice: NoticeItem, now: Date): boolean =>
  isCode(notice) && notice.data.expiresAt <= now.toISOString();

/**
 * A notice with what only its recipient is to have, for this one email: its code in clear, if it brings one, and the key
 * of its link as it is for the address that it goes to.
 */
async function withSecrets(db: Database, notice: NoticeItem, { email }: PersonItem): Promise<NoticeItem> {
  const { linkKey } = notice;
  if (notice.notice === 'invitation' && linkKey !== null)
    return { ...notice, linkKey: keyFor('invitation', linkKey, email) };
  if (goesToDeveloper(notice.notice, notice.data) && linkKey !== null)
    return { ...notice, linkKey: keyFor('developer', linkKey, email) };
  if (!isCode(notice)) return notice;
  const code = await openText(db, codePurpose, notice.data.code);
  if (code === null) throw new Error(`The code of ${notice.id} was sealed with another key`);
  return { ...notice, data: { ...notice.data, code } } as NoticeItem;
}

/** Who gets a claimed notice, or why nobody does. Nothing has been sent yet. */
type Recipient =
  | { readonly person: PersonItem }
  | { readonly failure: string }
  | { readonly heldBack: string };

async function recipientOf({ db, mayWriteTo }: MailerDependencies, notice: NoticeItem): Promise<Recipient> {
  const person =
    notice.notice === 'contact-code' ? await whoeverHas(db, notice) : await getPerson(db, notice.personId);
  if (person === null) return { failure: notToErased };
  if (person.addressTrouble !== null) return { failure: troubles[person.addressTrouble.kind] };
  if (!mayWriteTo(person.email))
    return { heldBack: 'not sent: this deployment may not write to this address' };
  return { person };
}

/** Who is to be a contact: somebody at an address that may be nobody's yet, called as the contact called them. */
async function whoeverHas(
  db: Database,
  { personId, data }: NoticeItem<'contact-code'>,
): Promise<PersonItem | null> {
  const person = (await findPersonByEmail(db, data.to.email)) ?? (await getPerson(db, personId));
  return person && { ...person, ...data.to };
}

const troubles: Record<NonNullable<PersonItem['addressTrouble']>['kind'], string> = {
  bounce: 'not sent: emails to this address have come back',
  complaint: 'not sent: the recipient has reported an email as unwanted',
};
