import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import { type Outcome, outcomesOf } from './outcomes.ts';
import { type Derivation, type ShareOfOthers, shareOfOthers } from './recommendation-rules.ts';

/** What keeps a round from a better outcome than it has. */
export interface Shortfall {
  /** The better outcome. */
  readonly outcome: Outcome;
  /** The mandatory criteria that each need a better status for it. */
  readonly mandatory: readonly JudgedCriterion[];
  /** The criteria that are not mandatory, where more of them must be met for it; else null. */
  readonly share: ShareOfOthers | null;
}

/**
 * What keeps a round from the next better outcome and from the best one, in this order, without saying the same
 * twice. Empty for the best one, and for `hold`, where the ratings do not decide yet.
 */
export function shortfalls(
  set: CriteriaSet,
  { criteria, verdict, culprits }: Derivation,
): readonly Shortfall[] {
  const mandatory = criteria.filter((c) => c.mandatory && c.status !== 'met');
  const share = shareOfOthers(set, criteria);
  const outcomes = outcomesOf[set.kind];
  const ofBest: Shortfall = { outcome: outcomes.yes, mandatory, share: share.missing > 0 ? share : null };
  const unsettled = mandatory.some((c) => c.status === 'disputed' || c.status === 'insufficient');
  switch (verdict) {
    case 'yes':
    case 'hold':
      return [];
    case 'yes-with-conditions':
      return [ofBest];
    case 'refer-to-panel':
      return [{ outcome: outcomes['yes-with-conditions'], mandatory: culprits, share: null }, ofBest];
    case 'not-yet': {
      const next = outcomes[unsettled ? 'refer-to-panel' : 'yes-with-conditions'];
      return [{ outcome: next, mandatory: culprits, share: null }, ofBest];
    }
  }
}
