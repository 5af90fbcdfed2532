import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Mail, startMail } from '../../infra/local/mail.ts';
import { sesSend } from './send.ts';

const unsubscribe = { name: 'List-Unsubscribe', value: '<https://reviews.example.org/emails/1/2>' };
const email = { subject: 'Endorse: Sample', text: 'Plain text', html: '<p>HTML</p>', headers: [unsubscribe] };

const sender = {
  sender: 'Reviews <reviews@example.org>',
  replyTo: undefined,
  configurationSet: undefined,
};

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

interface Asked {
  readonly body: string;
  readonly socket: Socket;
}

/** An endpoint that treats every request the same, and counts them. */
async function endpoint(
  answer: (request: Asked, response: ServerResponse) => void,
): Promise<{ requests: number }> {
  const counted = { requests: 0 };
  const server: Server = createServer(async (request, response) => {
    counted.requests += 1;
    answer({ body: await text(request), socket: request.socket }, response);
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

test('an email arrives with its text, its HTML, its headers and the tag that names its notice', async () => {
  const mail: Mail = await startMail();
  running.push(mail);
  process.env.AWS_ENDPOINT_URL_SESV2 = mail.url;
  const replyTo = 'centre@example.org';
  const sent = await sesSend({ ...sender, replyTo })('staff@example.org', email, 'notice-1');
  const plain = await sesSend(sender)('staff@example.org', { ...email, headers: [] }, 'notice-2');
  const [first, second] = await mail.received();
  expect(first).toMatchObject({
    from: 'Reviews <reviews@example.org>',
    to: ['staff@example.org'],
    replyTo: [replyTo],
    ...email,
    tags: [{ name: 'notice', value: 'notice-1' }],
  });
  expect(second).toMatchObject({ replyTo: [], headers: [] });
  expect([sent, plain]).toEqual([
    { ok: true, value: first?.id },
    { ok: true, value: second?.id },
  ]);
});

test('a file that goes with an email arrives as it was, and the inbox gives it to keep', async () => {
  const mail: Mail = await startMail();
  running.push(mail);
  process.env.AWS_ENDPOINT_URL_SESV2 = mail.url;
  const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => i % 256);
  const attachments = [{ fileName: 'letter-CR-1.pdf', mediaType: 'application/pdf', bytes }];
  const sent = await sesSend(sender)('staff@example.org', { ...email, attachments }, 'notice-1');
  expect(sent.ok).toBe(true);
  const [received] = await mail.received();
  expect(received?.attachments).toEqual([
    {
      fileName: 'letter-CR-1.pdf',
      mediaType: 'application/pdf',
      content: Buffer.from(bytes).toString('base64'),
    },
  ]);
  const page = await (await fetch(`${mail.url}/emails/${received?.id}`)).text();
  const [, href] = /<a href="([^"]*)">letter-CR-1\.pdf<\/a> \(1 KB\)/.exec(page) ?? [];
  const file = await fetch(`${mail.url}${href}`);
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="letter-CR-1.pdf"');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(bytes));
});

test('an address at a domain of other letters leaves with the name that servers know', async () => {
  const mail: Mail = await startMail();
  running.push(mail);
  process.env.AWS_ENDPOINT_URL_SESV2 = mail.url;
  await sesSend(sender)('josé@bücher.example', email, 'notice-1');
  expect((await mail.received()).map(({ to }) => to)).toEqual([['josé@xn--bcher-kva.example']]);
});

test('what SES reports of an email is asked for by the configuration set', async () => {
  const bodies: string[] = [];
  await endpoint((request, response) => {
    bodies.push(request.body);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"MessageId":"message"}');
  });
  await sesSend({ ...sender, configurationSet: 'notices' })('staff@example.org', email, 'notice-3');
  await sesSend(sender)('staff@example.org', email, 'notice-4');
  expect(bodies.map((body) => JSON.parse(body).ConfigurationSetName)).toEqual(['notices', undefined]);
});

test('where there is no connection nothing was sent, which is certain', async () => {
  const closed = await endpoint(() => {});
  await running.pop()?.stop();
  expect(await sesSend(sender)('staff@example.org', email, 'notice-6')).toEqual({
    ok: false,
    error: { kind: 'refused', reason: 'no-connection' },
  });
  expect(closed.requests).toBe(0);
  process.env.AWS_ENDPOINT_URL_SESV2 = 'http://no-such-host.invalid';
  expect(await sesSend(sender)('staff@example.org', email, 'notice-7')).toMatchObject({
    error: { kind: 'refused' },
  });
  // An address that nobody has: packets to it are lost, or the network says so.
  process.env.AWS_ENDPOINT_URL_SESV2 = 'http://192.0.2.1:9';
  const started = Date.now();
  expect(await sesSend(sender)('staff@example.org', email, 'notice-8')).toMatchObject({
    error: { kind: 'refused' },
  });
  expect(Date.now() - started).toBeLessThan(3_000);
});

test.each([
  ['never answers', () => {}],
  [
    'stops within its answer',
    (response: ServerResponse) => void response.writeHead(200, { 'content-length': 99 }).write('{'),
  ],
] as const)('SES that %s is waited for only so long, and may have sent it', async (_, stall) => {
  const counted = await endpoint((_request, response) => stall(response));
  const started = Date.now();
  const sent = await sesSend(sender, { connection: 500, answer: 700 })(
    'staff@example.org',
    email,
    'notice-9',
  );
  expect(sent).toEqual({ ok: false, error: { kind: 'unknown', reason: 'no-answer' } });
  expect(Date.now() - started).toBeLessThan(2_500);
  expect(counted.requests).toBe(1);
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
    () => endpoint(({ socket }) => void socket.destroy()),
    'unknown',
  ],
] as const)('%s, after exactly one request', async (_, start, kind) => {
  const counted = await start();
  const sent = await sesSend(sender)('staff@example.org', email, 'notice-5');
  expect(sent).toMatchObject({ ok: false, error: { kind } });
  expect(counted.requests).toBe(1);
});
