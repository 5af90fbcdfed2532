import * as z from 'zod';
import { type Defect, fail, ok, type Result } from '../../domain/basics/result.ts';
import { firstDifference } from '../../domain/exports/first-difference.ts';
import { partFormat } from '../../domain/exports/parts.ts';
import { exportFormat, exportParts, type RoundExport } from '../../domain/exports/round-export.ts';
import { maxPanel } from '../../domain/rounds/round.ts';
import { instant, look, place, sha256, slug, text, versionNumber } from '../basics.ts';
import { criteriaSet } from '../criteria-sets/schemas.ts';
import { defectsOf } from '../defects.ts';
import { recommendation, roundResult } from '../results/schemas.ts';
import { criterionReview, reviewContent } from '../reviews/schemas.ts';
import { assignmentStatus, interestState, roundStatus } from '../rounds/schemas.ts';

const openReview = z.strictObject({
  criteriaSetHash: sha256,
  ratings: z.record(slug, z.strictObject(criterionReview.omit({ note: true }).shape)),
  overallComment: reviewContent.shape.overallComment,
});

const notes = z.strictObject({
  place,
  notes: z.record(slug, criterionReview.shape.note),
  overallNote: reviewContent.shape.overallNote,
});

const hashes = z.strictObject(
  Object.fromEntries([...exportParts, 'all'].map((part) => [part, sha256])) as Record<
    (typeof exportParts)[number] | 'all',
    typeof sha256
  >,
);

/** What an export says that it does not have. */
export const leftOut = z
  .enum([
    'drafts',
    'reviews',
    'reviews-of-open-rounds',
    'results-of-open-rounds',
    'submissions-not-counted',
    'times-of-submissions',
    'earlier-recommendations',
    'ratings-behind-findings',
    'notes',
    'places',
    'receipts',
    'findings',
    'severity',
    'concerns',
    'advice',
  ])
  .meta({
    id: 'LeftOut',
    description:
      'Drafts are read by their reviewers alone, and reviews of an open round are in no export but their reviewer’s own, nor is its result. Confidential notes are for staff, and patient-safety concerns for staff who are not on the panel. What a member of the Oversight Group advises is in their own export alone. The rest would join people with panel places, which the Centre’s setting keeps apart: whoever wrote it can export it themselves.',
  });

/** The shape of a round's export. Whether it is true is for `verifyRoundExport` to say. */
export const roundExport = z
  .strictObject({
    format: z.strictObject({
      name: z.literal(exportFormat.name),
      version: z.literal(exportFormat.version),
    }),
    round: z.strictObject({
      roundId: slug,
      status: roundStatus,
      title: text(200),
      specificationId: slug,
      specificationVersion: versionNumber,
      /** Null for a proposal. */
      documentSha256: sha256.nullable(),
      criteriaSetId: slug,
      criteriaSetVersion: versionNumber,
      criteriaSetHash: sha256,
      reviewsDue: instant,
      closesAt: instant,
      revision: z.int().min(0),
      recommendationNumber: versionNumber.nullable(),
    }),
    criteriaSet,
    panel: z.array(
      z.strictObject({
        status: assignmentStatus,
        interest: interestState,
        reviewers: z.int().min(1).max(maxPanel),
      }),
    ),
    submissions: z.array(
      z.strictObject({
        place,
        look,
        contentHash: sha256,
        notesHash: sha256,
        content: openReview,
      }),
    ),
    findings: z.array(
      z.strictObject({ criterionId: slug, status: z.enum(['met', 'partly-met', 'not-met']) }),
    ),
    result: roundResult,
    recommendation: recommendation.nullable(),
    hashes,
    confidential: z.array(notes).optional(),
  })
  .meta({
    id: 'RoundExport',
    description:
      'Everything from which a round’s result and recommendation follow, by panel place. `confidential` may be left out as a whole.',
  });

/** A part of a round's export. What it is a part of is for `join` to say, and whether that is true for `verifyRoundExport`. */
export const roundExportPart = z
  .strictObject({
    format: z.strictObject({
      name: z.literal(partFormat.name),
      version: z.literal(partFormat.version),
    }),
    part: versionNumber,
    parts: versionNumber,
    of: sha256,
    content: roundExport.partial(),
  })
  .meta({
    id: 'RoundExportPart',
    description:
      'One of `parts` parts of an export with the hash `of`: the first has everything but reviews. `npm run verify -- part-1.json part-2.json …` puts them together.',
  });

/**
 * Takes parsed JSON for an export if it has the shape of one, or names its first defect. What it gives is
 * the very data it was given: a default filled in would be verified instead of what the file says.
 */
export function parseRoundExport(json: unknown): Result<RoundExport, Defect> {
  const parsed = roundExport.safeParse(json);
  if (!parsed.success) {
    const [first] = defectsOf(parsed.error);
    return fail(first ?? { pointer: '', code: 'not-allowed', detail: 'This is not the export of a round.' });
  }
  const filledIn = firstDifference(json, parsed.data);
  return filledIn === null
    ? ok(json as RoundExport)
    : fail({ pointer: filledIn.pointer, code: 'missing', detail: 'This field is needed.' });
}
