import { isDeepStrictEqual } from 'node:util';
import { startCentre } from '../support/centre.ts';
import { randomHistory } from './history.ts';

// npm run doors -- 500 1: plays so many random histories through three doors, from a first seed.
const [howMany = '500', firstSeed = '1'] = process.argv.slice(2);
const centre = await startCentre();
const began = performance.now();
const differing: number[] = [];
for (let seed = Number(firstSeed); seed < Number(firstSeed) + Number(howMany); seed++) {
  const { byDoors, byOne } = await randomHistory(centre, seed);
  if (!isDeepStrictEqual(byDoors, byOne)) differing.push(seed);
}
await centre.stop();
console.log(
  `${howMany} histories through three doors in ${Math.round((performance.now() - began) / 1000)} s: ${differing.length} came to another hash, other defects or another receipt than one door alone.`,
);
if (differing.length > 0) console.log(`Seeds: ${differing.join(', ')}`);
process.exitCode = differing.length === 0 ? 0 : 1;
