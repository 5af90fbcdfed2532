import { afterAll, beforeAll, expect, test } from 'vitest';
import { mulberry32 } from '../shared/domain/statistics/mulberry32.ts';
import { collide, everyPair } from './collisions/collide.ts';
import { type Centre, startCentre } from './support/centre.ts';

/*
 * Two things are done at once, each wholly between the other's last look and its first write. Then every answer is
 * compared with the table, and what came of both with what comes of one after the other. Other pairs are drawn each time;
 * `npm run fire -- races` tries them all.
 */

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const seed = Date.now() % 1e9;
const share = 1 / 6;

test.each(everyPair)(
  '$what, no answer claims what is not so, and none hides what is',
  async (all) => {
    const chance = mulberry32(seed);
    const pairs = all.pairs.filter(() => chance() < share);
    const { claims, answers } = await collide(centre, { ...all, pairs });
    expect({ seed, claims }).toEqual({ seed, claims: [] });
    expect(answers).toBe(2 * pairs.length);
  },
  240_000,
);
