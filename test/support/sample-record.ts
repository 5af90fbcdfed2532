import { createHash } from 'node:crypto';
import { readSampleReview, sampleCriteriaSet, sampleSpecifications } from '../../infra/local/samples.ts';
import {
  type CriteriaSet,
  criteriaOf,
  criteriaSetHash,
} from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { RoundRecord } from '../../shared/domain/exports/round-export.ts';
import { recommend } from '../../shared/domain/recommendations/recommendation.ts';
import { aggregate } from '../../shared/domain/results/aggregate.ts';
import { reviewHashes } from '../../shared/domain/reviews/receipt.ts';
import { emptyCriterionReview, firstLook, type ReviewContent } from '../../shared/domain/reviews/review.ts';

/** SHA-256 as the services have it. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function reviewContent(set: CriteriaSet, hash: string, reviewer: 1 | 2 | 3): ReviewContent {
  const { ratings, overallComment, overallNote } = readSampleReview(reviewer);
  return {
    criteriaSetHash: hash,
    ratings: Object.fromEntries(
      criteriaOf(set).map(({ id, number }) => [id, { ...emptyCriterionReview, ...ratings[number] }]),
    ),
    overallComment,
    overallNote,
  };
}

/**
 * The sample round, closed with the three sample reviews, as the table would keep it: under the sample criteria, or
 * under some of them, 10.2 among them.
 */
export function sampleRecord(set = sampleCriteriaSet()): RoundRecord {
  const hash = criteriaSetHash(set, sha256);
  const [specification] = sampleSpecifications();
  if (specification === undefined) throw new Error('There is no sample specification');
  const submissions = ([1, 2, 3] as const).map((place) => {
    const content = reviewContent(set, hash, place);
    return { place, look: firstLook, content, ...reviewHashes(content, sha256) };
  });
  const findings = [
    { criterionId: criteriaOf(set).find((c) => c.number === '10.2')?.id ?? '', status: 'met' as const },
  ];
  const panel: RoundRecord['panel'] = [
    { status: 'submitted', interest: 'none' },
    { status: 'submitted', interest: 'cleared' },
    { status: 'reopened', interest: 'none' },
    { status: 'recused', interest: 'recused' },
    { status: 'accepted', interest: 'none' },
  ];
  const grounds = { set, criteriaSetHash: hash, submissions, findings, unresolvedInterests: 0 };
  return {
    round: {
      roundId: 'sample-round',
      status: 'closed',
      title: specification.version.title,
      specificationId: specification.id,
      specificationVersion: 1,
      documentSha256: specification.version.documentSha256,
      criteriaSetId: set.id,
      criteriaSetVersion: 1,
      criteriaSetHash: hash,
      reviewsDue: '2026-08-10T09:00:00.000Z',
      closesAt: '2026-08-17T09:00:00.000Z',
      revision: 4,
      recommendationNumber: 1,
    },
    criteriaSet: set,
    panel,
    submissions,
    findings,
    result: aggregate(set, hash, submissions),
    recommendation: recommend(grounds),
  };
}
