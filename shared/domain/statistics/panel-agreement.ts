import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import type { Rating } from '../reviews/review.ts';
import { type BootstrapAlpha, bootstrapAlpha, gwetAC1, percentAgreement } from './agreement.ts';

/** How far a panel agrees over all criteria of a round. Shown, never deciding. */
export interface PanelAgreement {
  /**
   * Krippendorff's alpha, ordinal (Krippendorff 2011). Null where undefined: fewer than two criteria with two
   * ratings, or no variation among them.
   */
  readonly alpha: number | null;
  /** Alpha's 95% interval from resampling criteria (Efron & Tibshirani 1993); null where alpha is. */
  readonly interval: Omit<BootstrapAlpha, 'alpha'> | null;
  /** Gwet's AC1 on the declared scale (Gwet 2008); null where no criterion has two ratings. */
  readonly ac1: number | null;
  /** Share (0 to 1) of pairs of reviewers with the same rating (Gwet 2014); null where no criterion has two. */
  readonly rawAgreement: number | null;
}

/** One seed for every round, so that anybody who has the ratings gets the same interval. */
const intervalOptions = { metric: 'ordinal', resamples: 1_000, confidence: 0.95, seed: 1 } as const;

/**
 * The panel's agreement from every criterion's ratings, a column for each reviewer. "Unable to judge" counts as
 * missing, and so does a level that the set's scale lacks: it was given against another version.
 */
export function panelAgreement(set: CriteriaSet, panel: readonly (readonly Rating[])[]): PanelAgreement {
  const levels = set.scale.map((level) => level.value);
  const ratings = panel.map((row) => row.map((rating) => levels.find((level) => level === rating) ?? null));
  const estimate = bootstrapAlpha(ratings, intervalOptions);
  return {
    alpha: estimate?.alpha ?? null,
    interval: estimate && intervalOf(estimate),
    ac1: gwetAC1(ratings, { levels }),
    rawAgreement: percentAgreement(ratings),
  };
}

const intervalOf = ({ alpha: _, ...interval }: BootstrapAlpha): PanelAgreement['interval'] => interval;
