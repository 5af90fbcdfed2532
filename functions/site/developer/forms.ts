import type * as z from 'zod';
import type { newMessage } from '../../../shared/contract/developers/schemas.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { fail, pointer } from '../../../shared/domain/basics/result.ts';
import { canCheckFacts } from '../../developers/fact-check.ts';
import type { LetterPage } from '../../developers/link.ts';
import { answerFactCheck, type OwnPageShown, sendFromPage, shownOnPage } from '../../developers/own-page.ts';
import { invalidBody, type Problem } from '../../use-case/problem.ts';
import { ukDay } from '../../words/uk-time.ts';
import { csrfField, csrfToken, hasCsrfToken } from '../sign-in/csrf.ts';
import { messagePage, notFoundPage, page, redirect, redirectDone } from '../web/answer.ts';
import { asLink, errorsOf, inlineErrors } from '../web/form-errors.ts';
import { type Field, idOf, readFields, typedValues } from '../web/form-fields.ts';
import { keyAfter, keyField, sendingKey, takenOnce } from '../web/pressed.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import { foreignFormPage, textsOf } from '../web/serving.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { contactForms } from './contact.ts';
import { developerRoute, hasLetter, linkOf, told, withOwnPage } from './own.ts';
import type { MakeForm, OwnForm } from './own-form.ts';

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

/** What is asked about a letter that was released. */
interface AboutLetter extends Pick<OwnForm, 'title' | 'paragraphs' | 'fields'> {
  readonly about: z.output<typeof newMessage>['about'];
  readonly condition: number | null;
}

const ofLetter =
  (make: (shown: OwnPageShown, visit: Visit) => AboutLetter | string | null): MakeForm =>
  async (own, visit) => {
    if (!hasLetter(own)) return null;
    const services = servicesOf(visit.site);
    const form = make(await shownOnPage(services, own), visit);
    return form === null || typeof form === 'string' ? form : { ...form, ...sendsOf(form, own, visit) };
  };

const sendsOf = (
  { about, condition }: AboutLetter,
  own: LetterPage,
  { site }: Visit,
): Pick<OwnForm, 'button' | 'done' | 'send'> => ({
  button: 'Send it to the Centre',
  done: 'developer-sent',
  send: ({ text: said, link, sha256 }, key) =>
    sendFromPage(
      servicesOf(site),
      own,
      { about, condition, text: said, link: link || null, sha256: sha256 || null },
      key,
    ),
});

/** The forms by the end of their addresses. */
const forms: Readonly<Record<string, MakeForm>> = {
  ...contactForms,
  '/facts': (own, { site }) => {
    const services = servicesOf(site);
    if (own.facts === null) return null;
    if (!canCheckFacts(services, own.facts))
      return own.facts.message === null
        ? `The facts could be checked until ${ukDay(own.facts.asked.data.answerBy)}.`
        : 'The Centre has your answer already.';
    return {
      title: 'Answer the fact check',
      paragraphs: ['You answer once. This is about facts only: the Centre has not decided yet.'],
      fields: [
        {
          kind: 'radios',
          name: 'facts',
          label: 'Is there anything to correct in the draft?',
          missing: 'Choose whether there is anything to correct',
          options: [
            { value: 'right', text: 'No, there is nothing to correct' },
            { value: 'wrong', text: 'Yes, something is not so' },
          ],
        },
        {
          kind: 'textarea',
          name: 'text',
          label: 'What is not so, and where does the specification say it?',
          hint: 'Only where there is something to correct.',
          missing: 'Say what is to be corrected',
          rows: 8,
          optional: true,
        },
      ],
      button: 'Send it to the Centre',
      done: 'developer-sent',
      send: async ({ facts, text: said }, key) => {
        const text = facts === 'wrong' ? String(said ?? '').trim() : '';
        const missing =
          facts !== 'right' && facts !== 'wrong' ? 'facts' : facts === 'wrong' && text === '' ? 'text' : null;
        if (missing !== null)
          return fail(invalidBody([{ pointer: pointer(missing), code: 'missing', detail: '' }]));
        return answerFactCheck(services, own, text, key);
      },
    };
  },
  '/conditions/{number}': ofLetter(({ conditions }, { parameters: { number } }) => {
    const condition = conditions.find((one) => String(one.number) === number);
    if (condition === undefined) return 'The Centre asks for no evidence for this condition.';
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
  }),
  '/answer': ofLetter(({ canAnswer, answerUntil }) =>
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
  ),
  '/appeal': ofLetter(({ canAppeal, appeal }) =>
    canAppeal
      ? {
          about: 'appeal',
          condition: null,
          title: 'Appeal against the decision',
          paragraphs: ['The Centre considers it and answers you by email, with its reasons.'],
          fields: [text('Why should the decision be another one?', 'Say why you appeal')],
        }
      : (appeal ?? 'The decision does not stand any more.'),
  ),
};

const withForm = (
  make: MakeForm,
  visit: Visit,
  answer: (form: OwnForm) => Answer | Promise<Answer>,
): Promise<Answer> =>
  withOwnPage(visit, async (own) => {
    const form = await make(own, visit);
    if (form === null) return notFoundPage(visit);
    if (typeof form !== 'string') return answer(form);
    return messagePage(visit, 409, {
      title: 'There is nothing to send here',
      paragraphs: [form],
      entered: textsOf(visit),
      action: { text: 'Back to your page', href: linkOf(visit).at },
    });
  });

const tokenOf = (visit: Visit): string => visit.session?.id ?? linkOf(visit).key;

function formPage(visit: Visit, { title, paragraphs, fields, button }: OwnForm, problem?: Problem): Answer {
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
        button,
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
  const key = sendingKey(visit);
  if (key === null || !hasCsrfToken(visit.form, tokenOf(visit)))
    return Promise.resolve(foreignFormPage(visit, visit.path));
  // Before it is looked at what can be sent: a second press finds that it was.
  return withOwnPage(visit, ({ contact }) =>
    takenOnce({ ...told(visit), person: contact }, () =>
      withForm(make, visit, async (form) => {
        const sent = await form.send(readFields(form.fields, visit).body, key);
        if (!sent.ok) return formPage(visit, form, sent.error);
        const { at } = linkOf(visit);
        return typeof form.done === 'string'
          ? redirectDone(told(visit), at, form.done)
          : redirect(`${at}${form.done(sent.value)}`);
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
