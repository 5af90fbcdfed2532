import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Orders, Report } from './crew.ts';
import type { CrashOutcome } from './every-await.ts';
import type { Outcome } from './random-history.ts';
import { crashTable, historyTable } from './report.ts';

const [howMany = '1000', firstSeed = '1'] = process.argv.slice(2);
const histories = Number(howMany);
const first = Number(firstSeed);
if (!Number.isSafeInteger(histories) || histories < 1 || !Number.isSafeInteger(first)) {
  console.error('Give a number of histories and a first seed: npm run histories -- 1000 1');
  process.exit(2);
}

const began = performance.now();
const crashes: CrashOutcome[] = [];
const outcomes: Outcome[] = [];
const takenOn = new Int32Array(new SharedArrayBuffer(4));

/** Each worker has a database of its own, which takes half a core. */
const workers = Math.min(2, availableParallelism(), histories);
await Promise.all(
  Array.from({ length: workers }, (_, i) => {
    const workerData: Orders = { firstSeed: first, histories, takenOn, everyAwait: i === 0 };
    const worker = new Worker(new URL('crew.ts', import.meta.url), { workerData });
    worker.on('message', (report: Report) => {
      if ('crashes' in report) crashes.push(...report.crashes);
      else outcomes.push(report.outcome);
      if (process.stderr.isTTY) process.stderr.write(`\r${outcomes.length} of ${histories} `);
    });
    return new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  }),
);

console.log(`\nA crash at every await of a small reference history, one at a time\n\n${crashTable(crashes)}`);
console.log(`\nRandom histories, seeds ${first} to ${first + histories - 1}\n\n${historyTable(outcomes)}\n`);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} seconds.`);

const failed = [
  ...crashes.map((crash) => ({ ...crash, what: `A crash in the ${crash.where}` })),
  ...outcomes.map((one) => ({ ...one, what: `Seed ${one.seed}: npm run histories -- 1 ${one.seed}` })),
].filter(({ wrong }) => wrong.length > 0);
for (const [i, { what, wrong, trace }] of failed.entries()) {
  console.error(`\n${what}`);
  // The whole of a few is enough to begin with.
  if (i < 3) for (const line of trace) console.error(`  ${line}`);
  for (const one of wrong) console.error(`  ✗ ${one}`);
}
if (failed.length > 0 || outcomes.length < histories) process.exitCode = 1;
