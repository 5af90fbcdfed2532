import { parseArgs } from 'node:util';
import { buildAddon } from '../build.ts';
import { noFigures, runSequences } from './random-edits.ts';

// npm run random-edits -- --sequences 2000 --seed 1: edits sheets at random and says what came of it.
const { values } = parseArgs({
  options: { sequences: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const { code } = await buildAddon();
const figures = noFigures();
const start = performance.now();
const faulty = runSequences(code, Number(values.seed), Number(values.sequences), figures);
const { kinds, ...sums } = figures;
console.table(sums);
console.table(kinds);
console.log(`${Math.round((performance.now() - start) / 1_000)} seconds`);
if (faulty.length > 0) console.log(`With a fault: ${faulty.join(', ')}`);
process.exitCode = faulty.length === 0 ? 0 : 1;
