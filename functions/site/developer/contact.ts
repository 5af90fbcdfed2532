import { confirmContact, hasSentCode, sendContactCode, takeContactCode } from '../../developers/contact.ts';
import { servicesOf } from '../web/services-of.ts';
import type { MakeForm } from './own-form.ts';

/** On which the contact says that they still are, or who is instead; by the end of their addresses. */
export const contactForms: Readonly<Record<string, MakeForm>> = {
  '/contact/confirm': (own, { site }) => ({
    title: 'Confirm that you are the contact',
    paragraphs: [
      `The Centre writes to ${own.contact.name} about this specification. Confirm it if you are still the right person. If you are not, go back and hand it over.`,
    ],
    fields: [],
    button: 'I am still the contact',
    done: 'contact-confirmed',
    send: () => confirmContact(servicesOf(site), own),
  }),

  '/contact/hand-over': (own, { site, caller }) => ({
    title: 'Hand over to another contact',
    paragraphs: [
      'We send a code to the new address. Ask them for it, and enter it on the next page: only then does the Centre write to them, and the links that you have end.',
    ],
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: 'Full name of the new contact',
        missing: 'Enter the name of the new contact',
        autocomplete: 'off',
      },
      {
        kind: 'text',
        type: 'email',
        name: 'email',
        label: 'Their email address',
        missing: 'Enter the address of the new contact',
        autocomplete: 'off',
      },
    ],
    button: 'Send the code',
    send: (read, key) => sendContactCode(servicesOf(site), own, read, { caller, key }),
    done: (sent) => `/contact/codes/${(sent as { readonly codeId: string }).codeId}`,
  }),

  '/contact/codes/{codeId}': async (own, { site, parameters: { codeId = '' } }) => {
    const services = servicesOf(site);
    if (!(await hasSentCode(services, own, codeId))) return null;
    return {
      title: 'Enter the code',
      paragraphs: [
        'We have sent an email with a code to the new address. It may take a few minutes. The code works once, within 15 minutes.',
      ],
      fields: [
        {
          kind: 'text',
          name: 'code',
          label: 'Code',
          hint: '8 digits',
          missing: 'Enter the code',
          width: 10,
          code: true,
          autocomplete: 'off',
        },
      ],
      button: 'Hand over',
      done: 'contact-handed-over',
      send: ({ code }) => takeContactCode(services, own, codeId, String(code ?? '')),
    };
  },
};
