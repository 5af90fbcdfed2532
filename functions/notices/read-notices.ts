import type { noticeOperations } from '../../shared/contract/notices/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import type { Emails } from '../emails/render.ts';
import { getPeople, getPerson } from '../people/storage.ts';
import type { ItemPage } from '../table/read.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { getNotice, listNoticesOf, listNoticesThat, listNoticesTo } from './storage.ts';
import type { NoticeItem } from './stored-notice.ts';
import { noticeEntry } from './views.ts';

/** Notices of one page. */
const perPage = 50;

const emailView = ({ subject, text, html }: ReturnType<Emails['render']>) => ({ subject, text, html });

/** Loaded when somebody looks at them, and not when a function starts. */
const sampleNotices = async () => (await import('../emails/samples.ts')).sampleNotices;

/** What was sent to whom and where it stands, and samples of every kind of email. */
export const readingNotices = ({ db }: Services, emails: Emails) =>
  ({
    listNotices: async ({ of: { cursor, roundId, personId, status = 'failed' } }) => {
      const paging = { limit: perPage, cursor };
      const page: ItemPage<NoticeItem> =
        roundId !== undefined
          ? await listNoticesOf(db, roundId, paging)
          : personId !== undefined
            ? await listNoticesTo(db, personId, paging)
            : await listNoticesThat(db, status, paging);
      const people = await getPeople(
        db,
        page.items.map((notice) => notice.personId),
      );
      const items = page.items.map((notice) => noticeEntry(notice, people.get(notice.personId)));
      return ok({ answer: { items, next: page.next } });
    },

    getNotice: async ({ by, of: { noticeId } }) => {
      const notice = await getNotice(db, noticeId);
      if (notice === null) return fail(notFound);
      const person = await getPerson(db, notice.personId);
      // The key opens the recipient's own choice of emails, and is nobody else's.
      const shown = { ...notice, optOutKey: null };
      // So is a receipt: the hash in it stands beside the panel place in results and exports.
      const isKept = notice.notice === 'receipt' && notice.personId !== by.id;
      const email = person && !isKept ? emailView(emails.render(shown, person)) : null;
      return ok({ answer: { ...noticeEntry(notice, person), email }, version: notice.version });
    },

    listNoticePreviews: async () =>
      ok({
        answer: {
          items: (await sampleNotices()).map(({ title, notice, recipient }, i) => ({
            number: i + 1,
            notice: notice.notice,
            title,
            subject: emails.render(notice, recipient).subject,
          })),
        },
      }),

    getNoticePreview: async ({ of: { number } }) => {
      const sample = (await sampleNotices())[number - 1];
      if (sample === undefined) return fail(notFound);
      const { title, notice, recipient } = sample;
      return ok({ answer: { title, email: emailView(emails.render(notice, recipient)) } });
    },
  }) satisfies Partial<UseCases<typeof noticeOperations>>;
