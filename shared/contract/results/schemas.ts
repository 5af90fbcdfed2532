import * as z from 'zod';
import { ruleEdition } from '../../domain/criteria-sets/criteria-set.ts';
import { decisionOutcomes } from '../../domain/decisions/decision-outcomes.ts';
import { ruleOrder } from '../../domain/recommendations/outcomes.ts';
import { unableToJudge } from '../../domain/reviews/review.ts';
import { instant, look, place, sha256, slug, versionNumber } from '../basics.ts';
import { findingView } from '../findings/schemas.ts';
import { count, criterionStatus, outcome, share } from './outcomes.ts';

const statusCounts = z.record(criterionStatus, count);

const agreement = z.strictObject({
  alpha: z.number().max(1).nullable(),
  interval: z
    .strictObject({
      lower: z.number().max(1),
      upper: z.number().max(1),
      resamples: count,
      undefinedResamples: count,
    })
    .nullable(),
  ac1: z.number().max(1).nullable(),
  rawAgreement: share.nullable(),
});

/** The aggregate of a round's current submissions. */
export const roundResult = z
  .strictObject({
    look,
    criteriaSetHash: sha256,
    submissions: z.array(z.strictObject({ place, contentHash: sha256, criteriaSetHash: sha256 })),
    criteria: z.array(
      z.strictObject({
        criterionId: slug,
        counts: z.array(count),
        unableToJudge: count,
        lowerMedian: z.int().nullable(),
        shareAtOrAbove: share.nullable(),
        interquartileRange: z.number().min(0).nullable(),
        averageDeviation: z.number().min(0).nullable(),
        deviationFlagged: z.boolean(),
        status: criterionStatus,
      }),
    ),
    sections: z.array(z.strictObject({ sectionId: slug, statusCounts })),
    statusCounts,
    agreement,
  })
  .meta({ id: 'RoundResult', description: 'Counts only: no text and no names. Reviewers are panel places.' });

/** A recommendation with its trace. */
export const recommendation = z
  .strictObject({
    ruleEdition: z.literal(ruleEdition),
    look,
    criteriaSetHash: sha256,
    outcome,
    conditions: z.array(slug),
    disputed: z.array(slug),
    places: z.array(place),
    unresolvedInterests: count,
    criteria: z.array(
      z.strictObject({
        criterionId: slug,
        number: z.string(),
        mandatory: z.boolean(),
        dissentRefers: z.boolean(),
        threshold: z.int(),
        minReviews: count,
        panel: z.array(z.union([z.int(), z.literal(unableToJudge), z.null()])),
        unableToJudge: count,
        ratings: count,
        needed: count,
        third: count,
        atOrAbove: count,
        below: count,
        strongDissents: count,
        lowerMedian: z.int().nullable(),
        ratedStatus: criterionStatus,
        byFinding: z.boolean(),
        status: criterionStatus,
        changesWithout: z.array(place),
        undecidedWithout: z.array(place),
      }),
    ),
    rules: z.array(
      z.strictObject({
        rule: z.enum(ruleOrder),
        fired: z.boolean(),
        criteria: z.array(slug),
      }),
    ),
    sensitivity: z.array(z.strictObject({ place, outcome })),
    shortOf: z.array(
      z.strictObject({
        outcome,
        mandatory: z.array(slug),
        othersMissing: count,
      }),
    ),
  })
  .meta({ id: 'Recommendation', description: 'What the rules recommend, with every step that led there.' });

/** A recommendation in sentences. No hash depends on them, and they may be worded otherwise at any time. */
const explanation = z
  .strictObject({
    reasons: z.array(z.string()).readonly(),
    rules: z.array(z.string()).readonly(),
    criteria: z.array(z.strictObject({ criterionId: slug, sentence: z.string() })).readonly(),
    sensitivity: z.string(),
    shortOf: z.array(z.string()).readonly(),
  })
  .meta({
    id: 'Explanation',
    description: 'The recommendation in sentences, made when it is asked for. No hash depends on them.',
  });

/** A recommendation as it was kept: numbered and immutable. */
export const numberedRecommendation = z
  .strictObject({ number: versionNumber, revision: count, derivedAt: instant, recommendation })
  .meta({ id: 'NumberedRecommendation' });

/** A recommendation with its explanation, as it is answered. */
export const explainedRecommendation = z
  .strictObject({ ...numberedRecommendation.shape, explanation })
  .meta({ id: 'ExplainedRecommendation' });

/** A result as it was projected. */
export const projectedResult = z
  .strictObject({ revision: count, projectedAt: instant, result: roundResult })
  .meta({
    id: 'ProjectedResult',
    description: 'The result at a revision of the round; it is current when the round has the same revision.',
  });

/** One criterion as the panel sees it: ratings, evidence and comments by panel place. */
export const criterionDetail = z
  .strictObject({
    criterionId: slug,
    number: z.string(),
    text: z.string(),
    guidance: z.string(),
    mandatory: z.boolean(),
    /** Null before the first submission. */
    status: criterionStatus.nullable(),
    ratedStatus: criterionStatus.nullable(),
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

/** What reviewers say of the specification as a whole, by panel place. */
export const overallReviews = z.array(
  z.strictObject({
    place,
    comment: z.string(),
    /** Confidential: null for everybody but staff. */
    note: z.string().nullable(),
  }),
);

/** How much of a comment is given where the comments of a whole round are read, in UTF-16 code units. */
export const commentStart = 500;

/** What reviewers say, by panel place: of the specification as a whole, and of each criterion. */
export const comments = z
  .strictObject({
    reviews: overallReviews,
    /** Criteria on which nobody comments are left out. */
    criteria: z.array(
      z.strictObject({
        criterionId: slug,
        comments: z.array(
          z.strictObject({
            place,
            start: z.string().max(commentStart),
            /** False where the comment is longer; `getCriterion` has the whole. */
            isWhole: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Comments' });

/** A criterion’s status before and after; null where there was or is no such criterion. */
export const comparedCriterion = z.strictObject({
  criterionId: slug,
  number: z.string(),
  before: criterionStatus.nullable(),
  after: criterionStatus.nullable(),
});

/** What became of each criterion since the round of the specification that was decided last. */
export const roundComparison = z
  .strictObject({
    /** Null where no round on this version or an earlier one was decided before, against the same criteria set. */
    previous: z
      .strictObject({
        roundId: slug,
        specificationVersion: versionNumber,
        /** What was recommended, what was decided, and when. */
        outcome,
        decision: z.enum(decisionOutcomes),
        decidedAt: instant,
        /** What has become of that decision since; left out where it stands. */
        since: z.enum(['withdrawn', 'suspended', 'replaced']).optional(),
      })
      .nullable(),
    changed: z.array(comparedCriterion),
    unchanged: z.int().min(0),
  })
  .meta({ id: 'RoundComparison' });
