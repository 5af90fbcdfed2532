import { optionalNotices } from '../../../shared/contract/notices/kinds.ts';
import type { noticeOperations } from '../../../shared/contract/notices/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { choiceBehind, chooseBehind, turnOffBehind } from '../../notices/email-choice.ts';
import type { EmailLink } from '../../notices/link-key.ts';
import { messagePage, notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { postedVersion } from '../web/posted.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { optionalKinds } from './kinds.ts';

type Choice = Answered<(typeof noticeOperations)['getMyEmails']>;

const options = optionalNotices.map((kind) => ({ value: kind, ...optionalKinds[kind] }));

const said =
  'Emails that you need for your part in a review, such as invitations and reminders, always come.';

const wantedOf = ({ optional }: Choice) => optional.flatMap(({ notice, wanted }) => (wanted ? notice : []));

const mine: FormDefinition<'chooseMyEmails', { readonly choice: Choice; readonly personId: string }> = {
  operation: 'chooseMyEmails',
  load: async (visit) => {
    const choice = await readFor(visit, 'getMyEmails');
    return choice && visit.person && { choice, personId: visit.person.id };
  },
  text: () => ({
    title: 'Your emails',
    back: { text: 'Back to today', href: '/' },
    paragraphs: [said],
    button: 'Save',
  }),
  fields: () => [{ kind: 'checkboxes', name: 'wanted', label: 'Which other emails do you want?', options }],
  values: ({ choice }) => ({ wanted: wantedOf(choice) }),
  lock: ({ choice, personId }) => ({
    version: choice.editVersion,
    concerns: { kind: 'person', id: personId },
  }),
  next: () => ['/your-emails', 'saved'],
};

/** Everybody's own choice of emails. */
export const myEmailForms: readonly Route[] = formRoutes('/your-emails', mine);

const linkOf = ({ parameters: { noticeId = '', key = '' } }: Visit): EmailLink => ({ noticeId, key });

/** `GET /emails/{noticeId}/{key}`: the recipient of an email chooses, without signing in. */
export async function showChoice(visit: Visit): Promise<Answer> {
  const choice = await choiceBehind(servicesOf(visit.site), linkOf(visit));
  return choice === null ? notFoundPage(visit) : choicePage(visit, choice);
}

function choicePage(visit: Visit, choice: Choice, isSaved = false): Answer {
  const wanted: readonly string[] = wantedOf(choice);
  return page(visit, 'notices/choice.njk', {
    said,
    isSaved,
    editVersion: choice.editVersion,
    options: options.map(({ value, text, hint }) => ({
      value,
      text,
      hint: { text: hint },
      checked: wanted.includes(value),
    })),
  });
}

/**
 * `POST /emails/{noticeId}/{key}`: the choice as the page sends it, or, from a mail program's own button, that this
 * kind is no longer wanted (RFC 8058).
 */
export async function takeChoice(visit: Visit): Promise<Answer> {
  const { form } = visit;
  const [services, link] = [servicesOf(visit.site), linkOf(visit)];
  if (form.get('List-Unsubscribe') === 'One-Click') {
    const choice = await turnOffBehind(services, link);
    return choice === null ? notFoundPage(visit) : choicePage(visit, choice, true);
  }
  const chosen = { wanted: form.getAll('wanted'), expected: postedVersion(form) };
  if (chosen.expected === null || !chosen.wanted.every((kind) => options.some(({ value }) => value === kind)))
    return (await choiceBehind(services, link)) === null
      ? notFoundPage(visit)
      : messagePage(visit, 400, {
          title: 'Choose again',
          paragraphs: ['Nothing was changed: what was sent is not what the form on this page sends.'],
          action: { text: 'See what is chosen now', href: visit.path },
        });
  const kept = await chooseBehind(services, link, chosen);
  if (kept === null) return notFoundPage(visit);
  if (kept.ok) return choicePage(visit, kept.value, true);
  return messagePage(visit, problems[kept.error.code].status, {
    title: 'Choose again',
    paragraphs: ['Nothing was changed.', kept.error.detail],
    action: { text: 'See what is chosen now', href: visit.path },
  });
}
