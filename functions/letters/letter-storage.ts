import { type NoticeData, noticeData } from '../../shared/contract/notices/kinds.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { changeWrite, concernsOfNotice, noTodo, todo } from '../notices/storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import type { Database } from '../table/database.ts';
import { todoKeys } from '../table/keys.ts';
import { transact, type Unmet, type Write } from '../table/write.ts';

/** The cause of the letter to the developer: each round has one letter. */
export const letterCause = (roundId: string): string => `letter ${roundId}`;

/** What changes of a letter that waits. */
type ChangedLetter = Pick<NoticeData<'letter'>, 'subject' | 'body' | 'leftOutByStaff'> &
  Partial<Pick<NoticeData<'letter'>, 'evidenceTo' | 'standing'>>;

/** The write by which somebody changes the letter that waits as it was read. */
export const changedLetterWrite = (
  read: NoticeItem<'letter'>,
  changed: ChangedLetter,
  changedBy: string,
): Write => {
  const data = noticeData.letter.parse({ ...read.data, ...changed });
  return changeWrite(read, {
    'data.subject': data.subject,
    'data.body': data.body,
    'data.leftOutByStaff': data.leftOutByStaff,
    'data.evidenceTo': data.evidenceTo,
    ...(data.standing !== undefined && { 'data.standing': data.standing }),
    changedBy,
  });
};

/** Changes the letter that waits as it was read. */
export const changeLetter = (
  db: Database,
  read: NoticeItem<'letter'>,
  changed: ChangedLetter,
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [changedLetterWrite(read, changed, event.actor), eventWrite(concernsOfNotice(read), event)]);

/** The write that keeps a letter that waits, as it was read, from ever being released; its condition is `notice`. */
export const withholdWrite = (read: NoticeItem): Write =>
  changeWrite(read, { status: 'withheld', ...noTodo });

/**
 * Releases the letter that waits as it was read, dated and signed for good: the mailer sends it. `besides` are the writes
 * of the register.
 */
export const releaseLetter = (
  db: Database,
  read: NoticeItem<'letter'>,
  release: NonNullable<NoticeData<'letter'>['release']>,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    changeWrite(read, {
      status: 'pending',
      'data.release': release,
      ...todo(todoKeys.noticePending, event.at),
    }),
    ...besides,
    eventWrite(concernsOfNotice(read), event),
  ]);
