import type * as z from 'zod';
import type { reviewView as view } from '../../shared/contract/reviews/schemas.ts';
import { emptyReview } from '../../shared/domain/reviews/review.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { stale } from '../use-case/lock.ts';
import type { Problem } from '../use-case/problem.ts';
import type { ReviewItem } from './stored-review.ts';

/** A working draft as its reviewer sees it: empty where it was never saved. */
export const reviewView = (
  review: ReviewItem | null,
  { criteriaSetHash }: RoundItem,
): z.output<typeof view> => ({
  content: review?.content ?? emptyReview(criteriaSetHash),
  version: review?.version ?? 0,
  savedAt: review?.savedAt ?? null,
});

/** The problem of whoever saves or submits over another draft than the one that stands. */
export const staleReview = (now: ReviewItem | null, round: RoundItem): Problem<'stale'> =>
  stale('review', now?.version ?? 0, reviewView(now, round));
