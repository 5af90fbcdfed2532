import { collide, everyPair } from '../collisions/collide.ts';
import { startCentre } from '../support/centre.ts';
import type { Burnt } from './burnt.ts';

/** Tries every pair of moves at once, and judges what came of each by what comes of one after the other. */
export async function races(): Promise<Burnt> {
  const centre = await startCentre();
  const figures: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const some of everyPair) {
    const { claims, answers } = await collide(centre, some);
    figures[some.what] = { pairs: some.pairs.length, answers, wrong: claims.length };
    wrong.push(...claims);
  }
  await centre.stop();
  return { figures, wrong };
}
