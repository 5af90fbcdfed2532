import * as z from 'zod';
import { filledText, slug, versionNumber } from '../basics.ts';
import { operation, type Role } from '../operation.ts';
import { pageOf, pageQuery } from '../pages.ts';
import { staff, staffAndOversight } from '../roles.ts';
import { noticeKind, optionalNotices } from './kinds.ts';
import { emailChoice, noticeEntry, noticeSettlement, renderedEmail } from './schemas.ts';

const everybody: readonly Role[] = ['reviewer', 'staff', 'oversight', 'administrator'];

const noticeId = z.strictObject({ noticeId: z.string().regex(/^[0-9a-f]{32}$/, 'There is no such notice.') });

/** The outbox: what was sent to whom, what it said, and what is to be done where that is not certain. */
export const noticeOperations = {
  listNotices: operation({
    method: 'GET',
    path: '/v1/notices',
    summary:
      'List notices: of a round or a person, the newest first; or those that wait for release, are pending or have failed, which is what is listed where nothing is asked for',
    roles: staffAndOversight,
    query: z.strictObject({
      ...pageQuery.shape,
      roundId: slug.optional(),
      personId: slug.optional(),
      status: z.enum(['waiting', 'pending', 'failed']).optional(),
    }),
    success: { status: 200, description: 'A page of notices.', body: pageOf(noticeEntry) },
    problems: [],
  }),

  getNotice: operation({
    method: 'GET',
    path: '/v1/notices/{noticeId}',
    summary: 'Get a notice with the email that it makes',
    roles: staffAndOversight,
    parameters: noticeId,
    success: {
      status: 200,
      description:
        'The notice. Its email is null where the recipient has been erased, and for a receipt of somebody else’s.',
      body: z.strictObject({
        ...noticeEntry.shape,
        /** Of the Centre's text that it said; null for the words that come with the service. */
        textVersion: z.int().nullable(),
        email: renderedEmail.nullable(),
      }),
      etag: true,
    },
    problems: [],
  }),

  settleNotice: operation({
    method: 'POST',
    path: '/v1/notices/{noticeId}/settle',
    summary:
      'Say what becomes of a notice that failed: it arrived, it is sent again, or it is left. If-Match is the ETag of the notice',
    roles: staff,
    parameters: noticeId,
    body: z.strictObject({ how: noticeSettlement, reason: filledText(1_000) }).meta({ id: 'Settlement' }),
    ifMatch: true,
    success: { status: 200, description: 'The notice as it is now.', body: noticeEntry, etag: true },
    problems: ['not-now'],
  }),

  listNoticePreviews: operation({
    method: 'GET',
    path: '/v1/notice-previews',
    summary: 'List the samples of every kind of email',
    roles: staffAndOversight,
    success: {
      status: 200,
      description: 'Each kind with what its samples show.',
      body: z.strictObject({
        items: z.array(
          z.strictObject({
            notice: noticeKind,
            number: versionNumber,
            title: z.string(),
            subject: z.string(),
          }),
        ),
      }),
    },
    problems: [],
  }),

  getNoticePreview: operation({
    method: 'GET',
    path: '/v1/notice-previews/{number}',
    summary: 'Get a sample of a kind of email',
    roles: staffAndOversight,
    parameters: z.strictObject({ number: z.coerce.number().pipe(versionNumber) }),
    success: {
      status: 200,
      description: 'The email.',
      body: z.strictObject({ title: z.string(), email: renderedEmail }),
    },
    problems: [],
  }),

  getMyEmails: operation({
    method: 'GET',
    path: '/v1/me/emails',
    summary: 'Get which of the emails that people may do without you get',
    roles: everybody,
    success: { status: 200, description: 'The choice as it is.', body: emailChoice, etag: true },
    problems: [],
  }),

  chooseMyEmails: operation({
    method: 'PUT',
    path: '/v1/me/emails',
    summary: 'Choose which of the emails that people may do without you get',
    roles: everybody,
    body: z
      .strictObject({ wanted: z.array(z.enum(optionalNotices)).max(optionalNotices.length) })
      .meta({ id: 'WantedEmails' }),
    ifMatch: true,
    success: { status: 200, description: 'The choice as it is now.', body: emailChoice, etag: true },
    problems: ['not-known'],
  }),
};
