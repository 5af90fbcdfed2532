import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as quiet } from 'node:timers/promises';
import type { Random } from './random.ts';

/**
 * What becomes of one request of a process. `crash-before`: the process dies before the request leaves.
 * `crash-after`: the request takes effect, and the process dies before the answer. `repeated`: the answer is lost, and
 * the SDK asks again with the same token. `conflict`: a transaction is refused because others hold its items.
 */
export type Fate = 'none' | 'crash-before' | 'crash-after' | 'repeated' | 'conflict';

/** Decides what becomes of a process's nth request, from 1. */
export type Fates = (n: number, request: string) => Fate;

/** One invocation of a function, as it runs. */
export interface Process {
  readonly name: string;
  readonly fates: Fates;
  /** Requests that it has made: each is an await at which it can crash. */
  requests: number;
  /** A dead process does nothing more: every further request of it fails. */
  dead: boolean;
  /** Whether it has come to its end, in whichever way. */
  ended: boolean;
  readonly schedule: Schedule;
}

/** Takes one request at a time, of any process that waits, so that a seed alone decides how they interleave. */
interface Schedule {
  readonly waiting: { readonly process: Process; readonly go: (done: () => void) => void }[];
  /** Called when a request comes to wait or a process ends. */
  changed: () => void;
}

/** The process came to its end in the middle of its work. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
}

const current = new AsyncLocalStorage<Process>();

/** The process on whose behalf the code runs; undefined for the harness's own. */
export const runningProcess = (): Process | undefined => current.getStore();

/** Does a request of the running process when its turn comes, and lets its fate strike. */
export async function perform<T>(
  request: string,
  effect: () => Promise<T>,
  conflict: () => Error = () => new Crashed('Only transactions conflict'),
): Promise<T> {
  const process = current.getStore();
  if (process === undefined) return effect();
  if (process.dead) throw new Crashed();
  const done = await new Promise<() => void>((go) => {
    process.schedule.waiting.push({ process, go });
    process.schedule.changed();
  });
  try {
    if (process.dead) throw new Crashed();
    process.requests += 1;
    const fate = process.fates(process.requests, request);
    if (fate === 'conflict') throw conflict();
    if (fate === 'crash-before') throw crash(process);
    if (fate === 'repeated') await effect().catch(() => undefined);
    const answer = await effect();
    if (fate === 'crash-after') throw crash(process);
    return answer;
  } finally {
    done();
  }
}

function crash(process: Process): Crashed {
  process.dead = true;
  return new Crashed();
}

/** Something to run as a process. */
export interface Work {
  readonly name: string;
  readonly fates: Fates;
  readonly run: () => Promise<unknown>;
}

/** How a process ended: with an answer, with an error of its own, or dead. */
export type Ending =
  | { readonly how: 'answered'; readonly answer: unknown }
  | { readonly how: 'failed'; readonly error: unknown }
  | { readonly how: 'died' };

/** A process that has ended. */
export interface Ended {
  readonly requests: number;
  readonly ending: Ending;
}

/** Runs processes at the same time, one request at a time; `beforeEach` is called before each. */
export async function runTogether(
  works: readonly Work[],
  random: Random,
  beforeEach: () => void,
): Promise<readonly Ended[]> {
  const schedule: Schedule = { waiting: [], changed: () => {} };
  const processes = works.map(
    ({ name, fates }): Process => ({ name, fates, requests: 0, dead: false, ended: false, schedule }),
  );
  const endings = works.map(async ({ run }, i): Promise<Ended> => {
    const process = processes[i] as Process;
    let ending: Ending;
    try {
      const answer = await current.run(process, run);
      ending = process.dead ? { how: 'died' } : { how: 'answered', answer };
    } catch (error) {
      ending = process.dead ? { how: 'died' } : { how: 'failed', error };
    }
    process.ended = true;
    schedule.changed();
    return { requests: process.requests, ending };
  });
  const change = () =>
    new Promise<void>((resolve) => {
      schedule.changed = resolve;
    });
  const waits = (process: Process) => schedule.waiting.some((one) => one.process === process);
  for (;;) {
    // What computes comes to wait within a turn of the event loop; what waits for its own clock before it tries again
    // takes longer. Whoever is slow must not miss its turn for that: the seed decides, never the machine.
    for (let changed = change(); ; changed = change()) {
      await quiet();
      if (processes.every((process) => process.ended || waits(process))) break;
      await changed;
    }
    if (schedule.waiting.length === 0) return Promise.all(endings);
    const [next] = schedule.waiting.splice(random.below(schedule.waiting.length), 1);
    beforeEach();
    await new Promise<void>((done) => next?.go(done));
  }
}
