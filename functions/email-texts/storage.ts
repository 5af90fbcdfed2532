import { type NoticeKind, noticeKinds } from '../../shared/contract/notices/kinds.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { keys, ranges } from '../table/keys.ts';
import { getItem, getReadable, queryItemsPage } from '../table/read.ts';
import type { Bare } from '../table/stored.ts';
import { putNew, transact, type Unmet, update } from '../table/write.ts';
import { type EmailTextItem, emailTextItem } from './stored-email-text.ts';

/** A text as it was kept. */
type EmailText = Bare<EmailTextItem>;

/** The text of a kind of email that is in use; null where nobody has changed it. */
export const getEmailText = (db: Database, notice: NoticeKind): Promise<EmailTextItem | null> =>
  getItem(db, keys.emailText(notice), emailTextItem);

/** A version of it; null where there is none. */
export const getEmailTextVersion = (
  db: Database,
  notice: NoticeKind,
  version: number,
): Promise<EmailTextItem | null> => getItem(db, keys.emailTextVersion(notice, version), emailTextItem);

/** The texts in use of all kinds that somebody has changed. */
export const listEmailTexts = (db: Database): Promise<EmailTextItem[]> =>
  getReadable(
    db,
    noticeKinds.map((notice) => keys.emailText(notice)),
    emailTextItem,
  );

/** Most versions that are listed. */
const maxVersions = 50;

/** The latest versions of a text, the newest first. */
export const listEmailTextVersions = async (
  db: Database,
  notice: NoticeKind,
): Promise<readonly EmailTextItem[]> =>
  (
    await queryItemsPage(db, ranges.emailTextVersions(notice), emailTextItem, {
      limit: maxVersions,
      order: 'last-first',
    })
  ).items;

/** Puts a text into use in place of what was read, and keeps it as a version. Its condition is `text`. */
export function changeEmailText(
  db: Database,
  read: EmailTextItem | null,
  text: EmailText,
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const { notice, version, ...changes } = text;
  const key = keys.emailText(notice);
  return transact(db, [
    read === null
      ? putNew('text', { ...key, ...emailTextItem.stamp, ...text })
      : update('text', read, { set: { ...changes, version } }, { version: read.version }),
    putNew('version', { ...keys.emailTextVersion(notice, version), ...emailTextItem.stamp, ...text }),
    eventWrite(keys.settings(), event),
  ]);
}
