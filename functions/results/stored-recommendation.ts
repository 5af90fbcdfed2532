import { numberedRecommendation } from '../../shared/contract/results/schemas.ts';
import { item, type Stored } from '../table/stored.ts';

/** A recommendation with its trace; numbered, immutable. */
export const recommendationItem = item('recommendation', numberedRecommendation.shape);

/** A recommendation, as it is read back. */
export type RecommendationItem = Stored<typeof recommendationItem>;
