import { createHash } from 'node:crypto';
import { type Database, getItem, putNew, update, type Write, writeOne } from './database.ts';
import { type NoticeItem, noticeItem, type RecommendationNoticeData } from './items.ts';
import { keys, listKeys, ownerKeys, todoKeys } from './keys.ts';

/** A notice. */
export const getNotice = (db: Database, noticeId: string): Promise<NoticeItem | null> =>
  getItem(db, keys.notice(noticeId), noticeItem);

/** The id of a notice follows from its cause and recipient, so that the same cause never makes two. */
export const noticeIdOf = (cause: string, personId: string): string =>
  createHash('sha256').update(`${cause}\n${personId}`).digest('hex').slice(0, 32);

/** The write that puts a recommendation notice into the outbox. */
export function recommendationNoticeWrite(
  roundId: string,
  personId: string,
  data: RecommendationNoticeData,
  createdAt: string,
): Write {
  const id = noticeIdOf(`recommendation ${roundId} ${data.recommendationNumber}`, personId);
  return putNew('notice', {
    ...keys.notice(id),
    kind: 'notice',
    id,
    status: 'pending',
    notice: 'recommendation',
    personId,
    roundId,
    data,
    createdAt,
    attempts: 0,
    leaseUntil: null,
    nextAttemptAt: null,
    sentAt: null,
    messageId: null,
    failure: null,
    ownerPk: ownerKeys.person(personId),
    ownerSk: `NOTICE#${createdAt}#${id}`,
    listPk: listKeys.noticesOfRound(roundId),
    listSk: `${createdAt}#${id}`,
    todoPk: todoKeys.noticePending,
    todoSk: `${createdAt}#${id}`,
    summary: { id, notice: 'recommendation', roundId, personId, createdAt },
  });
}

type NoticeState = Partial<
  Pick<
    NoticeItem,
    | 'status'
    | 'attempts'
    | 'leaseUntil'
    | 'nextAttemptAt'
    | 'sentAt'
    | 'messageId'
    | 'failure'
    | 'todoPk'
    | 'todoSk'
  >
>;

/** Changes a notice as it was read; false where somebody else changed it first. */
const changeNotice = (db: Database, read: NoticeItem, change: NoticeState): Promise<boolean> =>
  writeOne(
    db,
    update(
      'notice',
      read,
      { set: change },
      { status: read.status, attempts: read.attempts, leaseUntil: read.leaseUntil },
    ),
  );

/** How long a claim stands: longer than one send can take. */
const leaseMilliseconds = 5 * 60 * 1000;

/** Claims a pending notice that is due; null where it is not, or where somebody else was faster. */
export async function claimNotice(db: Database, notice: NoticeItem, now: Date): Promise<NoticeItem | null> {
  const at = now.toISOString();
  if (notice.status !== 'pending' || (notice.nextAttemptAt !== null && notice.nextAttemptAt > at))
    return null;
  const claim = {
    status: 'sending' as const,
    attempts: notice.attempts + 1,
    leaseUntil: new Date(now.getTime() + leaseMilliseconds).toISOString(),
  };
  return (await changeNotice(db, notice, claim)) ? { ...notice, ...claim } : null;
}

/** Marks a claimed notice as sent. */
export const markSent = (
  db: Database,
  claimed: NoticeItem,
  messageId: string,
  at: string,
): Promise<boolean> =>
  changeNotice(db, claimed, {
    status: 'sent',
    sentAt: at,
    messageId,
    leaseUntil: null,
    todoPk: undefined,
    todoSk: undefined,
  });

/** Gives a claimed notice back after a definite refusal, to be tried again at `nextAttemptAt`. */
export const markRefused = (
  db: Database,
  claimed: NoticeItem,
  failure: string,
  nextAttemptAt: string,
): Promise<boolean> =>
  changeNotice(db, claimed, {
    status: 'pending',
    leaseUntil: null,
    nextAttemptAt,
    failure,
    todoPk: todoKeys.noticePending,
    todoSk: `${nextAttemptAt}#${claimed.id}`,
  });

/** Marks a claimed notice as failed. Where it may have been sent all the same, `failure` says so. */
export const markFailed = (
  db: Database,
  claimed: NoticeItem,
  failure: string,
  at: string,
): Promise<boolean> =>
  changeNotice(db, claimed, {
    status: 'failed',
    leaseUntil: null,
    failure,
    todoPk: todoKeys.noticeFailed,
    todoSk: `${at}#${claimed.id}`,
  });
