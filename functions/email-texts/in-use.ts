import { type NoticeKind, noticeKinds } from '../../shared/contract/notices/kinds.ts';
import type { Door } from '../../shared/domain/reviews/review.ts';
import { getSettings } from '../centre/settings-storage.ts';
import type { CentreSays } from '../emails/rendering.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import { openDoors } from '../reviews/open-doors.ts';
import { type Database, readingOnce } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { foresee, getReadable } from '../table/read.ts';
import { sourceOf } from './source.ts';
import { emailTextItem } from './stored-email-text.ts';

/** What the Centre has set of an email that is made now. */
interface EmailInUse {
  /** The ways of reviewing that are open. */
  readonly open: readonly Door[];
  readonly says: CentreSays;
}

/**
 * What the Centre has set of emails of a kind, read in one request. A text that cannot be read, because a later release
 * wrote it, keeps no email from being sent.
 */
export async function emailInUse(asked: Database, notice: NoticeKind): Promise<EmailInUse> {
  const db = asked.seen === undefined ? readingOnce(asked) : asked;
  await foresee(db, [keys.settings(), keys.emailText(notice)]);
  const { emails, attachesReviewFiles } = await getSettings(db);
  const [text] = await getReadable(db, [keys.emailText(notice)], emailTextItem);
  return {
    open: await openDoors({ db }),
    says: {
      ...emails,
      version: text?.version ?? 0,
      words: sourceOf(text?.words ?? null),
      attachesReviewFiles,
    },
  };
}

/** The table for one request that has read what the Centre has set of every kind of email, so that it is not read again. */
export async function allForeseen(asked: Database): Promise<Database> {
  const db = asked.seen === undefined ? readingOnce(asked) : asked;
  await foresee(db, [keys.settings(), ...noticeKinds.map((notice) => keys.emailText(notice))]);
  return db;
}

/** The same of a notice: one that was sent, or may have been, says what it said then. */
export async function emailOf(
  db: Database,
  { notice, status, textVersion }: Pick<NoticeItem, 'notice' | 'status' | 'textVersion'>,
): Promise<EmailInUse> {
  const { open, says } = await emailInUse(db, notice);
  if (status === 'waiting' || status === 'pending' || says.version === (textVersion ?? 0))
    return { open, says };
  const [then] =
    textVersion === null
      ? []
      : await getReadable(db, [keys.emailTextVersion(notice, textVersion)], emailTextItem);
  return { open, says: { ...says, version: then?.version ?? 0, words: sourceOf(then?.words ?? null) } };
}
