import nunjucks from 'nunjucks';
import { oneLine, shortSubject, tidyText } from './plain-text.ts';
import { type EmailSettings, type Notice, optOutLink, viewOf } from './views.ts';

export type { EmailSettings, Notice } from './views.ts';

/** An email, ready to be sent. */
export interface Email {
  /** One line, shorter than 60 characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Header fields besides those that every email has. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Makes emails of notices. */
export interface Emails {
  /** Throws where the notice's data is not of its kind, or where a template needs what the view does not hold. */
  readonly render: (notice: Notice, recipient: { readonly name: string }) => Email;
}

/**
 * Prepares the compiled templates, once for all emails.
 *
 * @param folder what `infra/build-emails.ts` made: `<kind>.html`, `<kind>.txt` and their parts
 */
export function createEmails(folder: string, settings: EmailSettings): Emails {
  const environment = (autoescape: boolean) =>
    new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), {
      autoescape,
      throwOnUndefined: true,
      trimBlocks: true,
      lstripBlocks: true,
    });
  const html = environment(true);
  const text = environment(false);

  return {
    render: (notice, recipient) => {
      const view = viewOf(notice, recipient, settings);
      const written = text.render(`${notice.notice}.txt`, view);
      const end = written.indexOf('\n');
      const subject = shortSubject(written.slice('Subject: '.length, end), titleOf(notice));
      return {
        subject,
        text: tidyText(written.slice(end)),
        html: html.render(`${notice.notice}.html`, { ...view, subject }),
        headers: unsubscribeHeaders(optOutLink(notice, settings)),
      };
    },
  };
}

const titleOf = ({ data }: Notice): string => ('title' in data ? oneLine(data.title) : '');

/** RFC 8058: mail programs show a button that needs no page. */
const unsubscribeHeaders = (link: string | null): Email['headers'] =>
  link === null
    ? []
    : [
        { name: 'List-Unsubscribe', value: `<${link}>` },
        { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      ];
