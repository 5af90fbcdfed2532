import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomHistory } from './doors/history.ts';
import { type Centre, startCentre } from './support/centre.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

test('edits and saves through three doors, in any order, come to the hash, the defects and the receipt of one door alone', async () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { byDoors, byOne } = await randomHistory(centre, seed);
    expect([seed, byDoors]).toEqual([seed, byOne]);
  }
}, 240_000);
