import { projectedResult } from '../../shared/contract/results/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** The aggregate of a round's current submissions, with the revision of the round from which it was computed. */
export const resultItem = item('result', {
  ...projectedResult.shape,
  /**
   * After how many closings staff were last told that every review is in: once each time that a round is open. Null
   * where they never were.
   */
  reviewsInAfter: count.nullable().default(null),
});

/** The result of a round, as it is read back. */
export type ResultItem = Stored<typeof resultItem>;
