import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { lambdaContext } from './lambda-context.ts';

/** What EventBridge Scheduler hands to a function where a schedule has no input of its own. */
interface ScheduledEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'Scheduled Event';
  readonly source: 'aws.scheduler';
  readonly account: string;
  /** When the run was due: ISO 8601, UTC, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  /** Text, not an object: that is how Scheduler sends it. */
  readonly detail: '{}';
}

/** What to run, and how often. */
export interface ClockOptions {
  readonly handler: (event: ScheduledEvent, context: Context) => Promise<unknown>;
  /** Milliseconds from one run to the next; null where it runs only when told to. */
  readonly interval: number | null;
}

/** A clock that runs. */
export interface Clock {
  /** Runs the handler once, after the run in hand if there is one; rejects if the handler does. */
  tick(): Promise<void>;
  /** Lets the run in hand finish, and starts no more. */
  stop(): Promise<void>;
}

/** Runs a function every so often, never twice at once; what goes wrong then is said on the console. */
export function startClock({ handler, interval }: ClockOptions): Clock {
  let last: Promise<void> = Promise.resolve();
  let unfinished = 0;

  const tick = (): Promise<void> => {
    unfinished += 1;
    const run = last.then(async () => {
      try {
        // The function's time-out.
        await handler(scheduledEvent(), lambdaContext('clock', 300_000));
      } finally {
        unfinished -= 1;
      }
    });
    last = run.catch(() => {});
    return run;
  };

  const timer =
    interval === null
      ? undefined
      : setInterval(() => {
          if (unfinished === 0) tick().catch((error: unknown) => console.error('The clock failed:', error));
        }, interval);

  return {
    tick,
    stop: async () => {
      clearInterval(timer);
      await last;
    },
  };
}

const scheduledEvent = (): ScheduledEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account: '000000000000',
  time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  region: 'eu-west-2',
  resources: ['arn:aws:scheduler:eu-west-2:000000000000:schedule/default/clock'],
  detail: '{}',
});
