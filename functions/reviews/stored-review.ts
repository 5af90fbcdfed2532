import * as z from 'zod';
import { instant, look, versionNumber } from '../../shared/contract/basics.ts';
import { reviewContent } from '../../shared/contract/reviews/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A reviewer's working draft; its version is the one to be named when it is saved over. */
export const reviewItem = item('review', {
  version: versionNumber,
  look,
  content: reviewContent,
  savedAt: instant,
  /**
   * What the file said that was uploaded last, place by place in four characters each, and the version of the draft from
   * which it was made: its next upload is compared with that.
   */
  upload: z.strictObject({ draft: count, trace: z.string() }).nullable().default(null),
});

/** What a reviewer’s file said when it was uploaded last. */
export type LastUpload = NonNullable<ReviewItem['upload']>;

/** A reviewer's working draft, as it is read back. */
export type ReviewItem = Stored<typeof reviewItem>;
