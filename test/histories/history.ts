import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { clock } from '../../functions/clock/handler.ts';
import type { Log } from '../../functions/log/log.ts';
import { mailer } from '../../functions/mailer/handler.ts';
import { projector } from '../../functions/projector/handler.ts';
import { sesEvents } from '../../functions/ses-events/handler.ts';
import type { Services } from '../../functions/use-case/services.ts';
import { passes } from '../../infra/local/filter.ts';
import { streamFilters } from '../../infra/stream-filters.ts';
import { emailsThat } from '../support/plain.ts';
import { type Causes, followCauses } from './causes.ts';
import type { Committed, Engine, Item } from './engine.ts';
import { type Answer, type Mail, pretendSes, type Taken } from './mail.ts';
import { type Ended, type Fates, runningProcess, runTogether, type Work } from './processes.ts';
import { type Random, seeded } from './random.ts';
import { beginning, type Start, sha256 } from './start.ts';
import { digestMonday } from './uk-time.ts';

/** The functions that are made to crash. */
export const victims = ['projector', 'clock', 'mailer', 'ses-events'] as const;

/** A function that is made to crash. */
export type Victim = (typeof victims)[number];

/** A record of the table's stream on its way to a function. */
interface Queued {
  readonly record: DynamoDBRecord;
  /** How often it has been handed over. */
  handed: number;
}

/** A message of SNS on its way. */
interface QueuedMessage {
  readonly message: string;
  handed: number;
}

/** How the world around the functions behaves. */
export interface Weather {
  readonly answer: () => Answer;
  readonly reports: Parameters<typeof pretendSes>[3];
  /** Milliseconds that pass before a request. */
  readonly tick: () => number;
}

/** Fair weather: SES takes and delivers everything, and no time passes. */
export const fair: Weather = { answer: () => 'taken', reports: () => ['Delivery'], tick: () => 0 };

/** What to run at once, and what comes after it. */
export interface Invocation extends Work {
  readonly victim: Victim | null;
  readonly ended: (ended: Ended) => void;
}

/** A history as it stood at some moment, to go on from. */
export interface Checkpoint {
  readonly items: readonly Item[];
  readonly commits: readonly Committed[];
  readonly taken: readonly Taken[];
  readonly rejected: readonly string[];
  readonly streams: Readonly<Record<'projector' | 'mailer', readonly Queued[]>>;
  readonly messages: readonly QueuedMessage[];
  readonly now: number;
  readonly weather: Weather;
}

/** One history, under way. */
export interface History {
  readonly random: Random;
  readonly start: Start;
  readonly services: Services;
  readonly causes: Causes;
  readonly mail: Mail;
  /** What happened, for people to read when something went wrong. */
  readonly trace: string[];
  /** What must never happen, and did. */
  readonly wrong: string[];
  readonly streams: Readonly<Record<'projector' | 'mailer', Queued[]>>;
  readonly messages: QueuedMessage[];
  /** How often each function died. */
  readonly crashes: Record<Victim, number>;
  weather: Weather;
  /** Milliseconds since 1970. */
  now: number;
  /** Writes that have taken effect. */
  writes: number;
  /** Requests of functions, the crashed ones included. */
  requests: number;
  readonly together: (invocations: readonly Invocation[]) => Promise<readonly Ended[]>;
  /** Hands records over, in the order given. They come again where the function did not say that it is done. */
  readonly handOver: (to: 'projector' | 'mailer', records: readonly Queued[], fates: Fates) => Invocation;
  readonly runClock: (fates: Fates) => Invocation;
  readonly report: (message: QueuedMessage, fates: Fates) => Invocation;
  readonly items: () => Promise<readonly Item[]>;
  readonly checkpoint: () => Promise<Checkpoint>;
  readonly drop: () => Promise<void>;
}

/** No faults. */
export const unharmed: Fates = () => 'none';

/** How often Lambda hands a batch over before it gives it up, and SNS an event. */
const mostHanded = { stream: 6, message: 3 };

