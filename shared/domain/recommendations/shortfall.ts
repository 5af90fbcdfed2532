import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import { type Derivation, type Outcome, type ShareOfOthers, shareOfOthers } from './recommendation-rules.ts';

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
 * What keeps a round from the next better outcome and from `endorse`, in this order, without saying the same
 * twice. Empty for `endorse`, and for `hold`, where the ratings do not decide yet.
 */
export function shortfalls(
  set: CriteriaSet,
  { criteria, outcome, culprits }: Derivation,
): readonly Shortfall[] {
  const mandatory = criteria.filter((c) => c.mandatory && c.status !== 'met');
  const share = shareOfOthers(set, criteria);
  const ofEndorse: Shortfall = { outcome: 'endorse', mandatory, share: share.missing > 0 ? share : null };
  const unsettled = mandatory.some((c) => c.status === 'disputed' || c.status === 'insufficient');
  switch (outcome) {
    case 'endorse':
    case 'hold':
      return [];
    case 'endorse-with-conditions':
      return [ofEndorse];
    case 'refer-to-panel':
      return [{ outcome: 'endorse-with-conditions', mandatory: culprits, share: null }, ofEndorse];
    case 'return-for-revision': {
      const next = unsettled ? 'refer-to-panel' : 'endorse-with-conditions';
      return [{ outcome: next, mandatory: culprits, share: null }, ofEndorse];
    }
  }
}
