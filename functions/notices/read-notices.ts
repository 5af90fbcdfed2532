import { noticeOperations } from '../../shared/contract/notices/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { isAboutConcern, roundsWithConcernsKeptFrom } from '../concerns/who-may-read.ts';
import { allForeseen, emailInUse, emailOf } from '../email-texts/in-use.ts';
import type { Email } from '../emails/render.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import { asReleased } from '../letters/document.ts';
import { getPeople, getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { roundsKeptFrom, tellsWhen, timeFor } from '../results/who-may-read.ts';
import { roundSummary } from '../rounds/storage.ts';
import { listKeys } from '../table/keys.ts';
import type { ItemPage } from '../table/read.ts';
import { getReadable } from '../table/read.ts';
import { queryIndex, summariesOf } from '../table/read-index.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { listNoticesOf, listNoticesThat, listNoticesTo } from './list-notices.ts';
import { getNotice } from './storage.ts';
import type { NoticeItem } from './stored-notice.ts';
import { noticeEntry } from './views.ts';

/** Notices of one page. */
const perPage = 50;

/** An email as people see it. */
export const emailView = ({ subject, text, html }: Email) => ({ subject, text, html });

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

/**
 * What a notice says, as somebody may see it: in other `words` of the Centre's where they are given. Null where its
 * recipient has been erased, and for a receipt of somebody else's: the hash in it stands beside the panel place in results
 * and exports.
 */
async function shownEmail(
  services: Services,
  emails: ShownEmails,
  by: PersonItem,
  notice: NoticeItem,
  person: PersonItem | null,
  words?: string,
): Promise<Email | null> {
  if (person === null || (notice.notice === 'receipt' && notice.personId !== by.id)) return null;
  // The key opens the recipient's own choice of emails, and is nobody else's.
  const shown = { ...(await asItGoes(services, notice, person)), linkKey: null };
  const { open, says } = await emailOf(services.db, notice);
  return emails.render(shown, person, open, words === undefined ? says : { ...says, words });
}

/** Most rounds whose notices are looked through, of each state, and most notices of each. */
const [roundsOfState, noticesOfOne] = [3, 25];

/** The latest email of a kind that somebody may see, as it would be with these words; null where there is none. */
export async function latestEmailOf(
  services: Services,
  emails: ShownEmails,
  by: PersonItem,
  kind: NoticeItem['notice'],
  words: string,
) {
  if (!by.roles.some((role) => noticeOperations.getNotice.roles.includes(role))) return null;
  const { db } = services;
  const states = ['open', 'closed', 'decided'] as const;
  const rounds = await Promise.all(
    states.map(async (state) =>
      summariesOf(
        db,
        await queryIndex(db, 'list', listKeys.rounds(state), roundsOfState, 'last-first'),
        roundSummary,
      ),
    ),
  );
  const found = await Promise.all([
    listNoticesTo(db, by.id, { limit: noticesOfOne }),
    ...rounds.flat().map(({ id }) => listNoticesOf(db, id, { limit: noticesOfOne })),
  ]);
  const ofKind = found
    .flatMap(({ items }) => items)
    .filter(({ notice }) => notice === kind)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  for (const notice of ofKind) {
    if (await isKeptFrom(services, notice, by)) continue;
    const person = await getPerson(db, notice.personId);
    const email = await shownEmail(services, emails, by, notice, person, words);
    if (person === null || email === null) continue;
    const at = timeFor(by, notice.createdAt);
    return { noticeId: notice.id, name: person.name, at, email: emailView(email) };
  }
  return null;
}

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
      const email = await shownEmail(services, emails, by, notice, person);
      const answer = {
        ...entryFor(by, notice, person),
        textVersion: notice.textVersion,
        email: email && emailView(email),
      };
      return ok({ answer, version: notice.version });
    },

    listNoticePreviews: async () => {
      const db = await allForeseen(services.db);
      const items = (await sampleNotices()).map(async ({ title, notice, recipient }, i) => {
        const { open, says } = await emailInUse(db, notice.notice);
        const { subject } = await emails.render(notice, recipient, open, says);
        return { number: i + 1, notice: notice.notice, title, subject };
      });
      return ok({ answer: { items: await Promise.all(items) } });
    },

    getNoticePreview: async ({ of: { number } }) => {
      const sample = (await sampleNotices())[number - 1];
      if (sample === undefined) return fail(notFound);
      const { title, notice, recipient } = sample;
      const { open, says } = await emailInUse(services.db, notice.notice);
      return ok({ answer: { title, email: emailView(await emails.render(notice, recipient, open, says)) } });
    },
  }) satisfies Partial<UseCases<typeof noticeOperations>>;
