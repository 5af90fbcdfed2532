import * as z from 'zod';
import { textLimits, unableToJudge } from '../../domain/reviews/review.ts';
import { criteriaSetKind, instant, sha256, slug, text, versionNumber } from '../basics.ts';
import { assignmentStatus, interestState, roundStatus } from '../rounds/schemas.ts';

/** A rating: a level's value, "unable to judge", or null where nothing has been chosen yet. */
export const rating = z.union([z.int(), z.literal(unableToJudge)], {
  error: `Give a level of the scale, “${unableToJudge}”, or null.`,
});

/** What a reviewer says of one criterion. */
export const criterionReview = z
  .strictObject({
    rating: rating.nullable().default(null),
    reason: text(textLimits.reason).default(''),
    evidence: text(textLimits.evidence).default(''),
    comment: text(textLimits.comment).default(''),
    note: text(textLimits.note).default(''),
  })
  .meta({
    id: 'CriterionReview',
    description: 'What a reviewer says of one criterion. `note` is confidential.',
  });

/** A whole review, keyed by criterion id. */
export const reviewContent = z
  .strictObject({
    criteriaSetHash: sha256,
    ratings: z.record(slug, criterionReview),
    overallComment: text(textLimits.overall).default(''),
    overallNote: text(textLimits.overall).default(''),
  })
  .meta({ id: 'ReviewContent', description: 'A whole review. `ratings` is keyed by criterion id.' });

/** What a reviewer is given after submitting. */
export const receipt = z
  .strictObject({
    id: z.string(),
    roundId: slug,
    specificationId: slug,
    specificationVersion: versionNumber,
    criteriaSetId: slug,
    criteriaSetVersion: versionNumber,
    criteriaSetHash: sha256,
    submissionNumber: versionNumber,
    submittedAt: instant,
    contentHash: sha256,
  })
  .meta({ id: 'Receipt', description: 'Proof of a submission.' });

/** An assignment as its reviewer sees it: of the panel nobody but themselves. */
export const assignmentView = z
  .strictObject({
    roundId: slug,
    specificationId: slug,
    specificationVersion: versionNumber,
    title: z.string(),
    criteriaSetKind,
    sample: z.boolean(),
    reviewsDue: instant,
    closesAt: instant,
    roundStatus,
    status: assignmentStatus,
    interest: interestState,
    submissions: z.int().min(0),
    reopenedBecause: z.string().nullable(),
    /** What `ETag` names. */
    version: z.int().min(0),
  })
  .meta({
    id: 'AssignmentView',
    description:
      'One of your assignments. `version` is raised by whatever you do, and whatever staff do with it.',
  });

/** A reviewer’s own working draft. */
export const reviewView = z
  .strictObject({
    content: reviewContent,
    version: z.int().min(0),
    savedAt: instant.nullable(),
  })
  .meta({ id: 'ReviewView', description: 'Your working draft. Version 0 has never been saved.' });
