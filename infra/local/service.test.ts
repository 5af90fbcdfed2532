import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { functionNames } from '../function-names.ts';
import { type Service, type ServiceOptions, startService } from './service.ts';

// What is tested is who is handed what: the functions here do nothing but tell.
const folder = mkdtempSync(join(tmpdir(), 'service-'));
for (const name of functionNames) {
  mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, name, 'index.mjs'),
    `export const handler = (event, context) => globalThis.handed(event, context);`,
  );
}

type Handed = (
  event: { readonly [key: string]: unknown },
  context: { readonly functionName: string },
) => Promise<void>;
const functions = globalThis as typeof globalThis & { handed?: Handed };

let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
  delete functions.handed;
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(handed: Handed, options: ServiceOptions = {}): Promise<Service> {
  functions.handed = handed;
  service = await startService({ ...options, functionsFolder: folder });
  return service;
}

/** Sends an email as the mailer does. */
const send = (ConfigurationSetName = process.env.SES_CONFIGURATION_SET) =>
  new SESv2Client({ maxAttempts: 1 }).send(
    new SendEmailCommand({
      FromEmailAddress: process.env.SENDER,
      Destination: { ToAddresses: ['bounce@simulator.amazonses.com'] },
      Content: { Simple: { Subject: { Data: 'Due' }, Body: { Text: { Data: 'Your review is due.' } } } },
      EmailTags: [{ Name: 'notice', Value: 'n-1' }],
      ConfigurationSetName,
    }),
  );

test('what becomes of an email is handed to ses-events, and the service is idle only after that', async () => {
  const told: unknown[] = [];
  const { idle } = await start(async (event, { functionName }) => {
    await pause(50);
    const [record] = event.Records as readonly { readonly Sns: { readonly Message: string } }[];
    told.push([functionName, JSON.parse(record?.Sns.Message ?? '').eventType]);
  });
  await send();
  await idle();
  expect(told).toEqual([
    ['ses-events', 'Send'],
    ['ses-events', 'Bounce'],
  ]);
});

test('stopping waits for what is being told of an email', async () => {
  let told = 0;
  const { stop } = await start(async () => {
    await pause(50);
    told += 1;
  });
  await send();
  await stop();
  expect(told).toBe(2);
});

test('the clock runs at a tick and not by itself, unless it is given an interval', async () => {
  const handed: unknown[] = [];
  const { tick } = await start(async (event, { functionName }) => {
    handed.push([functionName, event['detail-type']]);
  });
  await pause(100);
  expect(handed).toEqual([]);
  await tick();
  expect(handed).toEqual([['clock', 'Scheduled Event']]);
  await service?.stop();

  let runs = 0;
  await start(
    async () => {
      runs += 1;
    },
    { clockInterval: 20 },
  );
  await vi.waitFor(() => expect(runs).toBeGreaterThan(1));
});

test('the mailer may write to everybody here, and answers go to the Centre', async () => {
  const { url } = await start(async () => {});
  expect(process.env).toMatchObject({
    RECIPIENT_ALLOW_LIST: '*',
    REPLY_TO_ADDRESS: 'centre@example.org',
    REVIEWER_START_URL: `${url}/workbench/`,
  });
});
