import { type Action, likelyAction } from './actions.ts';
import type { Engine } from './engine.ts';
import {
  begin,
  type History,
  type Invocation,
  quietClock,
  settle,
  type Victim,
  type Weather,
} from './history.ts';
import { judge, type Verdict } from './oracle.ts';
import type { Fates } from './processes.ts';
import type { Random } from './random.ts';
import type { Start } from './start.ts';
import { ukHour } from './uk-time.ts';

/** What came of a history. */
export interface Outcome extends Verdict {
  readonly seed: number;
  readonly trace: readonly string[];
  readonly crashes: Readonly<Record<Victim, number>>;
  readonly requests: number;
  readonly emails: number;
  readonly closings: number;
  readonly derived: number;
  readonly overtaken: number;
}

const minute = 60_000;
const hour = 60 * minute;

const foul = (random: Random): Weather => {
  const refusing = random.chance(0.1) ? 60 : 8;
  return {
    answer: () =>
      random.weighted([
        [76, 'taken'],
        [refusing, 'refused'],
        [3, 'rejected'],
        [6, 'taken-in-the-dark'],
        [5, 'not-taken-in-the-dark'],
      ]),
    reports: () =>
      random.weighted([
        [70, ['Delivery']],
        [5, ['Bounce']],
        [4, ['TransientBounce', 'Delivery']],
        [3, ['Delivery', 'Complaint']],
        [18, []],
      ]),
    // Now and then a process is held up, for longer than a claim stands.
    tick: () => (random.chance(0.01) ? random.below(20) * minute : 1 + random.below(40)),
  };
};

/** How many requests each makes, roughly: a crash strikes one of so many. */
const lengths: Readonly<Record<Victim | 'people', readonly number[]>> = {
  projector: [12],
  clock: [10, 30],
  mailer: [5, 12, 40],
  'ses-events': [4],
  people: [8],
};

const fates = (random: Random, whose: Victim | 'people'): Fates => {
  const crashAt = random.chance(0.4) ? 1 + random.below(random.pick(lengths[whose])) : 0;
  const when = random.pick(['crash-before', 'crash-after'] as const);
  return (n, request) => {
    if (n === crashAt) return when;
    // The SDK asks DynamoDB again; SES is asked once.
    if (request !== 'SES SendEmail' && random.chance(0.01)) return 'repeated';
    return request === 'TransactWriteItemsCommand' && random.chance(0.01) ? 'conflict' : 'none';
  };
};

const acts = ({ name, run }: Action, fates: Fates): Invocation => ({
  name,
  run,
  fates,
  victim: null,
  ended: () => {},
});

/** What happens next: somebody acts, or a function is invoked, now and then twice at the same time. */
function next(history: History, staffSettle: boolean): readonly Invocation[] {
  const { random, streams, messages } = history;
  const act = () => [acts(likelyAction(history, staffSettle), fates(random, 'people'))];
  const onceOrTwice = (make: () => Invocation) => (random.chance(0.25) ? [make(), make()] : [make()]);
  const handOver = (to: 'projector' | 'mailer') => () => {
    const queue = streams[to];
    // In order from the front, or from anywhere.
    const from = random.chance(0.5) ? 0 : random.below(queue.length);
    const batch = queue.splice(from, 1 + random.below(10));
    if (random.chance(0.2)) batch.sort(() => (random.chance(0.5) ? 1 : -1));
    // Lambda may hand over again what was done, and what it gave up is never handed over again.
    if (random.chance(0.2)) queue.push(...batch.map(({ record }) => ({ record, handed: 0 })));
    if (batch.length === 0 || random.chance(0.06)) return act();
    return onceOrTwice(() => history.handOver(to, batch, fates(random, to)));
  };
  const report = () => {
    const [message] = messages.splice(random.below(messages.length), 1);
    if (message === undefined) return act();
    if (random.chance(0.2)) messages.push({ ...message, handed: 0 });
    return onceOrTwice(() => history.report(message, fates(random, 'ses-events')));
  };
  return random.weighted([
    [42, act],
    [20, handOver('mailer')],
    [12, handOver('projector')],
    [12, () => onceOrTwice(() => history.runClock(fates(random, 'clock')))],
    [14, report],
  ])();
}

function passTime(history: History): void {
  const { random, causes } = history;
  const rounds = [...causes.rounds.values()];
  const moments = rounds
    .flatMap(({ reviewsDue, closesAt }) => [
      reviewsDue,
      closesAt,
      ...[-7, -1, 1].map((days) => ukHour(reviewsDue, days, 9)),
    ])
    .map((at) => Date.parse(at))
    .filter((at) => at > history.now)
    .sort((a, b) => a - b);
  history.now += random.weighted([
    [60, () => random.below(3 * minute)],
    [20, () => 5 * minute + random.below(15 * minute)],
    [12, () => random.below(10 * hour)],
    // To the next moment at which something falls due, or just past it.
    [8, () => (moments[0] ?? history.now) - history.now + random.below(2) * minute],
  ])();
}

/** Runs one history from its seed, lets it come to rest, and judges it. */
export async function randomHistory(
  engine: Engine,
  start: Start,
  seed: number,
  steps = 24,
): Promise<Outcome> {
  const history = await begin(engine, start, seed);
  const { random, trace, mail, crashes, causes } = history;
  history.weather = foul(random);
  const staffSettle = random.chance(0.3);
  try {
    for (let step = 0; step < steps; step++) {
      const many = random.weighted([
        [55, 1],
        [30, 2],
        [15, 3],
      ]);
      if (random.chance(0.05)) {
        const { tick } = history.weather;
        history.weather = { ...history.weather, tick: () => 0 };
        await quietClock(history);
        history.weather = { ...history.weather, tick };
      } else await history.together(Array.from({ length: many }, () => next(history, staffSettle)).flat());
      passTime(history);
    }
    trace.push('From here on the weather is fair.');
    // What waited in the stream is lost with it, now and then: the clock must make up for it.
    for (const stream of Object.values(history.streams)) if (random.chance(0.4)) stream.splice(0);
    if (!(await settle(history))) history.wrong.push('It never came to rest.');
    const verdict = await judge(history);
    const derived = [...causes.rounds.values()].reduce((sum, round) => sum + round.derived.size, 0);
    const { closings, overtaken } = causes;
    const emails = mail.taken.length;
    return {
      ...verdict,
      seed,
      trace,
      crashes,
      requests: history.requests,
      emails,
      closings,
      derived,
      overtaken,
    };
  } finally {
    await history.drop();
  }
}
