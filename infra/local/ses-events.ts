import { randomUUID } from 'node:crypto';
import type { SNSEvent } from 'aws-lambda';
import type { Email } from './mail.ts';
import { messageHeaders } from './message-headers.ts';

const account = '000000000000';
const topic = `arn:aws:sns:eu-west-2:${account}:ses-events`;

/** The part of an address before a label and the at sign, where it is one of SES's mailbox simulator. */
const simulated = (address: string): string | undefined =>
  /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address)?.[1]?.toLowerCase();

/**
 * What SES publishes of an email that it took, in order, each as SNS hands it to a function. Emails arrive, but for
 * those to SES's mailbox simulator: `bounce@simulator.amazonses.com` refuses them, `complaint@…` takes them
 * and complains, each with any label (`bounce+ada@…`).
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export function sesEvents(email: Email, configurationSet: string): readonly SNSEvent[] {
  const destination = [...email.to, ...email.cc, ...email.bcc].map(bareAddress);
  const bounced = destination.filter((address) => simulated(address) === 'bounce');
  const delivered = destination.filter((address) => !bounced.includes(address));
  const complained = delivered.filter((address) => simulated(address) === 'complaint');

  const mail = mailObject(email, destination, configurationSet);
  const timestamp = new Date().toISOString();
  const feedbackId = randomUUID();
  const reportingMTA = 'on-this-machine.smtp-out.amazonses.com';
  const events: object[] = [{ eventType: 'Send', mail, send: {} }];
  if (delivered.length > 0)
    events.push({
      eventType: 'Delivery',
      mail,
      delivery: {
        timestamp,
        processingTimeMillis: Date.parse(timestamp) - Date.parse(email.at),
        recipients: delivered,
        smtpResponse: '250 2.6.0 Message received',
        reportingMTA,
      },
    });
  if (bounced.length > 0)
    events.push({
      eventType: 'Bounce',
      mail,
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: bounced.map((emailAddress) => ({
          emailAddress,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        })),
        timestamp,
        feedbackId,
        reportingMTA: `dsn; ${reportingMTA}`,
      },
    });
  if (complained.length > 0)
    events.push({
      eventType: 'Complaint',
      mail,
      complaint: {
        complainedRecipients: complained.map((emailAddress) => ({ emailAddress })),
        timestamp,
        feedbackId,
        complaintSubType: null,
        userAgent: 'Amazon SES Mailbox Simulator',
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      },
    });
  return events.map(snsEvent);
}

/** The address alone, out of `Ada Lovelace <ada@example.org>`. */
const bareAddress = (text: string): string => /<([^>]+)>\s*$/.exec(text)?.[1] ?? text;

/** What every event says of the email itself. */
function mailObject(email: Email, destination: readonly string[], configurationSet: string) {
  const domain = bareAddress(email.from).split('@')[1] ?? '';
  const ownTags = email.tags.map(({ name, value }) => [name, [value]] as const);
  return {
    timestamp: email.at,
    source: email.from,
    sourceArn: `arn:aws:ses:eu-west-2:${account}:identity/${domain}`,
    sendingAccountId: account,
    messageId: email.id,
    destination,
    headersTruncated: false,
    headers: messageHeaders(email),
    commonHeaders: {
      from: [email.from],
      ...(email.replyTo.length > 0 && { replyTo: email.replyTo }),
      to: email.to,
      messageId: email.id,
      subject: email.subject,
    },
    tags: {
      'ses:configuration-set': [configurationSet],
      'ses:from-domain': [domain],
      'ses:caller-identity': ['mailer'],
      ...Object.fromEntries(ownTags),
    },
  };
}

/** A message of the topic that SES publishes to. Signatures are SNS's business: functions get none to check. */
function snsEvent(event: object): SNSEvent {
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: `${topic}:${randomUUID()}`,
        Sns: {
          Type: 'Notification',
          MessageId: randomUUID(),
          TopicArn: topic,
          Subject: 'Amazon SES Email Event Notification',
          Message: JSON.stringify(event),
          Timestamp: new Date().toISOString(),
          SignatureVersion: '1',
          Signature: '',
          SigningCertUrl: '',
          UnsubscribeUrl: '',
          MessageAttributes: {},
        },
      },
    ],
  };
}
