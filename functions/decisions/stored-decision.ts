import { instant, slug } from '../../shared/contract/basics.ts';
import { decisionView } from '../../shared/contract/decisions/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/**
 * What the Centre decided. Only where it stands ever changes: `withdrawn`, `suspended`, `replaced`, `enteredAt`,
 * `reviewBy`, `outstanding` and `version`.
 */
export const decisionItem = item('decision', {
  ...decisionView.omit({ conditions: true, register: true }).shape,
  endorsement: decisionView.shape.endorsement.unwrap(),
  /** How many conditions are not fulfilled yet. */
  outstanding: count,
  /** When its endorsement entered the register; null before that, and for a decision that endorses nothing. */
  enteredAt: instant.nullable(),
});

/** One condition of a decision: an item of its own, so that it can fall due by itself. */
export const conditionItem = item('condition', {
  roundId: slug,
  ...decisionView.shape.conditions.element.shape,
});

/** A decision, as it is read back. */
export type DecisionItem = Stored<typeof decisionItem>;

/** A condition of a decision, as it is read back. */
export type ConditionItem = Stored<typeof conditionItem>;
