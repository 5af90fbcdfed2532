import { type Action, actions } from './actions.ts';
import type { Engine } from './engine.ts';
import {
  begin,
  type Checkpoint,
  fair,
  type History,
  type Invocation,
  oweWhatIsDue,
  settle,
  unharmed,
  type Victim,
} from './history.ts';
import { judge, type Verdict } from './oracle.ts';
import type { Fates } from './processes.ts';
import type { Start } from './start.ts';

/** An invocation of the reference history, and what there was before it. */
export interface Reference {
  readonly victim: Victim;
  /** What it was about, for people. */
  readonly about: string;
  /** Its awaits: requests to DynamoDB and to SES. */
  readonly awaits: number;
  readonly before: Checkpoint;
  readonly invoke: (history: History, fates: Fates) => Invocation;
}

const minute = 60_000;

/**
 * Plays a small round to its end: invitations; a reminder that SES refuses at first; results; a closing by staff whose
 * email comes back; a closing by the clock; a digest that is not sent because of what came back. Answers with every
 * invocation of the functions that crash, in order, and with the history, at rest.
 */
export async function playReference(
  engine: Engine,
  start: Start,
): Promise<{ readonly invocations: readonly Reference[]; readonly history: History }> {
  const history = await begin(engine, start, 1);
  const can = actions(history);
  const [roundId = ''] = start.roundIds;
  const invocations: Reference[] = [];

  const act = async ({ name, run }: Action) => {
    await history.together([{ name, run, fates: unharmed, victim: null, ended: () => {} }]);
  };
  const invoke = async (victim: Victim, about: string, make: Reference['invoke']) => {
    const before = await history.checkpoint();
    if (victim === 'clock') await oweWhatIsDue(history);
    const [ended] = await history.together([make(history, unharmed)]);
    invocations.push({ victim, about, awaits: ended?.requests ?? 0, before, invoke: make });
  };
  const handOver = (to: 'projector' | 'mailer', about: string) =>
    invoke(to, about, ({ streams, handOver }, fates) => handOver(to, streams[to].splice(0), fates));
  const runClock = (about: string) => invoke('clock', about, ({ runClock }, fates) => runClock(fates));
  const reports = async (about: string) => {
    while (history.messages.length > 0)
      await invoke('ses-events', about, ({ messages, report }, fates) => {
        const [message] = messages.splice(0, 1);
        if (message === undefined) throw new Error('The reference history has lost a message.');
        return report(message, fates);
      });
  };
  const until = (at: string) => {
    history.now = Date.parse(at);
  };

  await act(can.open(roundId));
  await handOver('mailer', 'two invitations');
  history.messages.splice(2);
  await reports('an invitation');
  await act(can.declare(roundId, 'reviewer-1', 'none'));
  await act(can.submit(roundId, 'reviewer-1', [3, 3]));
  await act(can.declare(roundId, 'reviewer-2', 'none'));
  await handOver('projector', 'the first submission');
  until('2026-10-21T09:00:00.000Z');
  await runClock('a reminder');
  history.weather = { ...fair, answer: () => 'refused' };
  await handOver('mailer', 'a reminder that is refused');
  history.weather = { ...fair, reports: () => [] };
  history.now += 16 * minute;
  await runClock('a reminder that is tried again');
  await handOver('mailer', 'a reminder that is tried again');
  history.messages.splice(0);
  await act(can.submit(roundId, 'reviewer-2', [3, 1]));
  await act(can.close(roundId));
  await handOver('projector', 'a closing');
  history.weather = { ...fair, reports: () => ['Bounce'] };
  await handOver('mailer', 'a recommendation');
  await reports('a recommendation that comes back');
  history.weather = fair;
  await act(can.reopen(roundId));
  until(history.causes.rounds.get(roundId)?.closesAt ?? '');
  history.now += minute;
  await runClock('a closing');
  until('2026-11-16T09:00:00.000Z');
  await handOver('projector', 'what the clock has done');
  await handOver('mailer', 'a recommendation to an address that fails');
  await runClock('a digest');
  await handOver('mailer', 'a digest to an address that fails');

  if (!(await settle(history))) history.wrong.push('It never came to rest.');
  return { invocations, history };
}

/** A crash of an invocation at one of its awaits, and what came of it. */
export interface CrashOutcome extends Verdict {
  readonly victim: Victim;
  /** In words. */
  readonly where: string;
  /** Whether the process died: always, or the crash was never reached. */
  readonly died: boolean;
  readonly trace: readonly string[];
}

/** Crashes an invocation at one await, lets everything come to rest, and judges what came of it. */
async function crashAt(
  engine: Engine,
  start: Start,
  { victim, about, before, invoke }: Reference,
  await_: number,
  when: 'crash-before' | 'crash-after',
): Promise<CrashOutcome> {
  const history = await begin(engine, start, 2, before);
  let struck = '';
  const [ended] = await history.together([
    invoke(history, (n, request) => {
      if (n !== await_) return 'none';
      struck = request;
      return when;
    }),
  ]);
  if (!(await settle(history))) history.wrong.push('It never came to rest.');
  const verdict = await judge(history);
  await history.drop();
  const moment = when === 'crash-before' ? 'before' : 'after';
  return {
    ...verdict,
    victim,
    where: `${victim} of ${about}, ${moment} await ${await_} (${struck})`,
    died: ended?.ending.how === 'died',
    trace: history.trace,
  };
}

/**
 * Crashes every invocation of the reference history at every await, one at a time: before and after it takes effect, or
 * by turns before the one and after the next, which takes half as long.
 */
export async function crashEverywhere(
  engine: Engine,
  start: Start,
  invocations: readonly Reference[],
  abreast: number,
  moments: 'both' | 'by-turns',
): Promise<readonly CrashOutcome[]> {
  const crashes: CrashOutcome[] = [];
  const todo = invocations
    .flatMap((invocation) =>
      Array.from({ length: invocation.awaits }, (_, i) =>
        (['crash-before', 'crash-after'] as const).map((when) => ({ invocation, n: i + 1, when })),
      ).flat(),
    )
    .filter((_, i) => moments === 'both' || i % 4 === 0 || i % 4 === 3);
  const lane = async () => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift())
      crashes.push(await crashAt(engine, start, next.invocation, next.n, next.when));
  };
  await Promise.all(Array.from({ length: abreast }, lane));
  return crashes;
}
