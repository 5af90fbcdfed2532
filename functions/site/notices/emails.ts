import { timingSafeEqual } from 'node:crypto';
import { isOptional, type OptionalNotice, optionalNotices } from '../../../shared/contract/notices/kinds.ts';
import { noticeOperations } from '../../../shared/contract/notices/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { wants } from '../../notices/outbox.ts';
import { getNotice } from '../../notices/storage.ts';
import { keepWanted } from '../../notices/use-cases.ts';
import { getPerson } from '../../people/storage.ts';
import type { PersonItem } from '../../people/stored-person.ts';
import { messagePage, notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { optionalKinds } from './kinds.ts';

const ops = noticeOperations;

const options = optionalNotices.map((kind) => ({ value: kind, ...optionalKinds[kind] }));

const said =
  'Emails that you need for your part in a review, such as invitations and reminders, always come.';

const mine: FormDefinition<'chooseMyEmails', Answered<typeof ops.getMyEmails>> = {
  operation: 'chooseMyEmails',
  load: (visit) => readFor(visit, 'getMyEmails'),
  text: () => ({
    title: 'Your emails',
    back: { text: 'Back to today', href: '/' },
    paragraphs: [said],
    button: 'Save',
  }),
  fields: () => [{ kind: 'checkboxes', name: 'wanted', label: 'Which other emails do you want?', options }],
  values: ({ optional }) => ({ wanted: optional.flatMap(({ notice, wanted }) => (wanted ? notice : [])) }),
  next: () => ['/your-emails', 'saved'],
};

/** Everybody's own choice of emails. */
export const myEmailForms: readonly Route[] = formRoutes('/your-emails', mine);

/** Whom a link in an email stands for, and which kind the email was of. */
interface Recipient {
  readonly person: PersonItem;
  readonly kind: OptionalNotice;
}

/** Opens a link from an email: its key was made for that email alone and is in no page of the site. */
async function recipientOf({ site: { db }, parameters }: Visit): Promise<Recipient | null> {
  const { noticeId = '', key = '' } = parameters;
  const notice = await getNotice(db, noticeId);
  if (notice === null || notice.optOutKey === null || !isOptional(notice.notice)) return null;
  const [given, kept] = [Buffer.from(key), Buffer.from(notice.optOutKey)];
  if (given.length !== kept.length || !timingSafeEqual(given, kept)) return null;
  const person = await getPerson(db, notice.personId);
  return person && { person, kind: notice.notice };
}

/** `GET /emails/{noticeId}/{key}`: the recipient of an email chooses, without signing in. */
export async function showChoice(visit: Visit): Promise<Answer> {
  const found = await recipientOf(visit);
  return found === null ? notFoundPage(visit) : choicePage(visit, found.person);
}

const choicePage = (visit: Visit, person: PersonItem, isSaved = false): Answer =>
  page(visit, 'notices/choice.njk', {
    said,
    isSaved,
    options: options.map(({ value, text, hint }) => ({
      value,
      text,
      hint: { text: hint },
      checked: wants(person, value),
    })),
  });

/**
 * `POST /emails/{noticeId}/{key}`: the choice as the page sends it, or, from a mail program's own button, that this
 * kind is no longer wanted (RFC 8058).
 */
export async function takeChoice(visit: Visit): Promise<Answer> {
  const found = await recipientOf(visit);
  if (found === null) return notFoundPage(visit);
  const { person, kind } = found;
  const wanted =
    visit.form.get('List-Unsubscribe') === 'One-Click'
      ? optionalNotices.filter((one) => one !== kind && wants(person, one))
      : visit.form.getAll('wanted');
  const kept = await keepWanted(servicesOf(visit.site), person, wanted);
  if (!kept.ok) return messagePage(visit, 409, { title: 'Choose again', paragraphs: [kept.error.detail] });
  return choicePage(visit, (await getPerson(visit.site.db, person.id)) ?? person, true);
}
