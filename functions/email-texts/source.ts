import type * as z from 'zod';
import type { emailWords } from '../../shared/contract/emails/words.ts';

/** What an email says, in its three parts. */
export type EmailWords = z.output<typeof emailWords>;

/** Lines of the source before those of the body. */
export const linesBeforeBody = 2;

/** The parts as one text, as `words.txt` of a kind has them; null for none. */
export const sourceOf = (words: EmailWords | null): string | null =>
  words && `Subject: ${words.subject}\nPreview: ${words.preview}\n${words.body}`;

/** The parts of such a text. */
export function partsOf(source: string): EmailWords {
  const [subject = '', preview = '', ...body] = source.split('\n');
  return {
    subject: subject.replace('Subject: ', ''),
    preview: preview.replace('Preview: ', ''),
    body: body.join('\n').trim(),
  };
}
