import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { changeWrite, concernsOfNotice } from '../notices/storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import type { Database } from '../table/database.ts';
import { keys, ranges } from '../table/keys.ts';
import { queryItems } from '../table/read.ts';
import type { Bare } from '../table/stored.ts';
import { putNew, transact, type Unmet } from '../table/write.ts';
import { type LetterPassItem, letterPassItem } from './stored-letter-pass.ts';

/** What staff have said of passages of a letter, whether they still stand in it or not; the first first. */
export const listLetterPasses = (db: Database, noticeId: string): Promise<LetterPassItem[]> =>
  queryItems(db, ranges.letterPasses(noticeId), letterPassItem);

/**
 * Keeps what somebody says of passages of the letter that waits as it was read. It raises the letter's version: nobody
 * changes, releases or passes it at the same time without knowing.
 */
export const addLetterPass = (
  db: Database,
  read: NoticeItem<'letter'>,
  said: Bare<LetterPassItem>,
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    changeWrite(read, {}),
    putNew('pass', { ...keys.letterPass(read.id, event.at, event.id), ...letterPassItem.stamp, ...said }),
    eventWrite(concernsOfNotice(read), event),
  ]);
