import * as z from 'zod';
import { editVersion, instant, slug, versionNumber } from '../basics.ts';
import { noticeKind, optionalNotices } from './kinds.ts';

/** Where a notice stands. `waiting` is for its release by staff, `withheld` is a letter that was overtaken before. */
export const noticeStatus = z.enum(['waiting', 'pending', 'sending', 'sent', 'failed', 'withheld']);

/** What staff make of a notice that failed. */
export const noticeSettlement = z.enum(['arrived', 'send-again', 'leave'], {
  error: 'Choose what becomes of it.',
});

/** An email as its recipient gets it. */
export const renderedEmail = z
  .strictObject({ subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'Email' });

/** One notice: whom it is for, what it says, and where it stands. */
export const noticeEntry = z
  .strictObject({
    noticeId: z.string(),
    notice: noticeKind,
    /** The number of the recommendation that it tells of. */
    number: versionNumber.nullable(),
    status: noticeStatus,
    /** Who it is for. */
    personId: slug,
    /** Null for somebody who was erased. */
    name: z.string().nullable(),
    /** Null where it is about no round. */
    roundId: slug.nullable(),
    createdAt: instant,
    sentAt: instant.nullable(),
    /** When the recipient's mail server took it; null where SES has not said so. */
    deliveredAt: instant.nullable(),
    attempts: z.int().min(0),
    nextAttemptAt: instant.nullable(),
    failure: z.string().nullable(),
    /** Raised by every change. */
    version: z.int().min(0),
  })
  .meta({ id: 'Notice', description: 'An email: what it is about, whom it is for, and where it stands.' });

/** Which of the optional kinds somebody wants. */
export const emailChoice = z
  .strictObject({
    optional: z.array(z.strictObject({ notice: z.enum(optionalNotices), wanted: z.boolean() })),
    /** Raised by every change of the person. */
    editVersion,
  })
  .meta({
    id: 'EmailChoice',
    description: 'The kinds of emails that people may do without, and whether they want them.',
  });
