import { randomInt } from 'node:crypto';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Write } from '../table/write.ts';
import { movedPlaceWrites } from './storage.ts';
import type { AssignmentItem } from './stored-assignment.ts';

/** The places 1 to n of a panel in an order that nobody can foresee. */
export function drawPlaces(n: number): readonly number[] {
  const places = Array.from({ length: n }, (_, i) => i + 1);
  for (let i = n - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [places[i], places[j]] = [places[j] as number, places[i] as number];
  }
  return places;
}

/**
 * The place of somebody who joins an open round, and the writes that go with it. The last place would say who joined
 * last, so they draw among it and those of the panel; whose place they draw gets the last one, with what they have
 * submitted. Once the round has closed for the first time places are known by what stands beside them: then those of
 * submissions never change, and where everybody has submitted, the last one is all there is.
 */
export function drawLatePlace(
  { recommendations }: Pick<RoundItem, 'recommendations'>,
  panel: readonly AssignmentItem[],
): { readonly place: number; readonly writes: readonly Write[] } {
  const last = Math.max(0, ...panel.map(({ place }) => place ?? 0)) + 1;
  const free = panel.filter(
    ({ status, submissions }) =>
      isOnPanel(status) && submissions <= (recommendations === 0 ? mostMovedWith : 0),
  );
  const gives = free[randomInt(free.length + 1)];
  return gives === undefined || gives.place === null
    ? { place: last, writes: [] }
    : { place: gives.place, writes: movedPlaceWrites(gives, last) };
}

/** Submissions of one reviewer that move with them: more of them would fill the transaction. */
const mostMovedWith = 10;
