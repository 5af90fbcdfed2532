import * as z from 'zod';
import { look, sha256, slug, versionNumber } from '../../shared/contract/basics.ts';
import { receipt, reviewContent } from '../../shared/contract/reviews/schemas.ts';
import { doors } from '../../shared/domain/reviews/review.ts';
import { item, type Stored } from '../table/stored.ts';

/** A numbered copy of a review, as it was submitted; immutable. */
export const submissionItem = item('submission', {
  roundId: slug,
  personId: slug,
  place: z.int().min(1),
  number: versionNumber,
  look,
  receipt,
  notesHash: sha256,
  content: reviewContent,
  door: z.enum(doors).default('sheet'),
});

/** A submission, as it is read back. */
export type SubmissionItem = Stored<typeof submissionItem>;
