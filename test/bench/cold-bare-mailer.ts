/** The same with the email that a mailer sends. */
import { readFileSync } from 'node:fs';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { bareClient } from './bare.ts';
import type { Exchange } from './recorder.ts';

const send = bareClient();
const ses = new SESv2Client({});

/** Answers to any event. */
export async function handler(): Promise<void> {
  const requests: Exchange[] = JSON.parse(readFileSync(process.env.REQUESTS ?? '', 'utf8'));
  for (const one of requests)
    if (one.operation.startsWith('/')) await ses.send(new SendEmailCommand(JSON.parse(one.body)));
    else await send([one]);
}
