import * as z from 'zod';
import { textLimits, unableToJudge } from '../domain/reviews/review.ts';
import { assignmentStatuses, interestStates, roundStatuses } from '../domain/rounds/round.ts';
import { type ProblemCode, problems, problemType } from './problems.ts';

const utf8Safe = (value: string) => !/\p{Surrogate}/u.test(value);

/** Text of at most `max` UTF-16 code units that survives UTF-8: half of a surrogate pair is refused. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `Use at most ${max.toLocaleString('en-GB')} characters.`)
    .refine(utf8Safe, {
      error: 'This text holds half of a character. Type it again.',
    });

/** Text that says something. */
export const filledText = (max: number) =>
  text(max).refine((value) => value.trim() !== '', { error: 'Fill this in.', params: { code: 'missing' } });

/** Words that stand one space apart, however they were typed. */
export const oneSpaceApart = (value: string): string => value.trim().replace(/\s+/g, ' ');

/** An area of practice. Specifications are found together by it, so its white space is read as one space. */
export const areaOfPractice = filledText(200).overwrite(oneSpaceApart);

/** Lower-case letters, digits and hyphens: an id that stands in addresses. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
    'Use 1 to 64 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
  );

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime({ error: 'Give a time in UTC, such as 2026-08-06T16:30:00Z.' });

/** A version number, from 1. */
export const versionNumber = z.int().min(1).max(999_999);

/** SHA-256, lower-case hexadecimal. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Give a SHA-256 as 64 lower-case hexadecimal digits.');

/** A web address. `z.url()` needs a URL class that Apps Script lacks. */
export const webAddress = z
  .string()
  .max(2_000)
  .regex(/^https:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/, 'Give an address that starts with https://.');

/** An email address. */
export const emailAddress = z.email('Give an email address, such as name@example.org.').max(254);

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

/** Where a reviewer stands on a round. */
export const assignmentStatus = z.enum(assignmentStatuses);

/** A reviewer's declaration of interests. */
export const interestState = z.enum(interestStates);

/** Where a round stands. */
export const roundStatus = z.enum(roundStatuses);

const level = z.strictObject({
  value: z.int().min(0).max(99),
  label: filledText(60),
  meaning: text(1_000).default(''),
});

const criterion = z.strictObject({
  id: slug,
  number: z.string().regex(/^\d{1,3}(?:\.\d{1,3}){0,2}$/, 'Number criteria like 4 or 4.1.'),
  text: filledText(2_000),
  guidance: text(4_000).default(''),
  mandatory: z.boolean(),
  threshold: z.int().nullable().default(null),
});

/** Criteria with their guidance, rating scale and recommendation rules. */
export const criteriaSet = z
  .strictObject({
    id: slug,
    kind: z.enum(['endorsement', 'gateway']),
    title: filledText(200),
    sample: z.boolean().default(false),
    instructions: text(4_000).default(''),
    scale: z.array(level).min(2).max(9),
    rules: z.strictObject({
      minReviews: z.int().min(2).max(20),
      threshold: z.int(),
      nonMandatoryShare: z.number().min(0).max(1),
    }),
    sections: z
      .array(
        z.strictObject({
          id: slug,
          number: z.string().regex(/^\d{1,3}$/, 'Number sections like 4.'),
          title: filledText(200),
          criteria: z.array(criterion).min(1).max(100),
        }),
      )
      .min(1)
      .max(50),
  })
  .meta({ id: 'CriteriaSet' });

/** One version of a specification. */
export const specificationVersion = z
  .strictObject({
    title: filledText(200),
    areaOfPractice,
    credentialType: z.enum(['multi-professional-including-medicine', 'multi-professional', 'medical']),
    documentUrl: webAddress,
    documentSha256: sha256,
    capabilities: z
      .array(
        z.strictObject({
          id: slug,
          text: filledText(2_000),
          alignsTo: z
            .array(z.string().regex(/^[1-4]\.\d{1,2}$/, 'Name a framework capability like 1.4.'))
            .max(50)
            .default([]),
        }),
      )
      .max(200)
      .default([]),
  })
  .meta({ id: 'SpecificationVersion' });

/** An RFC 9457 problem of ours. */
export const problem = z
  .strictObject({
    type: z.enum(Object.keys(problems).map((code) => problemType(code as ProblemCode))),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string().optional(),
    currentVersion: z.string().optional(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description:
      'RFC 9457. `errors` points at every offending field (RFC 6901); `currentVersion` is the ETag that If-Match should have named.',
  });
