import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtFunctions, bundle } from '../../infra/build-functions.ts';
import { type FunctionName, functionNames } from '../../infra/function-names.ts';
import { startCentre } from '../support/centre.ts';
import { firstEvents } from './first-events.ts';
import { type Exchange, type Recorder, startRecorder } from './recorder.ts';
import { environmentOf } from './served.ts';
import { type BenchOptions, quartiles, type Report } from './timing.ts';

/** How many times what the bare handler takes a function may take. */
const most: Readonly<Record<FunctionName, number>> = {
  'reviewer-api': 1.5,
  'staff-api': 1.7,
  'criteria-set-files': 1.35,
  'staff-site': 1.7,
  'reviewer-site': 1.7,
  projector: 1.35,
  mailer: 1.35,
  clock: 1.35,
  'ses-events': 1.35,
};

/** What a fresh process took, in milliseconds, of the clock and of the processor, and what it holds after each further hundred events, in megabytes. */
export interface Ran {
  readonly import: number;
  readonly first: number;
  readonly cpu: number;
  readonly rss: readonly number[];
}

/** Functions before a database that answers from what was recorded, so that every process finds the same. */
export interface Recorded {
  /** Runs a function, or the bare handler in its place, in a fresh process; `times` events, one unless said. */
  run(name: FunctionName, as: 'function' | 'bare', times?: number): Promise<Ran>;
  readonly requests: ReadonlyMap<FunctionName, readonly Exchange[]>;
  stop(): Promise<void>;
}

/** Records what each function asks for its first event. */
export async function recordFunctions(): Promise<Recorded> {
  const folder = await mkdtemp(join(tmpdir(), 'cold-'));
  // What is bundled there is no module of ours.
  for (const name of ['cold-bare', 'cold-bare-mailer'])
    await bundle(`test/bench/${name}.ts`, join(folder, name));
  const centre = await startCentre();
  const events = await firstEvents(centre);
  const recorder: Recorder = await startRecorder(String(centre.connection.endpoint));
  const environment = environmentOf(centre.connection, recorder.url, centre.db.tableName);
  const requests = new Map<FunctionName, readonly Exchange[]>();
  const run: Recorded['run'] = async (name, as, times = 1) => {
    const known = requests.get(name);
    if (known !== undefined) recorder.replay(known);
    const bare = name === 'mailer' ? 'cold-bare-mailer' : 'cold-bare';
    const file =
      as === 'function' ? join(builtFunctions, name, 'index.mjs') : join(folder, bare, `${bare}.mjs`);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(import.meta.dirname, 'cold-process.ts'), file, join(folder, `${name}.json`), String(times)],
      { env: { ...process.env, ...environment, REQUESTS: join(folder, `${name}.requests.json`) } },
    );
    const ran = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Ran & { readonly statusCode: number };
    if (ran.statusCode >= 300) throw new Error(`${name} answered ${ran.statusCode}`);
    return ran;
  };
  for (const name of functionNames) {
    await writeFile(join(folder, `${name}.json`), JSON.stringify(events[name]));
    // The clock finds nothing due, as nearly always.
    if (name === 'clock') await run(name, 'function');
    recorder.taken();
    await run(name, 'function');
    requests.set(name, recorder.taken());
    await writeFile(join(folder, `${name}.requests.json`), JSON.stringify(requests.get(name)));
    recorder.record();
  }
  return {
    run,
    requests,
    stop: async () => {
      await recorder.stop();
      await centre.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Starts each function in fresh processes, from importing it to answering its first event, beside a handler that makes
 * the same requests by the SDK alone, bundled alike. The two take turns.
 */
export async function run({ short }: BenchOptions): Promise<Report> {
  const turns = short ? 5 : 21;
  const recorded = await recordFunctions();
  try {
    const lines = [];
    for (const name of functionNames) {
      const ran = { function: [] as Ran[], bare: [] as Ran[] };
      for (let turn = 0; turn < turns; turn += 1)
        for (const as of turn % 2 === 0 ? (['function', 'bare'] as const) : (['bare', 'function'] as const))
          ran[as].push(await recorded.run(name, as));
      const whole = (as: 'function' | 'bare') => ran[as].map((one) => one.import + one.first);
      const bare = whole('bare');
      const ratioOf = (of: (one: Ran) => number) =>
        quartiles(ran.function.map((one, turn) => of(one) / of(ran.bare[turn] ?? one)));
      lines.push({
        name,
        requests: recorded.requests.get(name)?.length ?? 0,
        time: quartiles(whole('function')),
        import: quartiles(ran.function.map((one) => one.import)).median,
        bare: quartiles(bare).median,
        ratio: ratioOf((one) => one.import + one.first),
        cpu: ratioOf((one) => one.cpu),
      });
    }
    return {
      table: lines.map(({ name, requests, time, import: imported, bare, ratio, cpu }) => ({
        function: name,
        requests,
        'median ms': time.median,
        'lower quartile': time.lower,
        'upper quartile': time.upper,
        'of it import': imported,
        'bare ms': bare,
        'times bare': ratio.median,
        'lower ratio': ratio.lower,
        'upper ratio': ratio.upper,
        'its CPU': cpu.median,
        goal: most[name],
      })),
      exceeded: lines.flatMap(({ name, ratio }) =>
        ratio.median <= most[name]
          ? []
          : [`${name} took ${ratio.median} times the bare handler, and may take ${most[name]}.`],
      ),
    };
  } finally {
    await recorded.stop();
  }
}
