import { projectedResult } from '../../shared/contract/results/schemas.ts';
import { item, type Stored } from '../table/stored.ts';

/** The aggregate of a round's current submissions, with the revision of the round from which it was computed. */
export const resultItem = item('result', projectedResult.shape);

/** The result of a round, as it is read back. */
export type ResultItem = Stored<typeof resultItem>;
