import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Mail, startMail } from '../../infra/local/mail.ts';
import { sesSend } from './send.ts';

const email = { subject: 'Endorse: Sample', text: 'Plain text', html: '<p>HTML</p>' };

beforeEach(() => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-2',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});

const running: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

/** An endpoint that treats every request the same, and counts them. */
async function endpoint(answer: Parameters<typeof createServer>[1]): Promise<{ requests: number }> {
  const counted = { requests: 0 };
  const server: Server = createServer((request, response) => {
    counted.requests += 1;
    request.resume().on('end', () => answer?.(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL_SESV2 = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  running.push({ stop: () => void server.close().closeAllConnections() });
  return counted;
}

const refusal = (status: number, name: string) => () =>
  endpoint((_, response) => {
    response
      .writeHead(status, { 'x-amzn-errortype': name, 'content-type': 'application/json' })
      .end('{"message":"No."}');
  });

test('an email arrives with its text, its HTML and the tag that names its notice', async () => {
  const mail: Mail = await startMail();
  running.push(mail);
  process.env.AWS_ENDPOINT_URL_SESV2 = mail.url;
  const sent = await sesSend('Reviews <reviews@example.org>', undefined)(
    'staff@example.org',
    email,
    'notice-1',
  );
  expect(sent.ok).toBe(true);
  expect(await mail.received()).toMatchObject([
    { to: ['staff@example.org'], ...email, tags: [{ name: 'notice', value: 'notice-1' }] },
  ]);
});

test.each([
  ['throttling is refused for now', refusal(429, 'TooManyRequestsException'), 'refused'],
  ['a bad address is rejected for good', refusal(400, 'BadRequestException'), 'rejected'],
  [
    'a failure inside SES leaves it open whether it was sent',
    refusal(500, 'InternalServiceErrorException'),
    'unknown',
  ],
  [
    'a connection that breaks leaves it open',
    () => endpoint((request) => void request.socket.destroy()),
    'unknown',
  ],
] as const)('%s, after exactly one request', async (_, start, kind) => {
  const counted = await start();
  const sent = await sesSend('reviews@example.org', undefined)('staff@example.org', email, 'notice-2');
  expect(sent).toMatchObject({ ok: false, error: { kind } });
  expect(counted.requests).toBe(1);
});
