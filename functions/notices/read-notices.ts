import type { noticeOperations } from '../../shared/contract/notices/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { isAboutConcern, roundsWithConcernsKeptFrom } from '../concerns/who-may-read.ts';
import type { Email } from '../emails/render.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import { asReleased } from '../letters/document.ts';
import { getPeople, getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { roundsKeptFrom, tellsWhen, timeFor } from '../results/who-may-read.ts';
import { openDoors } from '../reviews/open-doors.ts';
import type { ItemPage } from '../table/read.ts';
import { getReadable } from '../table/read.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { getNotice, listNoticesOf, listNoticesThat, listNoticesTo } from './storage.ts';
import type { NoticeItem } from './stored-notice.ts';
import { noticeEntry } from './views.ts';

/** Notices of one page. */
const perPage = 50;

const emailView = ({ subject, text, html }: Email) => ({ subject, text, html });

/** The round of a notice that tells `by` what its reviewers came to; none where it does not. */
export const tellingRound = (
  { notice, roundId, personId }: Pick<NoticeItem, 'notice' | 'roundId' | 'personId'>,
  by: PersonItem,
): readonly string[] => {
  const isTelling = notice === 'recommendation' || (personId !== by.id && telling.includes(notice));
  return roundId !== null && isTelling ? [roundId] : [];
};

const telling: readonly NoticeItem['notice'][] = ['panel-called', 'reopened'];

/** The round of a notice that tells `by` of somebody’s concern; none where it does not, or is to themselves. */
export const roundOfConcern = (
  { notice, roundId, personId }: Pick<NoticeItem, 'notice' | 'roundId' | 'personId'>,
  by: PersonItem,
): readonly string[] => (roundId !== null && personId !== by.id && isAboutConcern(notice) ? [roundId] : []);

/** Whether there is a reason for which somebody must not see a notice. */
const isKeptFrom = async (services: Services, notice: NoticeItem, by: PersonItem): Promise<boolean> =>
  tellsWhen(notice, by) ||
  (await roundsKeptFrom(services, by, tellingRound(notice, by))).size > 0 ||
  (await roundsWithConcernsKeptFrom(services, by, roundOfConcern(notice, by))).size > 0;

/** A notice with its times as somebody may know them: who was sent a receipt when tells when they submitted. */
const entryFor = (by: PersonItem, notice: NoticeItem, person: PersonItem | null | undefined) => {
  const entry = noticeEntry(notice, person);
  return {
    ...entry,
    createdAt: timeFor(by, entry.createdAt),
    sentAt: timeFor(by, entry.sentAt),
    deliveredAt: timeFor(by, entry.deliveredAt),
    nextAttemptAt: timeFor(by, entry.nextAttemptAt),
  };
};

/** A letter that waits, dated and signed as it would be today; every other notice as it is. */
async function asItGoes(
  { db, now }: Services,
  notice: NoticeItem,
  person: PersonItem | null,
): Promise<NoticeItem> {
  if (notice.notice !== 'letter' || notice.data.release !== null) return notice;
  const { signatory } = await getSettings(db);
  const release = { on: ukIsoDay(now()), addressee: person?.name ?? '', signatory };
  return { ...notice, data: asReleased(notice.data, release) };
}

/** Loaded when somebody looks at them, and not when a function starts. */
const sampleNotices = async () => (await import('../emails/samples.ts')).sampleNotices;

/** What was sent to whom and where it stands, and samples of every kind of email. */
export const readingNotices = (services: Services, emails: ShownEmails) =>
  ({
    listNotices: async ({ by, of: { cursor, roundId, personId, status = 'failed' } }) => {
      const { db } = services;
      const paging = { limit: perPage, cursor };
      const page: ItemPage<NoticeItem> =
        roundId !== undefined
          ? await listNoticesOf(db, roundId, paging)
          : personId !== undefined
            ? await listNoticesTo(db, personId, paging)
            : await listNoticesThat(db, status, paging);
      const kept = await roundsKeptFrom(
        services,
        by,
        page.items.flatMap((notice) => tellingRound(notice, by)),
      );
      const keptConcerns = await roundsWithConcernsKeptFrom(
        services,
        by,
        page.items.flatMap((notice) => roundOfConcern(notice, by)),
      );
      const shown = page.items.filter(
        (notice) =>
          !tellsWhen(notice, by) &&
          !tellingRound(notice, by).some((round) => kept.has(round)) &&
          !roundOfConcern(notice, by).some((round) => keptConcerns.has(round)),
      );
      const people = await getPeople(
        db,
        shown.map((notice) => notice.personId),
        getReadable,
      );
      const items = shown.map((notice) => entryFor(by, notice, people.get(notice.personId)));
      return ok({ answer: { items, next: page.next } });
    },

    getNotice: async ({ by, of: { noticeId } }) => {
      const { db } = services;
      const notice = await getNotice(db, noticeId);
      if (notice === null || (await isKeptFrom(services, notice, by))) return fail(notFound);
      const person = await getPerson(db, notice.personId);
      // The key opens the recipient's own choice of emails, and is nobody else's.
      const shown = { ...(await asItGoes(services, notice, person)), linkKey: null };
      // So is a receipt: the hash in it stands beside the panel place in results and exports.
      const isKept = notice.notice === 'receipt' && notice.personId !== by.id;
      const open = await openDoors(services);
      const email = person && !isKept ? emailView(await emails.render(shown, person, open)) : null;
      return ok({ answer: { ...entryFor(by, notice, person), email }, version: notice.version });
    },

    listNoticePreviews: async () =>
      ok({
        answer: {
          items: await Promise.all(
            (await sampleNotices()).map(async ({ title, notice, recipient }, i) => ({
              number: i + 1,
              notice: notice.notice,
              title,
              subject: (await emails.render(notice, recipient)).subject,
            })),
          ),
        },
      }),

    getNoticePreview: async ({ of: { number } }) => {
      const sample = (await sampleNotices())[number - 1];
      if (sample === undefined) return fail(notFound);
      const { title, notice, recipient } = sample;
      return ok({ answer: { title, email: emailView(await emails.render(notice, recipient)) } });
    },
  }) satisfies Partial<UseCases<typeof noticeOperations>>;
