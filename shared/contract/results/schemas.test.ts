import { expect, it } from 'vitest';
import { recommend } from '../../domain/recommendations/recommendation.ts';
import { aggregate } from '../../domain/results/aggregate.ts';
import { unableToJudge } from '../../domain/reviews/review.ts';
import { groundsOf, panelOf, setHash, setOf } from '../../domain/testing.ts';
import { recommendation, roundResult } from './schemas.ts';

const set = setOf([{}, {}, { mandatory: false }, { mandatory: false }], { minReviews: 3 });

it.each([
  {
    panel: 'that leaves everything open',
    rows: [
      [2, 1, 2, 2],
      [0, 0, 1, 0],
      [2, 2, 0, 2],
      [unableToJudge, null, 2, 1],
    ],
  },
  { panel: 'of one', rows: [[2], [2], [2], [unableToJudge]] },
  { panel: 'of none', rows: [[], [], [], []] },
  {
    panel: 'that agrees',
    rows: [
      [2, 2, 2],
      [2, 2, 2],
      [2, 2, 2],
      [2, 2, 2],
    ],
  },
] as const)(
  'has every field of the result and recommendation of a panel $panel, and no other',
  ({ rows }) => {
    const result = aggregate(set, setHash, panelOf(set, rows));
    expect(roundResult.parse(result)).toEqual(result);
    const recommended = recommend(groundsOf(set, rows));
    expect(recommendation.parse(recommended)).toEqual(recommended);
  },
);
