import type { CriteriaSetKind } from '../../shared/domain/criteria-sets/criteria-set.ts';

/** Who stands behind what a round judges: of a proposal at the gateway nobody has developed anything yet. */
export const whoMadeIt = (kind: CriteriaSetKind): 'sponsor' | 'developer' =>
  kind === 'gateway' ? 'sponsor' : 'developer';
