import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { type Outcome, outcomes } from '../../../../shared/domain/recommendations/outcomes.ts';
import type { Reasons } from '../../../../shared/domain/recommendations/reasons.ts';
import { about, each, longTitle, type Samples } from '../../sample.ts';

const common: Omit<Reasons, 'rule' | 'because'> = {
  levels: null,
  reviews: 3,
  minReviews: 2,
  unresolvedInterests: 0,
  others: { others: 14, met: 12, needed: 12, missing: 0 },
  nonMandatoryShare: 0.8,
  met: 23,
  criteria: 27,
  disputed: [],
  notUnanimous: [],
  dissents: [],
};

const ofEndorsement = {
  endorse: {
    ...common,
    rule: 'share-reached',
    because: [],
    met: 25,
    notUnanimous: [
      { number: '4.2', atOrAbove: 2, ratings: 3 },
      { number: '6.1', atOrAbove: 5, ratings: 6 },
    ],
    dissents: [{ number: '6.1', strongDissents: 1 }],
  },
  'endorse-with-conditions': {
    ...common,
    rule: 'mandatory-partly-met',
    because: [
      { number: '7.2', status: 'partly-met' },
      { number: '8.1', status: 'partly-met' },
    ],
    disputed: ['10.2'],
  },
  'return-for-revision': {
    ...common,
    rule: 'mandatory-not-met',
    because: [{ number: '8.1', status: 'not-met' }],
    disputed: ['10.2'],
  },
  'refer-to-panel': {
    ...common,
    rule: 'mandatory-disputed-or-insufficient',
    because: [{ number: '10.2', status: 'disputed' }],
    disputed: ['10.2'],
    dissents: [{ number: '10.2', strongDissents: 2 }],
  },
  hold: { ...common, rule: 'too-few-reviews', because: [], reviews: 1, met: 0 },
} satisfies Partial<Record<Outcome, Reasons>>;

const levels = { met: 'Shown', 'partly-met': 'Partly shown', 'not-met': 'Not shown' };

const reasons: Record<Outcome, Reasons> = {
  ...ofEndorsement,
  'go-ahead': { ...ofEndorsement.endorse, levels },
  'go-ahead-with-conditions': { ...ofEndorsement['endorse-with-conditions'], levels },
  'think-again': { ...ofEndorsement['return-for-revision'], levels },
};

const recommendation: NoticeData<'recommendation'> = {
  ...about,
  criteriaSetHash: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',
  recommendationNumber: 1,
  outcome: 'endorse-with-conditions',
  reasons: reasons['endorse-with-conditions'],
  conditions: [
    '7.2 The assessment methods suit the learning outcomes.',
    '8.1 Supervision in the workplace is planned, resourced and assured.',
  ],
  moreConditions: 0,
  disputed: ['10.2 There is a fair way to recognise earlier learning.'],
  moreDisputed: 0,
  rawAgreement: 0.74,
};

const gatewayOutcomes: readonly Outcome[] = ['go-ahead', 'go-ahead-with-conditions', 'think-again'];
const isSettled = (outcome: Outcome) => ['endorse', 'go-ahead', 'hold'].includes(outcome);

export const samples: Samples<'recommendation'> = {
  ...each(outcomes, (outcome) => ({
    ...recommendation,
    outcome,
    criteriaSetKind: gatewayOutcomes.includes(outcome) ? 'gateway' : 'endorsement',
    reasons: reasons[outcome],
    rawAgreement: outcome === 'hold' ? null : recommendation.rawAgreement,
    conditions: outcome.endsWith('with-conditions') ? recommendation.conditions : [],
    disputed: isSettled(outcome) ? [] : recommendation.disputed,
  })),
  'long title': { ...recommendation, ...longTitle, recommendationNumber: 3 },
  'more criteria than are listed': { ...recommendation, moreConditions: 12, moreDisputed: 1 },
};
