import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Email } from '../emails/render.ts';

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
  if (!(error instanceof SESv2ServiceException)) return { kind: 'unknown', reason: 'no-answer' };
  const status = error.$metadata.httpStatusCode ?? 0;
  if (passing.has(error.name)) return { kind: 'refused', reason: error.name };
  return status >= 400 && status < 500
    ? { kind: 'rejected', reason: error.name }
    : { kind: 'unknown', reason: error.name };
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

/** Sends through SES v2, each email tagged with its notice. The SDK's own retries would send twice. */
export function sesSend({ sender, replyTo, configurationSet }: Sender): Send {
  const client = new SESv2Client({ maxAttempts: 1 });
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return async (to, { subject, text, html, headers }, noticeId) => {
    try {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          Destination: { ToAddresses: [to] },
          ...(replyTo && { ReplyToAddresses: [replyTo] }),
          Content: {
            Simple: {
              Subject: utf8(subject),
              Body: { Text: utf8(text), Html: utf8(html) },
              Headers: headers.map(({ name, value }) => ({ Name: name, Value: value })),
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
