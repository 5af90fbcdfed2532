import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { sendEmail, sendHtml, sendList } from './inbox.ts';
import { sendPage } from './page.ts';
import { close, listen, type Running } from './ports.ts';

// Required, since Node and vitest disagree on what the default import of this CommonJS package is.
const { default: startSes }: typeof import('aws-ses-v2-local') = createRequire(import.meta.url)(
  'aws-ses-v2-local',
);

const pair = z.object({ name: z.string(), value: z.string() });
const addresses = z.array(z.string());

const emailSchema = z.object({
  /** SES's message id. */
  id: z.string(),
  /** When SES took it: ISO 8601, UTC. */
  at: z.iso.datetime(),
  from: z.string(),
  to: addresses,
  cc: addresses,
  bcc: addresses,
  replyTo: addresses,
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.array(pair),
  /** The `EmailTags`, which come back in SES's events. */
  tags: z.array(pair),
});

/** An email that SES took. */
export type Email = z.infer<typeof emailSchema>;

/** The emails of the inbox that runs at `url`, oldest first. */
export async function readInbox(url: string): Promise<readonly Email[]> {
  const response = await fetch(`${url}/emails.json`);
  return z.array(emailSchema).parse(await response.json());
}

/** What to start. */
export interface MailOptions {
  /** 0 (the default) for any free port. */
  readonly port?: number;
  /** The folder that keeps the emails; without one they are gone when it stops. */
  readonly dataFolder?: string;
}

/** An SES endpoint and its inbox, at the same address. */
export interface Mail extends Running {
  /** Every email taken so far, oldest first. */
  received(): Promise<readonly Email[]>;
}

/**
 * Starts an SES v2 endpoint that takes `SendEmail` and sends nothing anywhere, with an inbox to look at.
 * The endpoint is aws-ses-v2-local behind this server, which keeps what it takes.
 *
 * @throws a sentence for the terminal when the port is taken
 */
export async function startMail({ port = 0, dataFolder }: MailOptions = {}): Promise<Mail> {
  const ses = await startSes({ host: '127.0.0.1', port: 0 });
  const sesUrl = `http://127.0.0.1:${(ses.address() as AddressInfo).port}`;
  const store = openStore(dataFolder);

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('The inbox failed:', error);
      response.writeHead(500).end();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? '/';
    if (request.method === 'POST' && path === '/v2/email/outbound-emails')
      return take(request, response, sesUrl, store.add);

    const [, id, part] = /^\/emails\/([^/]+)(\/html)?$/.exec(path) ?? [];
    const email = store.emails.find((candidate) => candidate.id === id);
    if (path === '/') sendList(response, store.emails);
    else if (path === '/emails.json')
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(store.emails));
    else if (email && part) sendHtml(response, email);
    else if (email) sendEmail(response, email);
    else sendPage(response, { title: 'Not found', body: '<p><a href="/">Inbox</a></p>', statusCode: 404 });
  }

  const listening = await listen(server, port).catch(async (error: unknown) => {
    await close(ses);
    throw error;
  });
  return {
    url: `http://127.0.0.1:${listening}`,
    received: async () => [...store.emails],
    stop: async () => {
      await Promise.all([close(server), close(ses)]);
    },
  };
}

/** Passes a SendEmail request on, and keeps the email before SES's answer goes back: once taken, never lost. */
async function take(
  request: IncomingMessage,
  response: ServerResponse,
  sesUrl: string,
  keep: (email: Email) => void,
): Promise<void> {
  const body = await text(request);
  const answer = await fetch(`${sesUrl}${request.url}`, {
    method: 'POST',
    headers: {
      authorization: request.headers.authorization ?? '',
      'content-type': request.headers['content-type'] ?? 'application/json',
    },
    body,
  });
  const answered = await answer.text();
  if (answer.ok) keep(await takenEmail(sesUrl, JSON.parse(answered), JSON.parse(body)));
  const contentType = answer.headers.get('content-type') ?? 'application/json';
  response.writeHead(answer.status, { 'content-type': contentType }).end(answered);
}

const answerSchema = z.object({ MessageId: z.string() });

const requestSchema = z.object({
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});

/** The part of aws-ses-v2-local's store that an inbox shows, whether the email was simple, raw or templated. */
const sesStoreSchema = z.object({
  emails: z.array(
    z.object({
      messageId: z.string(),
      from: z.string(),
      replyTo: addresses,
      destination: z.object({ to: addresses, cc: addresses, bcc: addresses }),
      subject: z.string(),
      body: z.object({ html: z.string().optional(), text: z.string().optional() }),
      headers: z.array(pair).default([]),
    }),
  ),
});

async function takenEmail(sesUrl: string, answer: unknown, request: unknown): Promise<Email> {
  const { MessageId: id } = answerSchema.parse(answer);
  const { EmailTags } = requestSchema.parse(request);
  const stored = await fetch(`${sesUrl}/store`);
  const email = sesStoreSchema.parse(await stored.json()).emails.find(({ messageId }) => messageId === id);
  if (!email) throw new Error(`aws-ses-v2-local took email ${id} and does not show it.`);

  const { from, replyTo, destination, subject, body, headers } = email;
  const tags = EmailTags.map(({ Name, Value }) => ({ name: Name, value: Value }));
  return { id, at: new Date().toISOString(), from, ...destination, replyTo, subject, ...body, headers, tags };
}

/** The emails taken, in memory and as JSON lines on disk. */
function openStore(dataFolder: string | undefined) {
  const file = dataFolder && join(dataFolder, 'emails.jsonl');
  if (dataFolder) mkdirSync(dataFolder, { recursive: true });
  const emails = file ? readEmails(file) : [];
  return {
    emails,
    add: (email: Email) => {
      if (file) appendFileSync(file, `${JSON.stringify(email)}\n`);
      emails.push(email);
    },
  };
}

function readEmails(file: string): Email[] {
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
  // A line cut short by a crash belongs to a request that was never answered.
  return lines.flatMap((line) => {
    try {
      return [emailSchema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
