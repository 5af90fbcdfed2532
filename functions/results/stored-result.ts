import * as z from 'zod';
import { instant } from '../../shared/contract/basics.ts';
import { projectedResult } from '../../shared/contract/results/schemas.ts';
import { item, type Stored } from '../table/stored.ts';

/** The aggregate of a round's current submissions, with the revision of the round from which it was computed. */
export const resultItem = item('result', {
  ...projectedResult.shape,
  /** Whether the round was open, and a review awaited, when this was projected. */
  awaits: z.boolean().default(true),
  /** When the last review had come in of which staff were told that every review is in; null before. */
  toldAllInAt: instant.nullable().default(null),
});

/** The result of a round, as it is read back. */
export type ResultItem = Stored<typeof resultItem>;
