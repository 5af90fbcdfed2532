import type { NoticeKind } from '../../../shared/contract/notices/kinds.ts';
import { noticeOperations } from '../../../shared/contract/notices/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { namesFor } from '../../centre/event-names.ts';
import { kinds } from '../../emails/kinds.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Route } from '../web/route.ts';
import { framedEmail, framesAnEmail } from '../web/security-headers.ts';
import { servicesOf } from '../web/services-of.ts';
import { timeInWords } from '../web/time-in-words.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { statusTags } from './kinds.ts';

const ops = noticeOperations;

type Notice = Answered<typeof ops.getNotice>;

const readNotice = (visit: Visit): Promise<Notice | null> => readFor(visit, 'getNotice');

/** A page that shows an email in a frame of its own. */
const emailPage = (visit: Visit, template: string, data: object): Answer => {
  const shown = page(visit, template, data);
  return { ...shown, headers: { ...shown.headers, ...framesAnEmail(visit.site) } };
};

/** The HTML of an email alone. Its links open in a new tab, since the frame is no place to go on in. */
const emailDocument = (visit: Visit, html: string | undefined): Answer =>
  html === undefined
    ? notFoundPage(visit)
    : {
        statusCode: 200,
        headers: { 'content-type': 'text/html; charset=utf-8', ...framedEmail },
        body: html.replace(/<head[^>]*>/i, '$&<base target="_blank">'),
      };

/** `GET /notices/{noticeId}`: what an email says, to whom it goes, and where it stands. */
export async function showNotice(visit: Visit): Promise<Answer> {
  const notice = await readNotice(visit);
  if (notice === null) return notFoundPage(visit);
  const ofRound = notice.roundId === null ? null : { kind: 'round' as const, id: notice.roundId };
  const nameOf =
    visit.person && (await namesFor(servicesOf(visit.site), visit.person, ofRound ? [ofRound] : []));
  const round = ofRound && nameOf?.(ofRound);
  const at = `/notices/${notice.noticeId}`;
  return emailPage(visit, 'notices/notice.njk', {
    at,
    title: [kinds[notice.notice].name, notice.number].join(' ').trimEnd(),
    status: statusTags[notice.status],
    failure: notice.failure,
    to: { text: notice.name ?? 'Somebody who was erased', href: `/people/${notice.personId}` },
    round: round && {
      text: `${round.title}, version\u00a0${round.version}`,
      href: `/rounds/${notice.roundId}`,
    },
    written: timeInWords(visit)(notice.createdAt),
    sent: notice.sentAt && timeInWords(visit)(notice.sentAt),
    delivered: notice.deliveredAt && timeInWords(visit)(notice.deliveredAt),
    text: notice.textVersion && `The Centre’s, version ${notice.textVersion}`,
    attempts: notice.attempts,
    nextAttempt: notice.nextAttemptAt && timeInWords(visit)(notice.nextAttemptAt),
    email: notice.email,
    isReceipt: notice.notice === 'receipt',
    frame: `${at}/email.html`,
    canSettle: notice.status === 'failed' && (visit.person?.roles.includes('staff') ?? false),
    letter: notice.notice === 'letter' ? `/rounds/${notice.roundId}/letter` : null,
  });
}

/** `GET /notices/{noticeId}/email.html`. */
export async function sendNoticeHtml(visit: Visit): Promise<Answer> {
  return emailDocument(visit, (await readNotice(visit))?.email?.html);
}

/** `GET /notices/samples`: samples of every kind of email. */
export async function showSamples(visit: Visit): Promise<Answer> {
  const list = await readFor(visit, 'listNoticePreviews');
  if (list === null) return notFoundPage(visit);
  const byKind = Map.groupBy(list.items, ({ notice }) => notice);
  return page(visit, 'notices/samples.njk', {
    kinds: [...byKind].map(([kind, samples]) => ({
      name: kinds[kind].name,
      samples: samples.map(({ number, title, subject }) => ({
        href: `/notices/samples/${number}`,
        title: whatItShows(kind, title),
        subject,
      })),
    })),
  });
}

/** "reminder, 7 days before" among the reminders: "7 days before". */
const whatItShows = (kind: NoticeKind, title: string) => {
  const what = title.startsWith(`${kind}, `) ? title.slice(kind.length + 2) : title;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
};

const readSample = (visit: Visit) => readFor(visit, 'getNoticePreview');

/** `GET /notices/samples/{number}`. */
export async function showSample(visit: Visit): Promise<Answer> {
  const sample = await readSample(visit);
  if (sample === null) return notFoundPage(visit);
  return emailPage(visit, 'notices/sample.njk', {
    title: sample.title,
    email: sample.email,
    frame: `/notices/samples/${visit.parameters.number}/email.html`,
  });
}

/** `GET /notices/samples/{number}/email.html`. */
export async function sendSampleHtml(visit: Visit): Promise<Answer> {
  return emailDocument(visit, (await readSample(visit))?.email.html);
}

const settle: FormDefinition<'settleNotice', { readonly notice: Notice; readonly to: string }> = {
  operation: 'settleNotice',
  load: async (visit) => {
    const notice = await readNotice(visit);
    return notice && { notice, to: notice.name ?? 'somebody who was erased' };
  },
  text: ({ notice, to }) => ({
    title: 'Decide what becomes of this notice',
    caption: `${kinds[notice.notice].name}, to ${to}`,
    back: { text: 'Back to the notice', href: `/notices/${notice.noticeId}` },
    paragraphs: [
      notice.failure === 'possibly sent'
        ? 'Nobody can tell whether this email was sent: the connection broke before the answer came. Ask the recipient, if you can, before you send it again.'
        : `It failed: ${notice.failure ?? 'for no reason that is known'}.`,
    ],
    button: 'Save',
  }),
  instead: ({ notice }) =>
    notice.status === 'failed'
      ? null
      : {
          title: 'There is nothing to settle now',
          paragraphs: [
            `Only a failed notice is settled. This one: ${statusTags[notice.status].text.toLowerCase()}.`,
          ],
        },
  fields: () => [
    {
      kind: 'radios',
      name: 'how',
      label: 'What becomes of it?',
      missing: 'Choose what becomes of it',
      options: [
        { value: 'arrived', text: 'It arrived', hint: 'The recipient has it, or knows what it says.' },
        { value: 'send-again', text: 'Send it again', hint: 'They may get it twice.' },
        { value: 'leave', text: 'Leave it', hint: 'It stays failed and no longer shows under Today.' },
      ],
    },
    { kind: 'textarea', name: 'reason', label: 'How do you know?', rows: 3, missing: 'Enter how you know' },
  ],
  lock: ({ notice: { version, roundId, personId } }) => ({
    version,
    // Where its events lie.
    concerns: roundId === null ? { kind: 'person', id: personId } : { kind: 'round', id: roundId },
  }),
  next: ({ noticeId }) => [`/notices/${noticeId}`, 'notice-settled'],
};

/** The form for a notice that failed. */
export const noticeForms: readonly Route[] = formRoutes('/notices/{noticeId}/settle', settle);
