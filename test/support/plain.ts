import type { Emails } from '../../functions/emails/render.ts';
import type { Log } from '../../functions/log/log.ts';

/** Emails that a test renders in its own way, and letters whose files are empty. */
export const emailsThat = (render: Emails['render']): Emails => ({
  render,
  toSend: async (notice, recipient, open, says) => render(notice, recipient, open, says),
  original: () => 'Subject: Sample\nPreview: Sample\n\n# Sample',
  letterFile: async ({ reference }, format) => ({
    fileName: `${reference}.${format}`,
    mediaType: format,
    bytes: new Uint8Array(),
  }),
});

/** Emails that say no more than what they are about. */
export const plainEmails: Emails = emailsThat(({ notice, id }) => ({
  subject: notice,
  text: `About ${id}`,
  html: `<p>${id}</p>`,
  headers: [],
}));

/** A log that a test can read. */
export function keptLog() {
  const lines: { readonly message: string; readonly values: Readonly<Record<string, unknown>> }[] = [];
  const keep = (message: string, values: Readonly<Record<string, unknown>>) =>
    void lines.push({ message, values });
  const counted: string[] = [];
  const count = (name: string) => void counted.push(name);
  const log: Log = { info: keep, error: keep, count, flush: () => {} };
  return { log, lines, counted, messages: () => lines.map(({ message }) => message) };
}
