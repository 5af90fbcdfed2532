import * as agreement from './agreement.ts';
import * as leakScan from './leak-scan.ts';

const benches = [agreement, leakScan];

const [wanted] = process.argv.slice(2);
const chosen = benches.filter(({ name }) => wanted === undefined || name === wanted);

if (chosen.length === 0) {
  console.error(`There is no bench “${wanted}”. There are: ${benches.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
}

for (const { name, run } of chosen) {
  console.log(`${name}: medians of 21 runs`);
  if (run()) continue;
  console.error(`${name}: a budget was exceeded.`);
  process.exitCode = 1;
}
