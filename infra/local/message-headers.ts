import type { Email } from './mail.ts';

/** The region of the service, which SES writes into message ids. */
const region = 'eu-west-2';

const joined = (addresses: readonly string[]) => addresses.join(', ');

/**
 * The headers that a recipient's program is shown, in the order of an email: those of the request, then the two
 * that SES writes itself whatever the request says.
 */
export function messageHeaders({ id, at, from, to, cc, replyTo, subject, headers }: Email): Email['headers'] {
  return [
    { name: 'From', value: from },
    { name: 'To', value: joined(to) },
    { name: 'Cc', value: joined(cc) },
    { name: 'Reply-To', value: joined(replyTo) },
    { name: 'Subject', value: subject },
    ...headers,
    { name: 'Date', value: new Date(at).toUTCString().replace('GMT', '+0000') },
    { name: 'Message-ID', value: `<${id}@${region}.amazonses.com>` },
  ].filter(({ value }) => value !== '');
}