/** Begins a history on a table of its own, or goes on from a checkpoint of another. */
export async function begin(engine: Engine, start: Start, seed: number, from?: Checkpoint): Promise<History> {
  const random = seeded(seed);
  const causes = followCauses(start.items);
  const commits: Committed[] = [];
  const trace: string[] = [];
  const wrong: string[] = [];
  const streams: History['streams'] = { projector: [], mailer: [] };
  const messages: QueuedMessage[] = [];
  let records = 0;

  const follow = (committed: Committed) => {
    commits.push(committed);
    causes.take(committed);
  };
  const took = (committed: Committed) => {
    if (committed.items.length + committed.changes.length === 0) return;
    history.writes += 1;
    follow(committed);
    for (const image of [...committed.items.map(stored), ...committed.changes.map(changed)]) {
      records += 1;
      const record = { eventID: `${records}`, dynamodb: { SequenceNumber: `${records}`, NewImage: image } };
      for (const to of ['projector', 'mailer'] as const)
        if (passes(streamFilters[to], record)) streams[to].push({ record, handed: 0 });
    }
  };
  const table = await engine.table(from?.items ?? start.items, took);
  const services: Services = {
    db: table.db,
    now: () => new Date(history.now),
    newId: random.id,
    digest: sha256,
  };
  const mail = pretendSes(
    random,
    services.now,
    () => history.weather.answer(),
    () => history.weather.reports(),
  );

  const log: Log = {
    info: () => {},
    error: (message, { error }) => {
      // A dead process fails in its own way; any other error is one that no fault explains.
      if (error instanceof Error && runningProcess()?.dead === false)
        wrong.push(`${message}: ${error.stack}`);
    },
    count: () => {},
    flush: () => {},
  };
  const emails = emailsThat(() => ({ subject: 'Sample', text: 'Sample', html: 'Sample', headers: [] }));
  const run = {
    projector: projector(services, log),
    mailer: mailer({ db: table.db, now: services.now, send: mail.send, emails, mayWriteTo: () => true }, log),
    clock: clock(services, log),
    sesEvents: sesEvents(services, log),
  };
  const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

  const history: History = {
    random,
    start,
    services,
    causes,
    mail,
    trace,
    wrong,
    streams,
    messages,
    crashes: { projector: 0, clock: 0, mailer: 0, 'ses-events': 0 },
    weather: fair,
    now: Date.parse(beginning),
    writes: 0,
    requests: 0,
    together: async (invocations) => {
      const endings = await runTogether(invocations, random, () => {
        history.now += history.weather.tick();
      });
      for (const [i, ended] of endings.entries()) {
        const { name, victim, ended: after } = invocations[i] as Invocation;
        const { requests, ending } = ended;
        history.requests += requests;
        if (victim !== null && ending.how === 'died') history.crashes[victim] += 1;
        if (ending.how === 'failed') wrong.push(`${name} failed: ${(ending.error as Error).stack}`);
        const at = services.now().toISOString();
        const beside = invocations.length > 1 ? ' (at the same time as the last or next)' : '';
        trace.push(`${at} ${name}: ${ending.how} after ${requests} requests${beside}`);
        after(ended);
      }
      for (const message of mail.messages.splice(0)) messages.push({ message, handed: 0 });
      return endings;
    },
    handOver: (to, batch, fates) => ({
      name: `${to} of ${batch.map(({ record }) => record.dynamodb?.NewImage?.id?.S?.slice(0, 8)).join(', ')}`,
      victim: to,
      fates,
      run: () => run[to]({ Records: batch.map(({ record }) => record) }, context),
      ended: ({ ending }) => {
        const failed =
          ending.how === 'answered'
            ? (ending.answer as DynamoDBBatchResponse).batchItemFailures[0]?.itemIdentifier
            : batch[0]?.record.dynamodb?.SequenceNumber;
        if (failed === undefined) return;
        const from = batch.findIndex(({ record }) => record.dynamodb?.SequenceNumber === failed);
        for (const queued of batch.slice(Math.max(from, 0))) {
          queued.handed += 1;
          if (queued.handed < mostHanded.stream) streams[to].push(queued);
        }
      },
    }),
    runClock: (fates) => ({
      name: 'clock',
      victim: 'clock',
      fates,
      run: () => run.clock({}, context),
      ended: () => {},
    }),
    report: (queued, fates) => ({
      name: `ses-events of ${queued.message.slice(0, 26)}`,
      victim: 'ses-events',
      fates,
      run: () =>
        run.sesEvents(
          { Records: [{ Sns: { Message: queued.message, MessageId: 'sample' } }] } as never,
          context,
        ),
      ended: ({ ending }) => {
        queued.handed += 1;
        if (ending.how !== 'answered' && queued.handed < mostHanded.message) messages.push(queued);
      },
    }),
    items: table.items,
    checkpoint: async () => ({
      items: await table.items(),
      commits: [...commits],
      taken: [...mail.taken],
      rejected: [...mail.rejected],
      streams: { projector: [...streams.projector], mailer: [...streams.mailer] },
      messages: [...messages],
      now: history.now,
      weather: history.weather,
    }),
    drop: table.drop,
  };
  if (from !== undefined) {
    for (const committed of from.commits) follow(committed);
    for (const to of ['projector', 'mailer'] as const)
      streams[to].push(...from.streams[to].map((queued) => ({ ...queued })));
    messages.push(...from.messages.map((message) => ({ ...message })));
    mail.taken.push(...from.taken);
    for (const id of from.rejected) mail.rejected.add(id);
    history.now = from.now;
    history.weather = from.weather;
  }
  return history;
}

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

