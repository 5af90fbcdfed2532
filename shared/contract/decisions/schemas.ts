import * as z from 'zod';
import { decisionOutcomes, maxConditions } from '../../domain/decisions/decision-outcomes.ts';
import { day, filledLine, filledText, instant, slug, text, versionNumber } from '../basics.ts';
import { outcome } from '../results/schemas.ts';

/** What the Centre decided. */
export const decisionOutcome = z.enum(decisionOutcomes, { error: 'Choose a decision.' });

const condition = z.strictObject({
  text: filledText(2_000),
  criteria: z.array(slug).max(100).default([]),
  owner: filledLine(200),
  due: day,
});

/** Which other intervention is the answer, and why. */
const intervention = z.strictObject({ which: filledLine(200), why: filledText(4_000) });

/** A decision before it is recorded. */
export const newDecision = z
  .strictObject({
    outcome: decisionOutcome,
    /** Why, for the Centre's record. */
    reason: text(4_000).default(''),
    /** What the developer is told besides. */
    message: text(4_000).default(''),
    conditions: z.array(condition).max(maxConditions).default([]),
    reviewBy: day.nullable().default(null),
    /** Needed where another intervention is the answer, and left out otherwise. */
    intervention: intervention.nullable().default(null),
  })
  .meta({
    id: 'NewDecision',
    description:
      'The outcome is one of the round’s kind: `endorse`, `endorse-with-conditions`, `return-for-revision` or `do-not-endorse`; of a gateway round `go-ahead`, `go-ahead-with-conditions`, `think-again` or `another-intervention`. A reason is needed where the decision departs from the recommendation; `another-intervention` needs `intervention` instead, which says which one and why. `message` and `intervention` go into the letter, `reason` never does.',
  });

const conditionView = z.strictObject({
  number: versionNumber,
  text: z.string(),
  criteria: z.array(slug),
  owner: z.string(),
  due: day,
  fulfilled: z.strictObject({ at: instant, by: slug, evidence: z.string() }).nullable(),
});

/** Why an endorsement or a go-ahead is withdrawn. */
export const withdrawal = z
  .strictObject({
    /** For the Centre's record. */
    reason: filledText(4_000),
    /** What the developer's contact is told. */
    message: filledText(4_000),
    /**
     * That whoever writes it has looked: words of the message that may mean a reviewer do not. It is asked for where
     * there are such, because the message is sent at once.
     */
    looked: z.boolean().optional(),
  })
  .meta({ id: 'Withdrawal' });

/** A decision as it is kept, with where its conditions stand, and whether it does. */
export const decisionView = z
  .strictObject({
    roundId: slug,
    specificationId: slug,
    specificationVersion: versionNumber,
    outcome: decisionOutcome,
    reason: z.string(),
    message: z.string(),
    recommended: outcome,
    recommendationNumber: versionNumber,
    departs: z.boolean(),
    conditions: z.array(conditionView),
    reviewBy: day.nullable(),
    intervention: intervention.nullable(),
    decidedAt: instant,
    decidedBy: slug,
    withdrawn: z.strictObject({ at: instant, by: slug, reason: z.string(), message: z.string() }).nullable(),
    /** Raised by every change after the decision. */
    version: z.int().min(0),
  })
  .meta({ id: 'Decision' });
