import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench } from './timing.ts';

/** Every bench by its name, loaded when it is asked for. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  agreement: () => import('./agreement.ts'),
  'leak-scan': () => import('./leak-scan.ts'),
  clock: () => import('./clock.ts'),
  pages: () => import('./pages.ts'),
  submit: () => import('./submit.ts'),
  'last-hour': () => import('./last-hour.ts'),
  cold: () => import('./cold.ts'),
  cost: () => import('./cost.ts'),
  memory: () => import('./memory.ts'),
  capacity: () => import('./capacity.ts'),
  requests: () => import('./requests.ts'),
  export: () => import('./export.ts'),
};

/** Those that take seconds: what is measured where none is named. */
const quick = ['agreement', 'leak-scan', 'requests', 'capacity'];

const {
  positionals: [wanted],
  values: { json, specifications, submissions, ...how },
} = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    specifications: { type: 'string' },
    submissions: { type: 'string' },
  },
});
const names = wanted === undefined ? quick : [wanted];
const say = json ? console.error : console.log;

for (const name of names) {
  const load = benches[name];
  if (load === undefined) {
    console.error(`There is no bench “${name}”. There are: ${Object.keys(benches).join(', ')}.`);
    process.exitCode = 2;
    break;
  }
  const [scale, each] = how.short ? [100, 1_000] : [10_000, 100_000];
  const bench = await load();
  const before = loadavg();
  const { table, exceeded } = await bench.run({
    ...how,
    specifications: Number(specifications ?? scale),
    submissions: Number(submissions ?? each),
    say,
  });
  const loads = { before: before.map(rounded), after: loadavg().map(rounded) };
  if (json) console.log(JSON.stringify({ bench: name, load: loads, table, exceeded }));
  else {
    console.log(
      `${name}. Load of the machine over 1, 5 and 15 minutes: ${loads.before.join(', ')} before, ${loads.after.join(', ')} after.`,
    );
    console.table(table);
  }
  for (const one of exceeded) console.error(`${name}: ${one}`);
  if (exceeded.length > 0) process.exitCode = 1;
}

function rounded(load: number): number {
  return Number(load.toFixed(1));
}
