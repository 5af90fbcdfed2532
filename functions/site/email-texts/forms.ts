import type { emailTextOperations as ops } from '../../../shared/contract/emails/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { fail, ok } from '../../../shared/domain/basics/result.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Route } from '../web/route.ts';
import { timeInWords } from '../web/time-in-words.ts';
import type { Visit } from '../web/visit.ts';
import { ask, ofTexts } from './asked.ts';

type Text = Answered<typeof ops.getEmailText>;

/** A text with what the form begins with: the words in use, or those of a version that was asked for. */
interface Opened {
  readonly text: Text;
  readonly words: Pick<Text, 'subject' | 'preview' | 'body'>;
  readonly from: string | null;
}

async function openText(visit: Visit): Promise<Opened | null> {
  const { notice = '' } = visit.parameters;
  const text = await ask(visit, 'getEmailText', { notice });
  const version = visit.query.get('version');
  if (text === null || version === null) return text && { text, words: text, from: null };
  const words =
    version === '0' ? text.original : await ask(visit, 'getEmailTextVersion', { notice, version });
  return (
    words && {
      text,
      words,
      from: version === '0' ? 'the words that come with the service' : `version ${version}`,
    }
  );
}

/** `/settings/emails/{notice}`: what emails of a kind say. */
const text: FormDefinition<'saveEmailText', Opened> = {
  operation: 'saveEmailText',
  apart: ofTexts,
  load: openText,
  text: ({ text: { name }, from }) => ({
    title: name,
    caption: 'What an email says',
    back: { text: 'Back to emails’ texts', href: '/settings/emails' },
    ...(from !== null && { paragraphs: [`Below is ${from}. Nothing changes until you save it.`] }),
    button: 'Preview',
  }),
  fields: () => [
    {
      kind: 'text',
      name: 'subject',
      label: 'Subject',
      hint: 'On one line. Besides the title it may have 40 characters, as people read it.',
      missing: 'Enter a subject',
    },
    {
      kind: 'text',
      name: 'preview',
      label: 'Preview',
      hint: 'On one line. Mail programs show it after the subject, before an email is opened.',
      missing: 'Enter a preview',
    },
    { kind: 'textarea', name: 'body', label: 'Text', rows: 24, missing: 'Enter the text' },
  ],
  values: ({ words: { subject, preview, body } }) => ({ subject, preview, body }),
  lock: ({ text: { version } }) => ({ version, concerns: { kind: 'settings' } }),
  template: 'email-texts/text.njk',
  show: ({ text: { notice, isOriginal, defects, placeholders, versions, version } }, visit) => ({
    at: `/settings/emails/${notice}`,
    isOriginal,
    version,
    defects,
    names: placeholders.filter(({ kind }) => kind !== 'condition'),
    conditions: placeholders.filter(({ kind }) => kind === 'condition').map(({ name }) => name),
    versions: versions.map(({ byName, at, ...one }) => ({
      ...one,
      by: byName ?? 'Somebody who was erased',
      at: timeInWords(visit)(at),
    })),
  }),
  check: {
    look: async (what, { text: { name, notice } }, visit) => {
      const perform = ofTexts.perform(visit);
      const done = await perform('previewEmailText', visit.person, () =>
        ok({ of: { notice }, what, expected: 0, key: '' }),
      );
      if (!done.ok) return fail(done.error);
      const { samples, real } = done.value.answer;
      return ok({
        name,
        samples: samples.map((sample) => ({
          ...sample,
          title: capital(sample.title.replace(`${notice}, `, '')),
        })),
        real: real && { ...real, at: timeInWords(visit)(real.at) },
      });
    },
    template: 'email-texts/preview.njk',
  },
  next: ({ notice }) => [`/settings/emails/${notice}`, 'email-text-saved'],
};

const capital = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** `/settings/emails/{notice}/original`: back to the words that come with the service. */
const restore: FormDefinition<'restoreEmailText', Text> = {
  operation: 'restoreEmailText',
  apart: ofTexts,
  load: (visit) => ask(visit, 'getEmailText', { notice: visit.parameters.notice ?? '' }),
  text: ({ name, notice }) => ({
    title: 'Go back to the original?',
    caption: name,
    back: { text: 'Back to the text', href: `/settings/emails/${notice}` },
    paragraphs: [
      'Emails of this kind then have the words that come with the service. The Centre’s words are kept as a version, which you can use again.',
    ],
    button: 'Go back to the original',
  }),
  instead: ({ isOriginal }) =>
    isOriginal
      ? {
          title: 'It is the original already',
          paragraphs: ['This email has the words that come with the service.'],
        }
      : null,
  fields: () => [],
  lock: ({ version }) => ({ version, concerns: { kind: 'settings' } }),
  next: ({ notice }) => [`/settings/emails/${notice}`, 'email-text-restored'],
};

type Settings = Answered<typeof ops.getEmailSettings>;

/** `/settings/emails/signature`: how emails are signed, and where answers go. */
const settings: FormDefinition<'changeEmailSettings', Settings> = {
  operation: 'changeEmailSettings',
  apart: ofTexts,
  load: (visit) => ask(visit, 'getEmailSettings', {}),
  text: () => ({
    title: 'Signature, contact, and where answers go',
    caption: 'Every email',
    back: { text: 'Back to emails’ texts', href: '/settings/emails' },
    button: 'Save',
  }),
  fields: () => [
    {
      kind: 'textarea',
      name: 'signature',
      label: 'Signature',
      hint: 'The last lines of an email. Left empty, it is “Centre for Advancing Practice”. Letters are signed as the Centre’s settings say.',
      rows: 3,
    },
    {
      kind: 'text',
      name: 'contact',
      label: 'Contact',
      hint: 'How people can ask the Centre something, such as an email address or a telephone number. It stands below the signature.',
    },
    {
      kind: 'text',
      type: 'email',
      name: 'replyTo',
      label: 'Where do answers to emails go?',
      hint: 'An email address. Left empty, they go where the service was set up to have them.',
    },
  ],
  values: ({ signature, contact, replyTo }) => ({
    signature: signature ?? '',
    contact: contact ?? '',
    replyTo: replyTo ?? '',
  }),
  body: (read) =>
    Object.fromEntries(
      Object.entries(read).map(([name, typed]) => [
        name,
        String(typed).trim() === '' ? null : String(typed).trim(),
      ]),
    ),
  lock: ({ editVersion }) => ({ version: editVersion, concerns: { kind: 'settings' } }),
  next: () => ['/settings/emails', 'saved'],
};

/** The forms of emails' texts. */
export const emailTextForms: readonly Route[] = [
  ...formRoutes('/settings/emails/signature', settings),
  ...formRoutes('/settings/emails/{notice}', text),
  ...formRoutes('/settings/emails/{notice}/original', restore),
];
