import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { madeWhenRead } from '../../shared/contract/made-when-read.ts';
import {
  type NoticeData,
  type NoticeKind,
  noticeData,
  noticeKinds,
} from '../../shared/contract/notices/kinds.ts';
import { noticeStatus } from '../../shared/contract/notices/schemas.ts';
import { count, item, type RawItem, type Reader, type Stored, UnreadableError } from '../table/stored.ts';

/** What is null is not kept: a new notice would carry eight nulls, 79 bytes, through each of its writes. */
const noticeState = {
  id: z.string(),
  status: noticeStatus,
  personId: slug,
  /** Null where it is about no round. */
  roundId: slug.nullable(),
  createdAt: instant,
  attempts: count,
  /** Until when the claim stands. */
  leaseUntil: instant.nullable().default(null),
  nextAttemptAt: instant.nullable().default(null),
  /** When the clock last asked the mailer to look at it. */
  nudgedAt: instant.nullable().default(null),
  sentAt: instant.nullable().default(null),
  /** When the recipient's mail server took it, as far as SES has said. */
  deliveredAt: instant.nullable().default(null),
  /** SES's id of the message. */
  messageId: z.string().nullable().default(null),
  failure: z.string().nullable().default(null),
  /** What staff made of it, where it was left to them. */
  settled: z
    .strictObject({
      at: instant,
      by: slug,
      how: z.enum(['arrived', 'send-again', 'leave']),
      reason: z.string(),
    })
    .nullable()
    .default(null),
  /** Which version of the Centre’s text it said when it was sent; null for the words that come with the service. */
  textVersion: z.int().nullable().default(null),
  /** Who changed what it says last; null where nobody has. */
  changedBy: slug.nullable().default(null),
  /**
   * Opens what the recipient may do without signing in: choose which emails they get, answer an invitation, or come to
   * the developer’s own page. Null for kinds whose emails have no such link.
   */
  linkKey: z.string().nullable().default(null),
  /** When the table forgets it, in epoch seconds: only of what is of no use afterwards. */
  expiresAt: z.int().optional(),
  /** Raised by every change. */
  version: count,
};

const noticeOf = <K extends NoticeKind>(notice: K) =>
  item('notice', { ...noticeState, notice: z.literal(notice), data: noticeData[notice] });

/** An email in the outbox, by its kind: each kind has formats of its own. */
export const noticeItems = madeWhenRead(
  Object.fromEntries(noticeKinds.map((kind) => [kind, () => noticeOf(kind)])),
) as {
  readonly [K in NoticeKind]: ReturnType<typeof noticeOf<K>>;
};

/** An email in the outbox. */
export const noticeItem: Reader<NoticeItem> = {
  parse: (item) => {
    const { notice } = item as RawItem;
    const kind = noticeKinds.find((one) => one === notice);
    if (kind === undefined) throw new UnreadableError(item as RawItem, 'newer');
    return noticeItems[kind].parse(item) as NoticeItem;
  },
};

/** A notice of these kinds, as it is read back. */
export type NoticeItem<K extends NoticeKind = NoticeKind> = {
  [N in K]: Omit<Stored<ReturnType<typeof noticeOf>>, 'notice' | 'data'> & {
    notice: N;
    data: NoticeData<N>;
  };
}[K];
