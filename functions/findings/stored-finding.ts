import * as z from 'zod';
import { place, slug } from '../../shared/contract/basics.ts';
import { discussionView, findingView } from '../../shared/contract/findings/schemas.ts';
import { rating } from '../../shared/contract/reviews/schemas.ts';
import { item, type Stored } from '../table/stored.ts';

/** Who took part in a panel discussion, by their ids: nothing of it says a panel place. Numbered, immutable. */
export const discussionItem = item('discussion', { roundId: slug, ...discussionView.shape });

/** A discussion, as it is read back. */
export type DiscussionItem = Stored<typeof discussionItem>;

/** What a panel discussion concluded. Numbered per criterion, immutable; the latest of a criterion counts. */
export const findingItem = item('finding', {
  ...findingView.omit({ lapsed: true }).shape,
  /** The ratings that the panel discussed. The finding stands as long as they do. */
  ratings: z.array(z.strictObject({ place, rating: rating.nullable() })),
});

/** A finding, as it is read back. */
export type FindingItem = Stored<typeof findingItem>;
