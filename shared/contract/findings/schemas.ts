import * as z from 'zod';
import { filledText, instant, place, slug, versionNumber } from '../basics.ts';

/** What a panel can find on a disputed criterion. */
export const findingStatus = z.enum(['met', 'partly-met', 'not-met'], {
  error: 'Choose what the panel found.',
});

/** Who took part in a panel discussion: reviewers by panel place, others by their id. */
export const tookPart = z
  .strictObject({ reviewers: z.array(place).max(20), others: z.array(slug).max(50) })
  .refine(({ reviewers, others }) => reviewers.length + others.length > 0, {
    error: 'Choose everybody who took part in the discussion.',
    path: ['reviewers'],
  });

/** A finding before it is recorded. */
export const newFinding = z
  .strictObject({ status: findingStatus, reason: filledText(4_000), tookPart })
  .meta({
    id: 'NewFinding',
    description: 'What the panel discussion concluded on a disputed criterion, why, and who took part.',
  });

/** A finding as it is kept: numbered per criterion, immutable. */
export const findingView = z
  .strictObject({
    roundId: slug,
    criterionId: slug,
    number: versionNumber,
    status: findingStatus,
    reason: z.string(),
    tookPart: z.strictObject({ reviewers: z.array(place), others: z.array(slug) }),
    recordedAt: instant,
    recordedBy: slug,
    /** The recommendation that took it into account. */
    recommendationNumber: versionNumber,
    /** Whether a rating of the criterion is another now than the panel discussed: then it counts no more. */
    lapsed: z.boolean(),
  })
  .meta({
    id: 'Finding',
    description:
      'Numbered per criterion and immutable; the latest of a criterion counts, unless it has lapsed because a rating of the criterion changed since.',
  });
