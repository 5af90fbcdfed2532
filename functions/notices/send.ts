import { domainToASCII } from 'node:url';
import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Email } from '../emails/rendering.ts';
import { forAnEmail, waitingAtMost } from '../time-outs.ts';

/** How a send can end other than well. */
export interface SendFailure {
  /**
   * `refused`: SES said no for now, nothing was sent. `rejected`: SES will never take it, nothing was
   * sent. `unknown`: nobody can tell whether it was sent.
   */
  readonly kind: 'refused' | 'rejected' | 'unknown';
  /** A code for logs and staff, without personal data. */
  readonly reason: string;
}

/** Sends one email with one request; never tries again by itself. Answers with SES's message id. */
export type Send = (to: string, email: Email, noticeId: string) => Promise<Result<string, SendFailure>>;

/** Refusals that pass. Anything else with a 4xx status never will. */
const passing = new Set([
  'TooManyRequestsException',
  'LimitExceededException',
  'SendingPausedException',
  'AccountSuspendedException',
  'MailFromDomainNotVerifiedException',
  'ThrottlingException',
]);

/** What an error says about whether the email was sent. */
export function failureOf(error: unknown): SendFailure {
  if (!(error instanceof SESv2ServiceException))
    return isBeforeSending(error)
      ? { kind: 'refused', reason: 'no-connection' }
      : { kind: 'unknown', reason: 'no-answer' };
  const status = error.$metadata.httpStatusCode ?? 0;
  if (passing.has(error.name)) return { kind: 'refused', reason: error.name };
  return status >= 400 && status < 500
    ? { kind: 'rejected', reason: error.name }
    : { kind: 'unknown', reason: error.name };
}

/**
 * Whether it failed before anything could be sent: there were no credentials to sign the request with, or there was no
 * connection to send it over.
 */
function isBeforeSending(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isBeforeSending);
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'CredentialsProviderError' ||
    ('syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')) ||
    // What the SDK says where its time for connecting is over. It has no other sign; a test holds it to this one.
    (error.name === 'TimeoutError' && error.message.includes('did not establish a connection'))
  );
}

/** As whom emails are sent. */
export interface Sender {
  /** `Name <address>`, or an address. */
  readonly sender: string;
  /** Where answers go; undefined or empty: to the sender. */
  readonly replyTo: string | undefined;
  /** Without one SES reports no events. */
  readonly configurationSet: string | undefined;
}

/** The address as SES takes it: a domain with letters beyond ASCII in the letters that name servers know. */
function withPlainDomain(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + (domainToASCII(address.slice(at)) || address.slice(at));
}

/** Sends through SES v2, each email tagged with its notice. The SDK's own retries would send twice. */
export function sesSend({ sender, replyTo, configurationSet }: Sender, patience = forAnEmail): Send {
  const client = new SESv2Client({ maxAttempts: 1, ...waitingAtMost(patience) });
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return async (to, { subject, text, html, headers, attachments = [], ...email }, noticeId) => {
    const answerTo = email.replyTo ?? replyTo;
    try {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          Destination: { ToAddresses: [withPlainDomain(to)] },
          ...(answerTo && { ReplyToAddresses: [withPlainDomain(answerTo)] }),
          Content: {
            Simple: {
              Subject: utf8(subject),
              Body: { Text: utf8(text), Html: utf8(html) },
              Headers: headers.map(({ name, value }) => ({ Name: name, Value: value })),
              ...(attachments.length > 0 && {
                Attachments: attachments.map(({ fileName, mediaType, bytes }) => ({
                  FileName: fileName,
                  ContentType: mediaType,
                  ContentDisposition: 'ATTACHMENT' as const,
                  ContentTransferEncoding: 'BASE64' as const,
                  RawContent: bytes,
                })),
              }),
            },
          },
          EmailTags: [{ Name: 'notice', Value: noticeId }],
          ...(configurationSet && { ConfigurationSetName: configurationSet }),
        }),
      );
      return ok(MessageId ?? 'unknown');
    } catch (error) {
      return fail(failureOf(error));
    }
  };
}
