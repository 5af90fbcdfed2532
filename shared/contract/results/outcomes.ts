import * as z from 'zod';
import { decisionOutcomes } from '../../domain/decisions/decision-outcomes.ts';
import { outcomes, ruleOrder } from '../../domain/recommendations/outcomes.ts';

/** How many of something. */
export const count = z.int().min(0);

/** A part of a whole, 0 to 1. */
export const share = z.number().min(0).max(1);

/** How a panel found a criterion. */
export const criterionStatus = z.enum(['met', 'partly-met', 'not-met', 'disputed', 'insufficient']);

/** What the rules recommend: an outcome of the round’s kind. */
export const outcome = z.enum(outcomes);

/** What the Centre decides: an outcome of the round’s kind. */
export const decisionOutcome = z.enum(decisionOutcomes, { error: 'Choose a decision.' });

/** Why the rules recommend what they do, as data: what an email says it from. */
export const reasons = z.strictObject({
  /** What the round’s scale calls the statuses; null where they are said as usual. */
  levels: z.strictObject({ met: z.string(), 'partly-met': z.string(), 'not-met': z.string() }).nullable(),
  rule: z.enum(ruleOrder),
  because: z.array(z.strictObject({ number: z.string(), status: criterionStatus })).readonly(),
  reviews: count,
  minReviews: count,
  unresolvedInterests: count,
  others: z.strictObject({ others: count, met: count, needed: count, missing: count }),
  nonMandatoryShare: share,
  met: count,
  criteria: count,
  disputed: z.array(z.string()).readonly(),
  notUnanimous: z.array(z.strictObject({ number: z.string(), atOrAbove: count, ratings: count })).readonly(),
  dissents: z.array(z.strictObject({ number: z.string(), strongDissents: count })).readonly(),
});
