import * as z from 'zod';
import { decisionOutcomes, maxConditions } from '../domain/decisions/decision.ts';
import { criterionStatuses } from '../domain/results/criterion-status.ts';
import { unableToJudge } from '../domain/reviews/review.ts';
import { companionEntry } from './desk-schemas.ts';
import { maxBodyBytes } from './operation.ts';
import { outcome } from './result-schemas.ts';
import { filledText, instant, slug, text, versionNumber } from './schemas.ts';

/** A day of the calendar. */
export const day = z.iso.date({
  // A missing one is said to be missing, by zod's own words.
  error: ({ input }) => (input === undefined ? undefined : 'Give a real date, such as 2026-08-06.'),
});

/** A panel place, from 1. */
export const place = z.int().min(1).max(20);

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
  })
  .meta({
    id: 'Finding',
    description: 'Numbered per criterion and immutable; the latest of a criterion counts.',
  });

/** What the Centre decided. */
export const decisionOutcome = z.enum(decisionOutcomes, { error: 'Choose a decision.' });

const condition = z.strictObject({
  text: filledText(2_000),
  criteria: z.array(slug).max(100).default([]),
  owner: filledText(200),
  due: day,
});

/** A decision before it is recorded. */
export const newDecision = z
  .strictObject({
    outcome: decisionOutcome,
    /** Why, for the Centre's record. */
    reason: text(4_000).default(''),
    /** What the developer is told besides. */
    message: text(4_000).default(''),
    conditions: z.array(condition).max(maxConditions).default([]),
    reviewBy: day.nullable().default(null),
  })
  .meta({
    id: 'NewDecision',
    description:
      'A reason is needed where the decision departs from the recommendation. `message` goes into the letter, `reason` never does.',
  });

const conditionView = z.strictObject({
  number: versionNumber,
  text: z.string(),
  criteria: z.array(slug),
  owner: z.string(),
  due: day,
  fulfilled: z.strictObject({ at: instant, by: slug, evidence: z.string() }).nullable(),
});

/** Why an endorsement is withdrawn. */
export const withdrawal = z
  .strictObject({
    /** For the Centre's record. */
    reason: filledText(4_000),
    /** What the developer's contact is told. */
    message: filledText(4_000),
  })
  .meta({ id: 'Withdrawal' });

/** A decision as it is kept, with where its conditions and its endorsement stand. */
export const decisionView = z
  .strictObject({
    roundId: slug,
    specificationId: slug,
    specificationVersion: versionNumber,
    outcome: decisionOutcome,
    reason: z.string(),
    message: z.string(),
    recommended: outcome,
    recommendationNumber: versionNumber,
    departs: z.boolean(),
    conditions: z.array(conditionView),
    reviewBy: day.nullable(),
    decidedAt: instant,
    decidedBy: slug,
    withdrawn: z.strictObject({ at: instant, by: slug, reason: z.string(), message: z.string() }).nullable(),
    /** Raised by every change after the decision. */
    version: z.int().min(0),
  })
  .meta({ id: 'Decision' });

/**
 * The letter to the developer: one line that has room for a title and what was decided, and plain text, as much as a
 * request carries. No reviewer, neither by name nor by panel place.
 */
export const letterText = z.strictObject({ subject: filledText(250), body: filledText(maxBodyBytes) }).meta({
  id: 'LetterText',
  description:
    'In `body` an empty line ends a paragraph, a line that starts with “# ” is a heading, one that starts with “- ” an item of a list.',
});

/** What a letter says that must not reach a developer, and where. */
const leak = z
  .strictObject({
    where: z.enum(['subject', 'body']),
    /** From 1. */
    line: z.int().min(1),
    /** What it is and how to mend it. */
    sentence: z.string(),
    /** Where it begins, with the words around it, as they stand there on one line. */
    passage: z.string(),
  })
  .meta({ id: 'Leak' });

/** The letter that a decision would make, and what would keep it from being released. */
export const letterPreview = z
  .strictObject({ ...letterText.shape, leaks: z.array(leak) })
  .meta({ id: 'LetterPreview' });

