import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { SNSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Mail, startMail } from './mail.ts';

let dataFolder: string;
let mail: Mail;
let onEvent: (event: SNSEvent) => Promise<unknown> = async () => {};
beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'mail-'));
  mail = await startMail({ dataFolder, onEvent: (event) => onEvent(event) });
});
afterEach(() => {
  onEvent = async () => {};
  vi.restoreAllMocks();
});
afterAll(async () => {
  await mail.stop();
  rmSync(dataFolder, { recursive: true });
});

interface Other {
  readonly to?: readonly string[];
  readonly configurationSet?: string;
}

const send = (subject: string, html: string, { to = ['ada@example.org'], configurationSet }: Other = {}) =>
  new SESv2Client({
    endpoint: mail.url,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  }).send(
    new SendEmailCommand({
      FromEmailAddress: 'Credential review <reviews@example.org>',
      ReplyToAddresses: ['centre@example.org'],
      Destination: { ToAddresses: [...to] },
      Content: {
        Simple: {
          Subject: { Data: subject },
          Body: { Text: { Data: 'Your review is due.' }, Html: { Data: html } },
          Headers: [{ Name: 'List-Unsubscribe', Value: '<https://example.org/unsubscribe>' }],
        },
      },
      EmailTags: [{ Name: 'notice', Value: 'n-1' }],
      ConfigurationSetName: configurationSet,
    }),
  );

/** Sends an email and answers with SES's events of it, in the order in which they came. */
async function eventsOf(to: readonly string[], configurationSet?: string) {
  const events: SNSEvent[] = [];
  onEvent = async (event) => void events.push(event);
  const { MessageId } = await send('A review is due', '<p>Due</p>', {
    to,
    ...(configurationSet && { configurationSet }),
  });
  await mail.reported();
  return {
    messageId: MessageId,
    events,
    messages: events.map(({ Records }) => JSON.parse(Records[0]?.Sns.Message ?? '')),
  };
}

test('an email sent with the SDK is received with its parts, headers and tags', async () => {
  const { MessageId } = await send('A review is due', '<p>Your review is due.</p>');
  expect(await mail.received()).toEqual([
    {
      id: MessageId,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      from: 'Credential review <reviews@example.org>',
      to: ['ada@example.org'],
      cc: [],
      bcc: [],
      replyTo: ['centre@example.org'],
      subject: 'A review is due',
      text: 'Your review is due.',
      html: '<p>Your review is due.</p>',
      headers: [{ name: 'List-Unsubscribe', value: '<https://example.org/unsubscribe>' }],
      tags: [{ name: 'notice', value: 'n-1' }],
      attachments: [],
    },
  ]);
});

test('the inbox shows what an email says and runs none of it', async () => {
  const { MessageId } = await send('<script>alert(1)</script>', '<script>alert(2)</script><p>Due</p>');
  const list = await (await fetch(mail.url)).text();
  expect(list).toContain('&#60;script&#62;alert(1)');

  const page = await fetch(`${mail.url}/emails/${MessageId}`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).not.toContain('<script');
  expect(html).toContain('Your review is due.');

  const frame = await fetch(`${mail.url}/emails/${MessageId}/html`);
  expect(frame.headers.get('content-security-policy')).toMatch(
    /default-src 'none';.*sandbox(?!.*allow-scripts)/,
  );
});

test('the inbox shows the headers that the recipient gets, and apart from them what SES alone is told', async () => {
  const { MessageId } = await send('Headers', '<p>Due</p>');
  const html = await (await fetch(`${mail.url}/emails/${MessageId}`)).text();
  const rows = [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, name, value]) => [name, value]);
  expect(rows.slice(1)).toEqual([
    ['From', 'Credential review &#60;reviews@example.org&#62;'],
    ['To', 'ada@example.org'],
    ['Reply-To', 'centre@example.org'],
    ['Subject', 'Headers'],
    ['List-Unsubscribe', '&#60;https://example.org/unsubscribe&#62;'],
    ['Date', expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/)],
    ['Message-ID', `&#60;${MessageId}@eu-west-2.amazonses.com&#62;`],
    ['Tag “notice”, for SES', 'n-1'],
  ]);
});

test('an email is reported as sent, then as delivered, the way SNS hands SES’s events to a function', async () => {
  const { events, messages, messageId } = await eventsOf(['Ada <ada@example.org>'], 'reviews');
  const mailObject = {
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    source: 'Credential review <reviews@example.org>',
    messageId,
    destination: ['ada@example.org'],
    tags: { notice: ['n-1'], 'ses:configuration-set': ['reviews'], 'ses:from-domain': ['example.org'] },
    headers: expect.arrayContaining([
      { name: 'List-Unsubscribe', value: '<https://example.org/unsubscribe>' },
    ]),
    commonHeaders: { to: ['Ada <ada@example.org>'], subject: 'A review is due' },
  };
  expect(messages).toMatchObject([
    { eventType: 'Send', mail: mailObject, send: {} },
    { eventType: 'Delivery', mail: mailObject, delivery: { recipients: ['ada@example.org'] } },
  ]);
  for (const { Records } of events)
    expect(Records).toMatchObject([
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        Sns: { Type: 'Notification', Subject: 'Amazon SES Email Event Notification' },
      },
    ]);
});

test.each([
  ['bounce@simulator.amazonses.com', ['Send', 'Bounce']],
  ['Bounce+ada@simulator.amazonses.com', ['Send', 'Bounce']],
  ['complaint@simulator.amazonses.com', ['Send', 'Delivery', 'Complaint']],
  ['success@simulator.amazonses.com', ['Send', 'Delivery']],
  ['bounce@example.org', ['Send', 'Delivery']],
])('an email to %s is reported as %j', async (address, types) => {
  const { messages } = await eventsOf([address], 'reviews');
  expect(messages.map(({ eventType }) => eventType)).toEqual(types);
});

test('a bounce is permanent, and it and a complaint name whom they are of and nobody else', async () => {
  const [bounce, complaint] = ['bounce@simulator.amazonses.com', 'complaint@simulator.amazonses.com'];
  const { messages } = await eventsOf(['ada@example.org', bounce, complaint], 'reviews');
  expect(messages).toMatchObject([
    { eventType: 'Send', mail: { destination: ['ada@example.org', bounce, complaint] } },
    { eventType: 'Delivery', delivery: { recipients: ['ada@example.org', complaint] } },
    {
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: bounce, status: '5.1.1' }] },
    },
    { eventType: 'Complaint', complaint: { complainedRecipients: [{ emailAddress: complaint }] } },
  ]);
});

test('an email without a configuration set is taken and not reported, as on SES', async () => {
  const { events, messageId } = await eventsOf(['ada@example.org']);
  expect((await mail.received()).map(({ id }) => id)).toContain(messageId);
  expect(events).toEqual([]);
});

test('an event that nobody could take is told three times, then given up aloud; the next one is told', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const told: string[] = [];
  onEvent = async (event) => {
    const { eventType } = JSON.parse(event.Records[0]?.Sns.Message ?? '');
    told.push(eventType);
    if (eventType === 'Send') throw new Error('not now');
  };
  await send('A review is due', '<p>Due</p>', { configurationSet: 'reviews' });
  await mail.reported();
  expect(told).toEqual(['Send', 'Send', 'Send', 'Delivery']);
  expect(said).toHaveBeenCalledOnce();
});

test('emails survive a restart', async () => {
  const before = await mail.received();
  await mail.stop();
  mail = await startMail({ dataFolder });
  expect(before.length).toBeGreaterThan(0);
  expect(await mail.received()).toEqual(before);
});