const image = (attributes: Readonly<Record<string, unknown>>): Image =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, { S: value }]] : [],
    ),
  );

const stored = ({ kind, id, status, todoPk }: Item): Image => image({ kind, id, status, todoPk });

/** Of an item that was changed in a transaction, what consumers and their filters look at. */
const changed = ({ pk, sk, values }: Committed['changes'][number]): Image =>
  image({
    ...((sk === 'ROUND' || sk === 'NOTICE') && { kind: sk.toLowerCase(), id: pk.slice(pk.indexOf('#') + 1) }),
    status: values[':status'],
    todoPk: values[':todoPk'],
  });

/** Owes what a run of the clock at this moment must queue, alone and unharmed. */
export async function oweWhatIsDue(history: History): Promise<void> {
  const now = history.services.now().toISOString();
  history.causes.owesReminders(now);
  const monday = digestMonday(now);
  if (monday !== null && (await history.items()).some((item) => waitsForStaff(history, item)))
    history.causes.owesDigest(monday);
}

/** Runs the clock alone and unharmed, after which all that was due must be there. */
export async function quietClock(history: History): Promise<void> {
  await oweWhatIsDue(history);
  await history.together([history.runClock(unharmed)]);
}

const waitsForStaff = ({ causes }: History, { pk, todoPk }: Item): boolean => {
  switch (todoPk) {
    case 'TODO#interest':
    case 'TODO#notice-failed':
    case 'TODO#notice-release':
    case 'TODO#address':
      return true;
    case 'TODO#panel':
    case 'TODO#decision':
      return causes.rounds.get(pk.slice('ROUND#'.length))?.status === 'closed';
    default:
      return false;
  }
};

/** Passes records and messages on until there are none. */
async function drain(history: History): Promise<void> {
  const { streams, messages } = history;
  while (streams.projector.length + streams.mailer.length + messages.length > 0) {
    for (const to of ['projector', 'mailer'] as const)
      while (streams[to].length > 0)
        await history.together([history.handOver(to, streams[to].splice(0, 10), unharmed)]);
    for (const message of messages.splice(0)) await history.together([history.report(message, unharmed)]);
  }
}

const minute = 60_000;

/** Lets everything come to rest in fair weather: time goes on past every date, lease and pause. False where it never rests. */
export async function settle(history: History): Promise<boolean> {
  const { causes, random, messages } = history;
  history.weather = fair;
  // Some of what SES had to say never comes.
  for (let i = messages.length - 1; i >= 0; i--) if (random.chance(0.2)) messages.splice(i, 1);
  for (let i = 0; i < 60; i++) {
    await drain(history);
    const before = history.writes;
    await quietClock(history);
    const isIdle = history.writes === before;
    const open = [...causes.rounds.values()].filter(({ status }) => status === 'open');
    const closing = Math.max(...open.map(({ closesAt }) => Date.parse(closesAt)));
    if (open.length > 0) history.now = Math.max(history.now, closing) + minute;
    else if (isIdle && !(await history.items()).some(isUnderWay)) return true;
    else history.now += (i < 4 ? 11 : 371) * minute;
  }
  return false;
}

const isUnderWay = ({ kind, status }: Item) =>
  kind === 'notice' && (status === 'pending' || status === 'sending');
