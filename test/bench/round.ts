import { recommend } from '../../shared/domain/recommendations/recommendation.ts';
import { aggregate } from '../../shared/domain/results/aggregate.ts';
import { type Rating, unableToJudge } from '../../shared/domain/reviews/review.ts';
import { groundsOf, panelOf, setHash, setOf } from '../../shared/domain/testing.ts';
import type { Timed } from './timing.ts';

/** What the projector derives of a round that never changes: a normal one with its budget, and a large one. */
export const derivations: readonly Timed[] = [
  derivation({ reviewers: 6, criteria: 40, budget: 5 }),
  derivation({ reviewers: 20, criteria: 500, budget: null }),
];

function derivation(size: { reviewers: number; criteria: number; budget: number | null }): Timed {
  const { reviewers, criteria, budget } = size;
  const set = setOf(
    Array.from({ length: criteria }, (_, i) => ({ mandatory: i % 2 === 0 })),
    { nonMandatoryShare: 0.8 },
  );
  const rows = Array.from({ length: criteria }, (_c, i) =>
    Array.from({ length: reviewers }, (_r, reviewer): Rating => {
      const drawn = (i * 7 + reviewer * 13 + i * reviewer) % 12;
      return drawn === 0 ? unableToJudge : drawn < 8 ? 2 : drawn % 4;
    }),
  );
  const submissions = panelOf(set, rows);
  const grounds = groundsOf(set, rows);
  return {
    what: `result, agreement and recommendation, ${reviewers} × ${criteria}`,
    budget,
    work: () => [aggregate(set, setHash, submissions), recommend(grounds)],
  };
}
