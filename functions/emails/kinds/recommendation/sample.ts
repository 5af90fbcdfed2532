import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import type { Outcome } from '../../../../shared/domain/recommendations/recommendation-rules.ts';
import { outcomeInWords } from '../../../../shared/domain/recommendations/trace-in-words.ts';
import { about, each, longTitle, type Samples } from '../../sample.ts';

const reasons: Record<Outcome, readonly string[]> = {
  endorse: ['Every mandatory criterion is met.', '13 of the 14 other criteria are met, and 12 are enough.'],
  'endorse-with-conditions': [
    'Mandatory criteria 7.2 and 8.1 are partly met.',
    'No mandatory criterion is not met or disputed, and none has too few ratings.',
    '23 of 27 criteria are met.',
  ],
  'return-for-revision': ['Mandatory criterion 8.1 is not met.', 'No dispute elsewhere could change that.'],
  'refer-to-panel': ['Reviewers dispute mandatory criterion 10.2.'],
  hold: ['1 review was submitted, and the rules need 2.'],
};

const recommendation: NoticeData<'recommendation'> = {
  ...about,
  criteriaSetHash: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',
  recommendationNumber: 1,
  outcome: 'endorse-with-conditions',
  reasons: [...reasons['endorse-with-conditions']],
  conditions: [
    '7.2 The assessment methods suit the learning outcomes.',
    '8.1 Supervision in the workplace is planned, resourced and assured.',
  ],
  moreConditions: 0,
  disputed: ['10.2 There is a fair way to recognise earlier learning.'],
  moreDisputed: 0,
  agreement: 'Agreement was moderate: reviewers gave the same rating in 74% of comparisons.',
};

export const samples: Samples<'recommendation'> = {
  ...each(Object.keys(outcomeInWords) as Outcome[], (outcome) => ({
    ...recommendation,
    outcome,
    reasons: [...reasons[outcome]],
    agreement:
      outcome === 'hold'
        ? 'Agreement cannot be shown: no criterion has been rated by 2 reviewers or more.'
        : recommendation.agreement,
    conditions: outcome === 'endorse-with-conditions' ? recommendation.conditions : [],
    disputed: outcome === 'endorse' || outcome === 'hold' ? [] : recommendation.disputed,
  })),
  'long title': { ...recommendation, ...longTitle, recommendationNumber: 3 },
  'more criteria than are listed': { ...recommendation, moreConditions: 12, moreDisputed: 1 },
};
