import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mail, startMail } from './mail.ts';

let dataFolder: string;
let mail: Mail;
beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'mail-'));
  mail = await startMail({ dataFolder });
});
afterAll(async () => {
  await mail.stop();
  rmSync(dataFolder, { recursive: true });
});

const send = (subject: string, html: string) =>
  new SESv2Client({
    endpoint: mail.url,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  }).send(
    new SendEmailCommand({
      FromEmailAddress: 'reviews@example.org',
      Destination: { ToAddresses: ['ada@example.org'] },
      Content: {
        Simple: {
          Subject: { Data: subject },
          Body: { Text: { Data: 'Your review is due.' }, Html: { Data: html } },
          Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
        },
      },
      EmailTags: [{ Name: 'notice', Value: 'n-1' }],
    }),
  );

test('an email sent with the SDK is received with its parts, headers and tags', async () => {
  const { MessageId } = await send('A review is due', '<p>Your review is due.</p>');
  expect(await mail.received()).toEqual([
    {
      id: MessageId,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      from: 'reviews@example.org',
      to: ['ada@example.org'],
      cc: [],
      bcc: [],
      replyTo: [],
      subject: 'A review is due',
      text: 'Your review is due.',
      html: '<p>Your review is due.</p>',
      headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
      tags: [{ name: 'notice', value: 'n-1' }],
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

test('emails survive a restart', async () => {
  const before = await mail.received();
  await mail.stop();
  mail = await startMail({ dataFolder });
  expect(before.length).toBeGreaterThan(0);
  expect(await mail.received()).toEqual(before);
});
