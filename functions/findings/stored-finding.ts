import * as z from 'zod';
import { findingView } from '../../shared/contract/findings/schemas.ts';
import { rating } from '../../shared/contract/reviews/schemas.ts';
import { item, type Stored } from '../table/stored.ts';

/** What a panel discussion concluded. Numbered per criterion, immutable; the latest of a criterion counts. */
export const findingItem = item('finding', {
  ...findingView.omit({ lapsed: true }).shape,
  /** The ratings that the panel discussed. The finding stands as long as they do. */
  ratings: z.array(z.strictObject({ place: z.int().min(1), rating: rating.nullable() })),
});

/** A finding, as it is read back. */
export type FindingItem = Stored<typeof findingItem>;
