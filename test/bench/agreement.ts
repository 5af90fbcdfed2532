import { bootstrapAlpha, krippendorffAlpha } from '../../shared/domain/statistics/agreement.ts';
import { derivations } from './round.ts';
import { type Report, type Timed, time } from './timing.ts';

/**
 * Times the figures on made-up ratings that never change, and the rounds that they are part of.
 */
export function run(): Report {
  const large = madeUpRatings(500, 200);
  const measurements = large.map((row, i) =>
    row.map((rating, j) => (rating === null ? null : rating + Math.sin(i * 200 + j))),
  );
  const ordinal = { metric: 'ordinal' } as const;
  const thousand = { metric: 'ordinal', resamples: 1_000, confidence: 0.95, seed: 1 } as const;
  const interval: Timed = {
    what: 'alpha and interval, 1,000 resamples, 500 × 200',
    budget: 100,
    work: () => bootstrapAlpha(large, thousand),
  };
  // Four times the ratings from row to row. Drawing costs by criterion, whatever the number of reviewers.
  const growth = [
    { times: 1, criteria: 125, reviewers: 50 },
    { times: 4, criteria: 250, reviewers: 100 },
    { times: 16, criteria: 500, reviewers: 200 },
  ].flatMap(({ times, criteria, reviewers }): Timed[] => {
    const ratings = madeUpRatings(criteria, reviewers);
    const size = `${times}× (${criteria} × ${reviewers})`;
    const measured = { budget: null, ratings: criteria * reviewers };
    return [
      { ...measured, what: `growth, alpha alone, ${size}`, work: () => krippendorffAlpha(ratings, ordinal) },
      { ...measured, what: `growth, with interval, ${size}`, work: () => bootstrapAlpha(ratings, thousand) },
    ];
  });
  // Nearly every rating another one: the work follows the ratings, not the levels.
  const measured: Timed = {
    what: 'the same of measurements, interval metric, 500 × 200',
    budget: null,
    work: () => bootstrapAlpha(measurements, { ...thousand, metric: 'interval' }),
  };
  return time([interval, ...derivations, ...growth, measured]);
}

/** Ratings on five levels (0 to 4) that scatter about each criterion's own level, one in ten missing. */
function madeUpRatings(criteria: number, reviewers: number): (number | null)[][] {
  let state = 12_345;
  const random = () => {
    state = (16_807 * state) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: criteria }, () => {
    const centre = random() * 5;
    return Array.from({ length: reviewers }, () => {
      const rating = Math.floor(centre + (random() - 0.5) * 3);
      return random() < 0.1 ? null : Math.min(4, Math.max(0, rating));
    });
  });
}
