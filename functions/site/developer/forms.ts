import { problems } from '../../../shared/contract/problems.ts';
import type { OwnPage } from '../../developers/link.ts';
import { type OwnPageShown, sendFromPage, shownOnPage } from '../../developers/own-page.ts';
import type { Problem } from '../../use-case/problem.ts';
import { ukDay } from '../../words/uk-time.ts';
import { csrfField, csrfToken, hasCsrfToken } from '../sign-in/csrf.ts';
import { messagePage, notFoundPage, page, redirectDone } from '../web/answer.ts';
import { asLink, errorsOf, inlineErrors } from '../web/form-errors.ts';
import { type Field, idOf, readFields, typedValues } from '../web/form-fields.ts';
import { keyAfter, keyField, sendingKey, takenOnce } from '../web/pressed.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import { foreignFormPage } from '../web/serving.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { developerRoute, linkOf, told, withOwnPage } from './own.ts';

/** A form of a developer’s page: what it sends, and what it says. */
interface OwnForm {
  readonly about: 'evidence' | 'letter' | 'appeal';
  readonly condition: number | null;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly fields: readonly Field[];
}

const text = (label: string, missing: string): Field => ({
  kind: 'textarea',
  name: 'text',
  label,
  missing,
  rows: 8,
});

const evidenceFields: readonly Field[] = [
  text('What shows that it is fulfilled?', 'Say what shows that the condition is fulfilled'),
  {
    kind: 'text',
    type: 'url',
    name: 'link',
    label: 'A link to more (optional)',
    hint: 'It starts with https://. The Centre must be able to open it.',
  },
  {
    kind: 'text',
    name: 'sha256',
    label: 'The fingerprint of a file (optional)',
    hint: 'No file can be sent here. Where you send one in another way, its fingerprint (SHA-256, 64 hexadecimal digits) shows that it has arrived as it was.',
    code: true,
  },
];

type MakeForm = (shown: OwnPageShown, visit: Visit) => OwnForm | string | null;

/** The forms by the end of their addresses: null where there is no such thing, a sentence where it cannot be sent. */
const forms: Readonly<Record<string, MakeForm>> = {
  '/conditions/{number}': ({ conditions }, { parameters: { number } }) => {
    const condition = conditions.find((one) => String(one.number) === number);
    if (condition === undefined) return null;
    if (condition.isFulfilled) return 'The Centre has accepted evidence that this condition is fulfilled.';
    return {
      about: 'evidence',
      condition: condition.number,
      title: `Send evidence for condition ${condition.number}`,
      paragraphs: [
        condition.text ?? 'What the condition asks for stands in the letter.',
        `It is due by ${ukDay(condition.due)}.`,
      ],
      fields: evidenceFields,
    };
  },
  '/answer': ({ canAnswer, answerUntil }) =>
    canAnswer
      ? {
          about: 'letter',
          condition: null,
          title: 'Answer the letter',
          paragraphs: [
            `You can answer until the end of ${ukDay(answerUntil)}. An answer is not an appeal: it changes nothing of the decision by itself.`,
          ],
          fields: [text('Your answer', 'Enter your answer')],
        }
      : `It could be answered until ${ukDay(answerUntil)}.`,
  '/appeal': ({ canAppeal }) =>
    canAppeal
      ? {
          about: 'appeal',
          condition: null,
          title: 'Appeal against the decision',
          paragraphs: ['The Centre considers it and answers you by email, with its reasons.'],
          fields: [text('Why should the decision be another one?', 'Say why you appeal')],
        }
      : 'The Centre has your appeal already, or the decision does not stand any more.',
};

const withForm = (
  make: MakeForm,
  visit: Visit,
  answer: (form: OwnForm, own: OwnPage) => Answer | Promise<Answer>,
): Promise<Answer> =>
  withOwnPage(visit, async (own) => {
    const form = make(await shownOnPage(servicesOf(visit.site), own), visit);
    if (form === null) return notFoundPage(visit);
    if (typeof form !== 'string') return answer(form, own);
    return messagePage(visit, 409, {
      title: 'There is nothing to send here',
      paragraphs: [form],
      action: { text: 'Back to your page', href: linkOf(visit).at },
    });
  });

const tokenOf = (visit: Visit): string => visit.session?.id ?? linkOf(visit).key;

function formPage(visit: Visit, { title, paragraphs, fields }: OwnForm, problem?: Problem): Answer {
  const errors = (problem === undefined ? [] : errorsOf(fields, problem)).map((error) => ({
    ...error,
    text: asLink(error.text),
  }));
  return page(
    visit,
    'developer/form.njk',
    {
      back: linkOf(visit).at,
      sender: { csrfField, csrfToken: csrfToken(tokenOf(visit)) },
      form: {
        title,
        paragraphs,
        button: 'Send it to the Centre',
        fields: fields.map((field) => ({ ...field, id: idOf(field) })),
        values: problem === undefined ? {} : typedValues(fields, visit),
        hidden: [[keyField, keyAfter(problem, visit)]],
        errors: inlineErrors(errors),
        errorList: errors.map((error) => ({ text: error.text, href: error.href })),
      },
      isUnlisted: true,
    },
    problem === undefined ? 200 : problems[problem.code].status,
  );
}

function takeForm(make: MakeForm, visit: Visit): Promise<Answer> {
  if (!hasCsrfToken(visit.form, tokenOf(visit))) return Promise.resolve(foreignFormPage(visit, visit.path));
  // Before it is looked at what can be sent: a second press finds that it was.
  return withOwnPage(visit, ({ contact }) =>
    takenOnce({ ...told(visit), person: contact }, () =>
      withForm(make, visit, async (form, own) => {
        const { text: said, link = '', sha256 = '' } = readFields(form.fields, visit).body;
        const { about, condition } = form;
        const entered = { about, condition, text: said, link: link || null, sha256: sha256 || null };
        const sent = await sendFromPage(servicesOf(visit.site), own, entered, sendingKey(visit) ?? '');
        return sent.ok
          ? redirectDone(told(visit), linkOf(visit).at, 'developer-sent')
          : formPage(visit, form, sent.error);
      }),
    ),
  );
}

/** What a developer can send from their own page. */
export const developerForms: readonly Route[] = Object.entries(forms).flatMap(([end, make]): Route[] => {
  const path = `${developerRoute}${end}`;
  return [
    {
      method: 'GET',
      path,
      access: 'public',
      handle: (visit) => withForm(make, visit, (form) => formPage(visit, form)),
    },
    { method: 'POST', path, access: 'public', handle: (visit) => takeForm(make, visit) },
  ];
});
