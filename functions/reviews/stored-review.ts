import { instant, look, versionNumber } from '../../shared/contract/basics.ts';
import { reviewContent } from '../../shared/contract/reviews/schemas.ts';
import { item, type Stored } from '../table/stored.ts';

/** A reviewer's working draft; its version is the one to be named when it is saved over. */
export const reviewItem = item('review', {
  version: versionNumber,
  look,
  content: reviewContent,
  savedAt: instant,
});

/** A reviewer's working draft, as it is read back. */
export type ReviewItem = Stored<typeof reviewItem>;
