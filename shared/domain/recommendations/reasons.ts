import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import type { CriterionStatus, StatusGrounds } from '../results/criterion-status.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import type { Recommendation } from './recommendation.ts';
import { type RuleName, type ShareOfOthers, shareOfOthers } from './recommendation-rules.ts';
import { type OwnStatuses, ownStatuses } from './status-words.ts';

/** What the reasons for a recommendation are said from, without the recommendation: an email carries no more. */
export interface Reasons {
  /** What the round’s scale calls the statuses; null where they are said as usual. */
  readonly levels: OwnStatuses | null;
  /** The rule that decided. */
  readonly rule: RuleName;
  /** Numbers of the criteria that made it fire, with what each is. */
  readonly because: readonly { readonly number: string; readonly status: CriterionStatus }[];
  readonly reviews: number;
  readonly minReviews: number;
  readonly unresolvedInterests: number;
  readonly others: ShareOfOthers;
  readonly nonMandatoryShare: number;
  readonly met: number;
  readonly criteria: number;
  /** Numbers of the criteria still disputed. */
  readonly disputed: readonly string[];
  /** The criteria that are met by their ratings, but not by all of them. */
  readonly notUnanimous: readonly (Pick<StatusGrounds, 'atOrAbove' | 'ratings'> & {
    readonly number: string;
  })[];
  /** The criteria, met or disputed by their ratings, on which somebody dissents strongly. */
  readonly dissents: readonly (Pick<StatusGrounds, 'strongDissents'> & { readonly number: string })[];
}

/** The reasons for a recommendation. `set` is the criteria set version that it was derived by. */
export function reasonsFor(recommendation: Recommendation, set: CriteriaSet): Reasons {
  const { criteria, places, unresolvedInterests, rules } = recommendation;
  const fired = rules.find((rule) => rule.fired);
  if (fired === undefined) throw new Error('One rule always fires');
  return {
    levels: ownStatuses(set),
    rule: fired.rule,
    because: criteria
      .filter(({ criterionId }) => fired.criteria.includes(criterionId))
      .map(({ number, status }) => ({ number, status })),
    reviews: places.length,
    minReviews: set.rules.minReviews,
    unresolvedInterests,
    others: shareOfOthers(set, criteria),
    nonMandatoryShare: set.rules.nonMandatoryShare,
    met: criteria.filter((c) => c.status === 'met').length,
    criteria: criteria.length,
    disputed: criteria.filter((c) => c.status === 'disputed').map((c) => c.number),
    notUnanimous: criteria
      .filter((c) => c.ratedStatus === 'met' && c.atOrAbove < c.ratings)
      .map(({ number, atOrAbove, ratings }) => ({ number, atOrAbove, ratings })),
    dissents: criteria.filter(isContested).map(({ number, strongDissents }) => ({ number, strongDissents })),
  };
}

/** Whether somebody dissents strongly from what others find met; where nobody does, nothing is dissented from. */
const isContested = ({ ratedStatus, strongDissents }: JudgedCriterion) =>
  strongDissents > 0 && (ratedStatus === 'met' || ratedStatus === 'disputed');
