import { startEngine } from './engine.ts';
import { type Outcome, randomHistory } from './random-history.ts';
import { report } from './report.ts';
import { setScene, wholeCentre } from './start.ts';

const [howMany = '1000', firstSeed = '1'] = process.argv.slice(2);
const histories = Number(howMany);
const first = Number(firstSeed);
if (!Number.isSafeInteger(histories) || histories < 1 || !Number.isSafeInteger(first)) {
  console.error('Give a number of histories and a first seed: npm run histories -- 1000 1');
  process.exit(2);
}

/** Histories that run at the same time: while one waits for the database, others compute. */
const abreast = 6;

const began = performance.now();
const engine = await startEngine();
const start = await setScene(engine, wholeCentre);
const outcomes: Outcome[] = [];
let seed = first;
const lane = async () => {
  while (seed < first + histories) {
    outcomes.push(await randomHistory(engine, start, seed++));
    if (process.stderr.isTTY) process.stderr.write(`\r${outcomes.length} of ${histories}`);
  }
};
await Promise.all(Array.from({ length: abreast }, lane));
await engine.stop();

const { text, failed } = report(outcomes);
console.log(text);
console.log(
  `Seeds ${first} to ${first + histories - 1}, ${((performance.now() - began) / 1000).toFixed(0)} seconds.`,
);
for (const { seed, wrong, trace } of failed.slice(0, 3)) {
  console.error(`\nSeed ${seed}: npm run histories -- 1 ${seed}`);
  for (const line of trace) console.error(`  ${line}`);
  for (const what of wrong) console.error(`  ✗ ${what}`);
}
if (failed.length > 0) process.exitCode = 1;
