import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { SNSEvent } from 'aws-lambda';
import * as z from 'zod';
import { sendAttachment, sendEmail, sendHtml, sendList } from './inbox.ts';
import { sendPage } from './page.ts';
import { close, listen, type Running } from './ports.ts';
import { sesEvents } from './ses-events.ts';

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
  /** Files that came with it; their bytes in base64. */
  attachments: z
    .array(z.object({ fileName: z.string(), mediaType: z.string(), content: z.string() }))
    .default([]),
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
  /**
   * Told what became of each email that was sent with a configuration set, as SNS tells a function: one event
   * after another for each email, after it was taken. Where it rejects it is told again, twice.
   */
  readonly onEvent?: (event: SNSEvent) => Promise<unknown>;
}

/** An SES endpoint and its inbox, at the same address. */
export interface Mail extends Running {
  /** Every email taken so far, oldest first. */
  received(): Promise<readonly Email[]>;
  /** Resolves when all that became of the emails taken so far has been told. */
  reported(): Promise<void>;
}

/**
 * Starts an SES v2 endpoint that takes `SendEmail` and sends nothing anywhere, with an inbox to look at.
 * The endpoint is aws-ses-v2-local behind this server, which keeps what it takes.
 *
 * @throws a sentence for the terminal when the port is taken
 */
export async function startMail({ port = 0, dataFolder, onEvent }: MailOptions = {}): Promise<Mail> {
  const ses = await startSes({ host: '127.0.0.1', port: 0 });
  const sesUrl = `http://127.0.0.1:${(ses.address() as AddressInfo).port}`;
  const store = openStore(dataFolder);
  const reports = new Set<Promise<void>>();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error('The inbox failed:', error);
      response.writeHead(500).end();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? '/';
    if (request.method === 'POST' && path === '/v2/email/outbound-emails') {
      const taken = await take(request, response, sesUrl, store.add);
      if (onEvent && taken?.configurationSet) {
        const told = report(sesEvents(taken.email, taken.configurationSet), onEvent);
        reports.add(told);
        void told.finally(() => reports.delete(told));
      }
      return;
    }

    const [, id, part, file] = /^\/emails\/([^/]+)(\/html|\/attachments\/(\d+))?$/.exec(path) ?? [];
    const email = store.emails.find((candidate) => candidate.id === id);
    const attachment = file === undefined ? undefined : email?.attachments[Number(file) - 1];
    if (path === '/') sendList(response, store.emails);
    else if (path === '/emails.json')
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(store.emails));
    else if (attachment) sendAttachment(response, attachment);
    else if (email && part === '/html') sendHtml(response, email);
    else if (email && part === undefined) sendEmail(response, email);
    else sendPage(response, { title: 'Not found', body: '<p><a href="/">Inbox</a></p>', statusCode: 404 });
  }

  const listening = await listen(server, port).catch(async (error: unknown) => {
    await close(ses);
    throw error;
  });
  return {
    url: `http://127.0.0.1:${listening}`,
    received: async () => [...store.emails],
    reported: async () => {
      await Promise.all(reports);
    },
    stop: async () => {
      await Promise.all(reports);
      await Promise.all([close(server), close(ses)]);
    },
  };
}

/** An email that was taken, and what it was sent with. */
interface Taken {
  readonly email: Email;
  readonly configurationSet: string | undefined;
}

/**
 * Passes a SendEmail request on, and keeps the email before SES's answer goes back: once taken, never lost.
 * Answers with nothing where SES refused it.
 */
async function take(
  request: IncomingMessage,
  response: ServerResponse,
  sesUrl: string,
  keep: (email: Email) => void,
): Promise<Taken | undefined> {
  const body = await text(request);
  const since = Math.floor(Date.now() / 1000);
  const answer = await fetch(`${sesUrl}${request.url}`, {
    method: 'POST',
    headers: {
      authorization: request.headers.authorization ?? '',
      'content-type': request.headers['content-type'] ?? 'application/json',
    },
    body,
  });
  const answered = await answer.text();
  const taken = answer.ok
    ? await takenEmail(`${sesUrl}/store?since=${since}`, JSON.parse(answered), JSON.parse(body))
    : undefined;
  if (taken) keep(taken.email);
  const contentType = answer.headers.get('content-type') ?? 'application/json';
  response.writeHead(answer.status, { 'content-type': contentType }).end(answered);
  return taken;
}

/** Tells of events in order. What fails three times is given up: said on the console, as a queue would keep it. */
async function report(
  events: readonly SNSEvent[],
  onEvent: NonNullable<MailOptions['onEvent']>,
): Promise<void> {
  for (const event of events) {
    for (let failures = 0; ; ) {
      try {
        await onEvent(event);
        break;
      } catch (error) {
        failures += 1;
        if (failures === 3) {
          console.error('What became of an email could not be told:', error);
          break;
        }
        await pause(100 * failures);
      }
    }
  }
}

const answerSchema = z.object({ MessageId: z.string() });

const requestSchema = z.object({
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  ConfigurationSetName: z.string().optional(),
  Content: z
    .object({
      Simple: z
        .object({
          Attachments: z
            .array(z.object({ FileName: z.string(), ContentType: z.string(), RawContent: z.string() }))
            .default([]),
        })
        .optional(),
    })
    .optional(),
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

/** Finds an email in the part of the store that is no older than itself: the whole grows with every email. */
async function takenEmail(storeUrl: string, answer: unknown, request: unknown): Promise<Taken> {
  const { MessageId: id } = answerSchema.parse(answer);
  const { EmailTags, ConfigurationSetName: configurationSet, Content } = requestSchema.parse(request);
  const stored = await fetch(storeUrl);
  const email = sesStoreSchema.parse(await stored.json()).emails.find(({ messageId }) => messageId === id);
  if (!email) throw new Error(`aws-ses-v2-local took email ${id} and does not show it.`);

  const { from, replyTo, destination, subject, body, headers } = email;
  const tags = EmailTags.map(({ Name, Value }) => ({ name: Name, value: Value }));
  const attachments = (Content?.Simple?.Attachments ?? []).map(({ FileName, ContentType, RawContent }) => ({
    fileName: FileName,
    mediaType: ContentType,
    content: RawContent,
  }));
  const at = new Date().toISOString();
  return {
    email: { id, at, from, ...destination, replyTo, subject, ...body, headers, tags, attachments },
    configurationSet,
  };
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
