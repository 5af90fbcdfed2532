import {
  type CriteriaSet,
  type Criterion,
  criteriaOf,
  criteriaSetHash,
} from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { RoundRecord } from '../../shared/domain/exports/round-export.ts';
import { type Finding, recommend } from '../../shared/domain/recommendations/recommendation.ts';
import { aggregate } from '../../shared/domain/results/aggregate.ts';
import { reviewHashes } from '../../shared/domain/reviews/receipt.ts';
import {
  emptyCriterionReview,
  type Rating,
  type ReviewContent,
  unableToJudge,
} from '../../shared/domain/reviews/review.ts';
import { sampleRecord, sha256 } from '../support/sample-record.ts';

const sample = sampleRecord();
const all = criteriaOf(sample.criteriaSet);
const [mandatory, another] = all.filter((criterion) => criterion.mandatory) as [Criterion, Criterion];

const safety = all.find((criterion) => criterion.dissentRefers) as Criterion;

/** What makes a record another than the sample's: who rated what, and what became of it. */
interface Given {
  readonly set?: CriteriaSet;
  /** The reviewers who have submitted, from 1. */
  readonly reviewers?: number;
  /** What a reviewer says of a criterion. */
  readonly rating?: (criterion: Criterion, place: number) => Rating;
  readonly findings?: readonly Finding[];
  /** How many declared interests are unresolved. */
  readonly waits?: number;
  readonly isOpen?: true;
}

function recordOf({
  set = sample.criteriaSet,
  reviewers = 3,
  rating = () => 3,
  ...given
}: Given): RoundRecord {
  const criteriaHash = criteriaSetHash(set, sha256);
  const places = Array.from({ length: reviewers }, (_, i) => i + 1);
  const submissions = places.map((place) => {
    const content: ReviewContent = {
      criteriaSetHash: criteriaHash,
      ratings: Object.fromEntries(
        criteriaOf(set).map((criterion) => {
          const said = rating(criterion, place);
          const reason = said === unableToJudge ? 'This is outside my field.' : '';
          return [criterion.id, { ...emptyCriterionReview, rating: said, reason, evidence: 'Page 4' }];
        }),
      ),
      overallComment: `A sample comment of R${place}.`,
      overallNote: place === 1 ? 'A sample note.' : '',
    };
    return {
      ...sample.submissions[0],
      place,
      content,
      ...reviewHashes(content, sha256),
    };
  }) as unknown as RoundRecord['submissions'];
  const unresolvedInterests = given.waits ?? 0;
  const panel = places.map((place) => ({
    status: 'submitted' as const,
    interest: place <= unresolvedInterests ? ('declared' as const) : ('none' as const),
  }));
  const findings = given.findings ?? [];
  return {
    round: {
      ...sample.round,
      status: given.isOpen === undefined ? 'closed' : 'open',
      criteriaSetId: set.id,
      criteriaSetHash: criteriaHash,
      recommendationNumber: given.isOpen === undefined ? 1 : null,
    },
    criteriaSet: set,
    panel,
    submissions,
    findings,
    result: aggregate(set, criteriaHash, submissions),
    recommendation:
      given.isOpen === undefined
        ? recommend({ set, criteriaSetHash: criteriaHash, submissions, findings, unresolvedInterests })
        : null,
  };
}

/** Says this of one criterion, by place, and "met" of all others. */
const of = (one: Criterion, said: (place: number) => Rating) => (criterion: Criterion, place: number) =>
  criterion.id === one.id ? said(place) : 3;

const yesOrNo: CriteriaSet = {
  ...sample.criteriaSet,
  id: 'sample-yes-or-no',
  scale: [
    { value: 1, label: 'No', meaning: 'The specification does not say so.' },
    { value: 2, label: 'Yes', meaning: 'The specification says so.' },
  ],
  rules: { ...sample.criteriaSet.rules, threshold: 2 },
  sections: sample.criteriaSet.sections.map((section) => ({
    ...section,
    criteria: section.criteria.map((criterion) => ({ ...criterion, threshold: null })),
  })),
};

const gateway: CriteriaSet = { ...sample.criteriaSet, id: 'sample-gateway', kind: 'gateway' };

/** Rounds of every kind of outcome, by the names of their golden files. */
export const goldenRecords: Readonly<Record<string, RoundRecord>> = {
  'sample-with-finding-and-conditions': sample,
  endorse: recordOf({}),
  'endorse-six-reviewers': recordOf({ reviewers: 6, rating: (_, place) => (place % 2 === 0 ? 4 : 3) }),
  'endorse-with-conditions': recordOf({ rating: of(mandatory, () => 2) }),
  'return-for-revision': recordOf({ rating: of(mandatory, () => 1) }),
  'refer-to-panel': recordOf({ rating: of(mandatory, (place) => ([1, 4, 4][place - 1] ?? 4) as Rating) }),
  'met-by-two-of-three': recordOf({
    rating: of(mandatory, (place) => ([2, 4, 4][place - 1] ?? 4) as Rating),
  }),
  'refer-to-panel-one-dissent-on-safety': recordOf({
    reviewers: 4,
    rating: of(safety, (place) => (place === 3 ? 1 : 3)),
  }),
  'refer-to-panel-too-few-ratings': recordOf({
    rating: of(mandatory, (place) => (place === 1 ? 3 : unableToJudge)),
  }),
  'finding-not-met': recordOf({
    rating: of(another, (place) => ([1, 4, 4][place - 1] ?? 4) as Rating),
    findings: [{ criterionId: another.id, status: 'not-met' }],
  }),
  'unable-to-judge': recordOf({
    reviewers: 4,
    rating: of(mandatory, (place) => (place === 4 ? unableToJudge : 3)),
  }),
  'hold-interest-waits': recordOf({ waits: 1 }),
  'hold-too-few-reviews': recordOf({ reviewers: 1 }),
  'hold-no-review': recordOf({ reviewers: 0 }),
  'open-no-recommendation': recordOf({ isOpen: true, reviewers: 2 }),
  'gateway-go-ahead': recordOf({ set: gateway }),
  'gateway-go-ahead-with-conditions': recordOf({ set: gateway, rating: of(mandatory, () => 2) }),
  'gateway-think-again': recordOf({ set: gateway, rating: of(mandatory, () => 1) }),
  'yes-or-no-with-a-no': recordOf({
    set: yesOrNo,
    rating: (one) => (one.mandatory && one.number.endsWith('.1') ? 1 : 2),
  }),
  'yes-or-no-endorse': recordOf({ set: yesOrNo, rating: () => 2 }),
};
