import type { Context, SNSEvent } from 'aws-lambda';
import * as z from 'zod';
import { clock } from '../functions/clock/handler.ts';
import type { Log } from '../functions/log/log.ts';
import { sesEvents } from '../functions/ses-events/handler.ts';
import type { Services } from '../functions/use-case/services.ts';

/** What Lambda puts into a queue when a function failed: the event that it was handed, and why. */
const givenUp = z.object({ requestPayload: z.object({ Records: z.array(z.unknown()).min(1) }) });

/** What SNS puts into a queue when it could not hand a message over. */
const undelivered = z.object({ MessageId: z.string(), Message: z.string() });

/** The event in a message of one of `ses-events`' two queues; null where it is in neither form. */
export function eventIn(message: string): SNSEvent | null {
  let body: unknown;
  try {
    body = JSON.parse(message);
  } catch {
    return null;
  }
  const failed = givenUp.safeParse(body);
  if (failed.success) return failed.data.requestPayload as SNSEvent;
  const lost = undelivered.safeParse(body);
  return lost.success ? ({ Records: [{ Sns: lost.data }] } as unknown as SNSEvent) : null;
}

/**
 * Has `ses-events` take a report that it gave up, on whatever table. Answers whether it did: then the message can go. A
 * report that is taken a second time changes nothing.
 */
export async function redriveReport(services: Services, log: Log, message: string): Promise<boolean> {
  const event = eventIn(message);
  if (event === null) return false;
  return sesEvents(services, log)(event, {} as Context).then(
    () => true,
    () => false,
  );
}

/**
 * Does what the streams' consumers and the clock gave up: projects the rounds that are behind, shows the mailer what is
 * pending, closes what is due. It is the clock's own work, and doing it twice does no more.
 *
 * @throws what of it failed, together
 */
export const redriveTable = async (services: Services, log: Log): Promise<void> =>
  clock(services, log)({}, {} as Context);
