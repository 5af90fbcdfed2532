import * as z from 'zod';
import { versionNumber } from '../basics.ts';
import { noticeKind } from '../notices/kinds.ts';
import { operation } from '../operation.ts';
import { readToChange } from '../pages.ts';
import { administrator } from '../roles.ts';
import {
  emailSettingsView,
  emailTextEntry,
  emailTextPreview,
  emailTextVersionView,
  emailTextView,
} from './schemas.ts';
import { emailSettings } from './settings.ts';
import { emailWords } from './words.ts';

const parameters = z.strictObject({ notice: noticeKind });
const words = emailWords.meta({ id: 'EmailWords' });
const changed = { status: 200, description: 'The text now.', body: emailTextView, etag: true } as const;

/** What emails say, in the Centre's words. */
export const emailTextOperations = {
  listEmailTexts: operation({
    method: 'GET',
    path: '/v1/email-texts',
    summary: 'List the kinds of emails, and whose words they have',
    roles: administrator,
    success: {
      status: 200,
      description: 'Every kind.',
      body: z.strictObject({ items: z.array(emailTextEntry) }),
    },
    problems: [],
  }),

  getEmailText: operation({
    ...readToChange('/v1/email-texts/{notice}', 'Get the text of a kind of email', emailTextView),
    roles: administrator,
    parameters,
  }),

  getEmailTextVersion: operation({
    method: 'GET',
    path: '/v1/email-texts/{notice}/versions/{version}',
    summary: 'Get a version of the text of a kind of email',
    roles: administrator,
    parameters: parameters.extend({ version: z.coerce.number().pipe(versionNumber) }),
    success: { status: 200, description: 'The version.', body: emailTextVersionView },
    problems: [],
  }),

  previewEmailText: operation({
    method: 'POST',
    path: '/v1/email-texts/{notice}/preview',
    summary: 'See how a text would read, and what is wrong with it. Nothing is kept',
    roles: administrator,
    parameters,
    body: words,
    success: { status: 200, description: 'The emails that it makes.', body: emailTextPreview },
    problems: [],
  }),

  saveEmailText: operation({
    method: 'PUT',
    path: '/v1/email-texts/{notice}',
    summary: 'Have a kind of email say something in the Centre’s own words, as a new version of its text',
    roles: administrator,
    parameters,
    body: words,
    ifMatch: true,
    success: changed,
    problems: [],
  }),

  restoreEmailText: operation({
    method: 'POST',
    path: '/v1/email-texts/{notice}/original',
    summary: 'Go back to the words that come with the service. The Centre’s are kept as versions',
    roles: administrator,
    parameters,
    ifMatch: true,
    success: changed,
    problems: [],
  }),

  getEmailSettings: operation({
    ...readToChange(
      '/v1/email-settings',
      'Get how emails are signed and where answers go',
      emailSettingsView,
    ),
    roles: administrator,
  }),

  changeEmailSettings: operation({
    method: 'PUT',
    path: '/v1/email-settings',
    summary: 'Say how emails are signed, how the Centre is asked something, and where answers go',
    roles: administrator,
    body: emailSettings.meta({ id: 'EmailSettingsToSet' }),
    ifMatch: true,
    success: { status: 200, description: 'The settings now.', body: emailSettingsView, etag: true },
    problems: [],
  }),
};
