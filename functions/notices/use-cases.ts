import { optionalNotices } from '../../shared/contract/notices/kinds.ts';
import type { noticeOperations } from '../../shared/contract/notices/operations.ts';
import type { Answer } from '../../shared/contract/operation.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Emails } from '../emails/render.ts';
import { chooseEmails, getPeople, getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { ItemPage } from '../table/read.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Done, UseCase, UseCases } from '../use-case/use-case.ts';
import { wants } from './outbox.ts';
import { getNotice, listNoticesOf, listNoticesThat, listNoticesTo, settleNotice } from './storage.ts';
import type { NoticeItem } from './stored-notice.ts';

type Ops = typeof noticeOperations;
type NoticeEntry = Answer<Ops['listNotices']>['items'][number];

/** Notices of one page. */
const perPage = 50;

const noticeEntry = (notice: NoticeItem, person: PersonItem | null | undefined): NoticeEntry => ({
  noticeId: notice.id,
  notice: notice.notice,
  number: notice.notice === 'recommendation' ? notice.data.recommendationNumber : null,
  status: notice.status,
  personId: notice.personId,
  name: person?.name ?? null,
  roundId: notice.roundId,
  createdAt: notice.createdAt,
  sentAt: notice.sentAt,
  deliveredAt: notice.deliveredAt,
  attempts: notice.attempts,
  nextAttemptAt: notice.nextAttemptAt,
  failure: notice.failure,
  version: notice.version,
});

const listNotices =
  ({ db }: Services): UseCase<Ops['listNotices']> =>
  async ({ of: { cursor, roundId, personId, status = 'failed' } }) => {
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
  };

const showNotice =
  ({ db }: Services, emails: Emails): UseCase<Ops['getNotice']> =>
  async ({ by: asking, of: { noticeId } }) => {
    const notice = await getNotice(db, noticeId);
    if (notice === null) return fail(notFound);
    const person = await getPerson(db, notice.personId);
    // The key opens the recipient's own choice of emails, and is nobody else's.
    const shown = { ...notice, optOutKey: null };
    // So is a receipt: the hash in it stands beside the panel place in results and exports.
    const isKept = notice.notice === 'receipt' && notice.personId !== asking.id;
    const email = person && !isKept ? emailView(emails.render(shown, person)) : null;
    return ok({ answer: { ...noticeEntry(notice, person), email }, version: notice.version });
  };

const emailView = ({ subject, text, html }: ReturnType<Emails['render']>) => ({ subject, text, html });

const settle =
  (services: Services): UseCase<Ops['settleNotice']> =>
  async ({ by: person, of: { noticeId }, what: { how, reason }, expected: ifMatch }) => {
    const { db } = services;
    const notice = await getNotice(db, noticeId);
    if (notice === null) return fail(notFound);
    if (notice.status !== 'failed')
      return fail(problem('not-now', 'This notice has not failed. Nothing need be decided about it.'));
    if (ifMatch !== notice.version) return fail(staleNotice(notice));
    const event = eventNow(services, person.id, 'notice-settled', { noticeId, how, reason });
    const written = await settleNotice(db, notice, { at: event.at, by: person.id, how, reason }, event);
    if (!written.ok) return fail(staleNotice(notice, 'changed-meanwhile'));
    const [now, recipient] = await Promise.all([getNotice(db, noticeId), getPerson(db, notice.personId)]);
    return ok({ answer: noticeEntry(now ?? notice, recipient) });
  };

const staleNotice = ({ version }: NoticeItem, code: 'stale' | 'changed-meanwhile' = 'stale'): Problem =>
  problem(
    code,
    'Something became of this notice since you read it. Look at it again.',
    code === 'stale' ? { currentVersion: version } : {},
  );

const choice = (person: Pick<PersonItem, 'unwanted'>): Answer<Ops['getMyEmails']> => ({
  optional: optionalNotices.map((notice) => ({ notice, wanted: wants(person, notice) })),
});

/** Keeps which optional emails a person wants. */
export async function keepWanted(
  { db }: Services,
  person: PersonItem,
  wanted: readonly string[],
): Promise<Result<Done<Ops['chooseMyEmails']>, Problem>> {
  const unwanted = optionalNotices.filter((notice) => !wanted.includes(notice));
  const kept = await chooseEmails(db, person, unwanted);
  return kept
    ? ok({ answer: choice({ unwanted }) })
    : fail(problem('changed-meanwhile', 'Your details changed at the same time. Choose again.'));
}

/** Loaded when somebody looks at them, and not when a function starts. */
const sampleNotices = async () => (await import('../emails/samples.ts')).sampleNotices;

/** The outbox, samples of every kind of email, and who wants which. */
export const notices = (services: Services, emails: Emails): UseCases<Ops> => ({
  listNotices: listNotices(services),
  getNotice: showNotice(services, emails),
  settleNotice: settle(services),
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
  getMyEmails: async ({ by: person }) => ok({ answer: choice(person) }),
  chooseMyEmails: ({ by: person, what: { wanted } }) => keepWanted(services, person, wanted),
});
