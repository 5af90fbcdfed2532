import type { ServerResponse } from 'node:http';
import type { Email } from './mail.ts';
import { messageHeaders } from './message-headers.ts';
import { escapeHtml, sendPage } from './page.ts';

/** Every email, the newest first. */
export function sendList(response: ServerResponse, emails: readonly Email[]): void {
  const rows = emails.toReversed().map(
    (email) => `<tr><td>${time(email.at)}</td><td>${list(email.to)}</td>
<td><a href="/emails/${encodeURIComponent(email.id)}">${escapeHtml(email.subject)}</a></td></tr>`,
  );
  const table = `<div class="scroll"><table>
<thead><tr><th scope="col">Sent</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table></div>`;
  sendPage(response, {
    title: 'Inbox',
    body: emails.length === 0 ? '<p>No email has been sent yet. Reload this page to look again.</p>' : table,
  });
}

/** One email with its headers, what SES was told besides, its text and its HTML. */
export function sendEmail(response: ServerResponse, email: Email): void {
  const rows = [
    ...messageHeaders(email),
    ...email.bcc.map((value) => ({ name: 'Bcc, which nobody is shown', value })),
    ...email.tags.map(({ name, value }) => ({ name: `Tag “${name}”, for SES`, value })),
  ];
  const headers = rows.map(({ name, value }) => fact(name, escapeHtml(value))).join('\n');
  const at = `/emails/${encodeURIComponent(email.id)}`;
  const html = `${at}/html`;
  const files = email.attachments
    .map(({ fileName, content }, i) =>
      fact(
        'Attached',
        `<a href="${at}/attachments/${i + 1}">${escapeHtml(fileName)}</a> (${Math.ceil((content.length * 3) / 4 / 1024)} KB)`,
      ),
    )
    .join('\n');
  sendPage(response, {
    title: email.subject,
    body: `<p><a href="/">Inbox</a></p>
<dl>${fact('Sent', time(email.at))}\n${headers}\n${files}</dl>
<h2>Plain text</h2>
${email.text === undefined ? '<p>None.</p>' : `<pre>${escapeHtml(email.text)}</pre>`}
<h2>HTML</h2>
${email.html === undefined ? '<p>None.</p>' : `<iframe title="The email as HTML" sandbox="${SANDBOX}" src="${html}"></iframe>`}`,
  });
}

/** The HTML of an email alone, where nothing of it runs or loads, and its links open in a new tab. */
export function sendHtml(response: ServerResponse, { html = '' }: Email): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox ${SANDBOX}`,
    })
    .end(html.replace(/<head[^>]*>/i, '$&<base target="_blank">'));
}

/** A file that came with an email, to keep: what it holds never runs in the inbox. */
export function sendAttachment(
  response: ServerResponse,
  { fileName, mediaType, content }: Email['attachments'][number],
): void {
  response
    .writeHead(200, {
      'content-type': /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream',
      'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
      'x-content-type-options': 'nosniff',
    })
    .end(Buffer.from(content, 'base64'));
}

/** Links may leave the frame for a tab of their own; scripts, forms and everything else stay off. */
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox';

const fact = (name: string, html: string) => `<dt>${escapeHtml(name)}</dt><dd>${html}</dd>`;

const list = (addresses: readonly string[]) => escapeHtml(addresses.join(', '));

const format = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Europe/London',
});

const time = (iso: string) => `<time datetime="${iso}">${format.format(new Date(iso))}</time>`;