/** The letter with where it stands. */
export const letterView = z
  .strictObject({
    roundId: slug,
    noticeId: z.string(),
    status: z.enum(['waiting', 'pending', 'sending', 'sent', 'failed', 'withheld']),
    organisation: z.string(),
    /** The developer's contact, to whom it goes; null for somebody who was erased. */
    contactName: z.string().nullable(),
    sample: z.boolean(),
    ...letterText.shape,
    /** As it was composed from the decision, where staff have changed it since; null where they have not. */
    composed: letterText.nullable(),
    /** What reviewers' comments had no room in it as composed: numbers of criteria, “the whole”. */
    leftOut: z.array(z.string()),
    /** What keeps it from being released. */
    leaks: z.array(leak),
    sentAt: instant.nullable(),
    /** Raised by every change. */
    version: z.int().min(0),
  })
  .meta({ id: 'Letter' });

/** A panel discussion that is called. */
export const newPanelCall = z
  .strictObject({
    /** When it starts. */
    at: instant,
    /** A place, or a link to join by. */
    where: filledText(500),
  })
  .meta({ id: 'NewPanelCall' });

const status = z.enum(
  criterionStatuses as [string, ...string[]] as ['met', 'partly-met', 'not-met', 'disputed', 'insufficient'],
);

/** One criterion as the panel sees it: ratings, evidence and comments by panel place. */
export const criterionDetail = z
  .strictObject({
    criterionId: slug,
    number: z.string(),
    text: z.string(),
    guidance: z.string(),
    mandatory: z.boolean(),
    /** Null before the first submission. */
    status: status.nullable(),
    ratedStatus: status.nullable(),
    reviews: z.array(
      z.strictObject({
        place,
        /** Only where the Centre's setting allows names. */
        name: z.string().nullable(),
        rating: z.union([z.int(), z.literal(unableToJudge)]).nullable(),
        reason: z.string(),
        evidence: z.string(),
        comment: z.string(),
        /** Confidential: null for everybody but staff. */
        note: z.string().nullable(),
      }),
    ),
    findings: z.array(findingView),
  })
  .meta({ id: 'CriterionDetail' });

const overallReviews = z.array(
  z.strictObject({
    place,
    comment: z.string(),
    /** Confidential: null for everybody but staff. */
    note: z.string().nullable(),
  }),
);

/** What reviewers say of the specification as a whole, by panel place. */
export const overallComments = z.strictObject({ reviews: overallReviews }).meta({ id: 'OverallComments' });

/** What the panel meets about. */
export const panelPaper = z
  .strictObject({
    roundId: slug,
    title: z.string(),
    specificationVersion: versionNumber,
    recommendationNumber: versionNumber,
    /** What reviewers say of the specification as a whole. Nobody's name, no confidential note. */
    overall: overallReviews,
    /** Criteria whose ratings leave them disputed, with and without a finding, in the order of the set. */
    disputed: z.array(criterionDetail),
    /** Numbers of the mandatory criteria with too few ratings, which no finding can settle. */
    tooFewRatings: z.array(z.string()),
  })
  .meta({ id: 'PanelPaper' });

/** What became of each criterion since the previous version's round. */
export const roundComparison = z
  .strictObject({
    /** Null where no earlier version of the specification has a recommendation. */
    previous: z.strictObject({ roundId: slug, specificationVersion: versionNumber, outcome }).nullable(),
    changed: z.array(
      z.strictObject({
        criterionId: slug,
        number: z.string(),
        before: status.nullable(),
        after: status.nullable(),
        sentence: z.string(),
      }),
    ),
    unchanged: z.int().min(0),
  })
  .meta({ id: 'RoundComparison' });

/** An endorsed specification as everybody may see it. */
export const registerEntry = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    areaOfPractice: z.string(),
    organisation: z.string(),
    specificationVersion: versionNumber,
    credentialType: z.enum(['multi-professional-including-medicine', 'multi-professional', 'medical']),
    outcome: z.enum(['endorse', 'endorse-with-conditions']),
    endorsedOn: day,
    reviewBy: day,
    conditionsOutstanding: z.int().min(0),
    sample: z.boolean(),
    companions: z.array(companionEntry),
  })
  .meta({ id: 'RegisterEntry' });
