import { randomInt } from 'node:crypto';
import { isAwaited } from '../../shared/domain/rounds/round.ts';
import type { Write } from '../table/write.ts';
import { movedPlaceWrite } from './storage.ts';
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
 * The place of somebody who joins an open round, and the write that goes with it. The last place would say who joined
 * last, so they draw among it and the places of all who have not submitted; whose place they draw gets the last one.
 * A place that a submission carries never changes: where everybody has submitted, the last one is all there is.
 */
export function drawLatePlace(panel: readonly AssignmentItem[]): {
  readonly place: number;
  readonly writes: readonly Write[];
} {
  const last = Math.max(0, ...panel.map(({ place }) => place ?? 0)) + 1;
  const free = panel.filter(({ status, submissions }) => submissions === 0 && isAwaited(status));
  const gives = free[randomInt(free.length + 1)];
  return gives === undefined || gives.place === null
    ? { place: last, writes: [] }
    : { place: gives.place, writes: [movedPlaceWrite(gives, last)] };
}
