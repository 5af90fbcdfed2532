import * as z from 'zod';
import { editVersion, instant, versionNumber } from '../basics.ts';
import { noticeKind } from '../notices/kinds.ts';
import { renderedEmail } from '../notices/schemas.ts';
import { emailSettings } from './settings.ts';
import { emailWords } from './words.ts';

/** What words may name, in double brackets. */
const placeholder = z.strictObject({
  name: z.string(),
  kind: z.enum(['text', 'lines', 'condition']).meta({
    description:
      '`text` stands in a sentence, `lines` alone on a line, and a `condition` says which words stand: ((if …)), ((or if …)), ((otherwise)), ((end)).',
  }),
  mustStay: z.boolean(),
  /** What stands in its place in a sample; empty for a condition. */
  example: z.string(),
});

const version = z.strictObject({
  version: versionNumber,
  /** Whether it went back to the words that come with the service. */
  isOriginal: z.boolean(),
  at: instant,
  by: z.string(),
  /** Null for somebody who was erased. */
  byName: z.string().nullable(),
});

/** A kind of email in the list of texts. */
export const emailTextEntry = z
  .strictObject({
    notice: noticeKind,
    name: z.string(),
    version: editVersion,
    isOriginal: z.boolean(),
    /** Whether the Centre's words are what is sent: words that fit no longer are not. */
    isUsed: z.boolean(),
  })
  .meta({ id: 'EmailTextEntry' });

/** The text of a kind of email, as it is to be changed. */
export const emailTextView = z
  .strictObject({
    notice: noticeKind,
    name: z.string(),
    /** Raised by every change; 0 where nobody has changed it. */
    version: editVersion,
    isOriginal: z.boolean(),
    ...emailWords.shape,
    /** The words that come with the service. */
    original: emailWords,
    /** Why the Centre's words are not used and the original is; empty where they are. */
    defects: z.array(z.string()),
    placeholders: z.array(placeholder),
    /** The latest, the newest first. */
    versions: z.array(version),
  })
  .meta({ id: 'EmailText' });

/** An earlier text, as it was. */
export const emailTextVersionView = z
  .strictObject({ ...version.shape, name: z.string(), ...emailWords.shape })
  .meta({ id: 'EmailTextVersion' });

/** How an email would read. */
export const emailTextPreview = z
  .strictObject({
    samples: z.array(z.strictObject({ title: z.string(), email: renderedEmail })),
    real: z
      .strictObject({ noticeId: z.string(), name: z.string(), at: instant, email: renderedEmail })
      .nullable(),
  })
  .meta({
    id: 'EmailTextPreview',
    description:
      'How an email would read with each sample, and with the latest email of its kind that the caller may read; null where there is none.',
  });

/** The settings of emails, with their lock. */
export const emailSettingsView = z.strictObject({ ...emailSettings.shape, editVersion }).meta({
  id: 'EmailSettings',
  description:
    'Null for what comes with the service: the Centre’s name, no contact, and answers to the sender. The lock is that of the settings.',
});
