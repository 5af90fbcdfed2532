import {
  type CriteriaSet,
  type Criterion,
  criteriaOf,
  lowestOf,
  thresholdOf,
} from '../criteria-sets/criteria-set.ts';
import {
  type CriterionStatus,
  criterionStatus,
  criterionStatuses,
  statusRuleOf,
} from '../results/criterion-status.ts';
import { type Outcome, outcomesOf, type Verdict } from './outcomes.ts';
import { othersNeeded } from './recommendation-rules.ts';

/** How often, from 0 to 1, each outcome of the set’s kind of round comes out. */
export type OutcomeShares = Readonly<Partial<Record<Outcome, number>>>;

type StatusShares = Readonly<Record<CriterionStatus, number>>;

/** The share of ratings below the threshold that are two levels or more below it, where the scale has as many. */
const farBelowShare = 0.1;

/**
 * How often a specification would come out as each outcome by a set's rules. Every reviewer rates every criterion
 * by themselves, finds it met with the probability `quality` (0 to 1), and otherwise partly met, or with a tenth of
 * the rest far below. Exact: ratings of a criterion are counted by the multinomial distribution, criteria are
 * multiplied, and the share of those that are not mandatory adds up one criterion after the other.
 */
export function outcomeShares(set: CriteriaSet, reviewers: number, quality: number): OutcomeShares {
  const shares = verdictShares(set, reviewers, quality);
  return Object.fromEntries(
    (Object.keys(shares) as Verdict[]).map((verdict) => [outcomesOf[set.kind][verdict], shares[verdict]]),
  );
}

function verdictShares(set: CriteriaSet, reviewers: number, quality: number): Record<Verdict, number> {
  if (reviewers < set.rules.minReviews)
    return {
      hold: 1,
      'not-yet': 0,
      'refer-to-panel': 0,
      'yes-with-conditions': 0,
      yes: 0,
    };
  const all = criteriaOf(set).map((criterion) => ({
    mandatory: criterion.mandatory,
    shares: statusShares(set, criterion, reviewers, quality),
  }));
  const mandatory = all.filter((one) => one.mandatory).map(({ shares }) => shares);
  const others = all.filter((one) => !one.mandatory).map(({ shares }) => shares.met);
  const each = (share: (shares: StatusShares) => number) =>
    mandatory.reduce((product, shares) => product * share(shares), 1);
  const noneNotMet = each((shares) => 1 - shares['not-met']);
  const allSettled = each((shares) => shares.met + shares['partly-met']);
  const yes = each((shares) => shares.met) * atLeast(others, othersNeeded(set, others.length));
  return {
    hold: 0,
    'not-yet': 1 - noneNotMet,
    'refer-to-panel': noneNotMet - allSettled,
    'yes-with-conditions': allSettled - yes,
    yes,
  };
}

/** How often a criterion gets each status. */
function statusShares(
  set: CriteriaSet,
  criterion: Criterion,
  reviewers: number,
  quality: number,
): StatusShares {
  const threshold = thresholdOf(set, criterion);
  const isSecondLowest = threshold - 1 === lowestOf(set);
  const farBelow = isSecondLowest ? 0 : (1 - quality) * farBelowShare;
  const below = 1 - quality - farBelow;
  const rule = statusRuleOf(set, criterion);
  const shares = Object.fromEntries(criterionStatuses.map((status) => [status, 0])) as Record<
    CriterionStatus,
    number
  >;
  for (let far = 0; far <= reviewers; far += 1)
    for (let under = 0; under + far <= reviewers; under += 1) {
      const met = reviewers - far - under;
      const ratings = [
        ...Array.from({ length: met }, () => threshold),
        ...Array.from({ length: under }, () => threshold - 1),
        ...Array.from({ length: far }, () => threshold - 2),
      ];
      const ways = choose(reviewers, far) * choose(reviewers - far, under);
      shares[criterionStatus(ratings, rule)] += ways * quality ** met * below ** under * farBelow ** far;
    }
  return shares;
}

/** How many ways there are to choose k of n. */
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);

/** How probable it is that at least so many things happen, of which each happens with its own probability. */
function atLeast(probabilities: readonly number[], needed: number): number {
  let counts: readonly number[] = [1];
  for (const p of probabilities)
    counts = [...counts, 0].map((none, i) => none * (1 - p) + (counts[i - 1] ?? 0) * p);
  return counts.slice(needed).reduce((sum, share) => sum + share, 0);
}
