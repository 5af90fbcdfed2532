import * as z from 'zod';
import { fates, maxConditions } from '../../domain/decisions/decision-outcomes.ts';
import { day, filledLine, filledText, instant, slug, text, versionNumber } from '../basics.ts';
import { decisionOutcome, outcome } from '../results/outcomes.ts';

const condition = z.strictObject({
  text: filledText(2_000),
  criteria: z.array(slug).max(100).default([]),
  owner: filledLine(200),
  due: day,
});

/** Which other intervention is the answer, and why. */
const intervention = z.strictObject({ which: filledLine(200), why: filledText(4_000) });

const looked = z
  .boolean()
  .meta({
    description:
      'That whoever writes it has looked: words of the message that may mean a reviewer do not. It is asked for where there are such, because the message is sent at once.',
  })
  .optional();

/** What becomes of the endorsement that the register has. */
const fate = z
  .strictObject({
    becomes: z.enum(fates, { error: 'Choose what becomes of the endorsement.' }),
    until: day.nullable().default(null),
    message: text(4_000).default(''),
    looked,
    seen: z.strictObject({ roundId: slug, status: z.enum(['endorsed', 'suspended']), until: day }).optional(),
  })
  .meta({
    id: 'EndorsementFate',
    description:
      '`stands` until its next review, `suspended` until it is considered again (both with the day in `until`), `withdrawn`, or `replaced` (where this decision endorses, instead of `stands`). Suspension and withdrawal show in the register at once, and `message` is sent to the developer’s contact at once; that it stands, or is replaced, shows when the letter about this decision is released. `seen`: the endorsement as whoever decides has seen it, to be refused where it stands otherwise by now: the round whose decision made it, and until when it is endorsed or suspended.',
  });

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
    /** Needed where the register has an endorsement of the specification, and left out otherwise. */
    endorsement: fate.nullable().default(null),
  })
  .meta({
    id: 'NewDecision',
    description:
      'The outcome is one of the round’s kind: `endorse`, `endorse-with-conditions`, `return-for-revision` or `do-not-endorse`; of a gateway round `go-ahead`, `go-ahead-with-conditions`, `think-again` or `another-intervention`. A reason is needed where the decision departs from the recommendation; `another-intervention` needs `intervention` instead, which says which one and why. `message` and `intervention` go into the letter, `reason` never does. Where a version of the specification is endorsed now, `endorsement` must say what becomes of that.',
  });

const conditionView = z.strictObject({
  number: versionNumber,
  text: z.string(),
  criteria: z.array(slug),
  owner: z.string(),
  due: day,
  fulfilled: z.strictObject({ at: instant, by: slug, evidence: z.string() }).nullable(),
  /** When it was given more time, why, and when it was due before. The first first. */
  extensions: z.array(z.strictObject({ at: instant, by: slug, reason: z.string(), was: day })).default([]),
  /** When it was found not to be fulfilled after all, why, and what had been taken for evidence. The first first. */
  takenBack: z
    .array(z.strictObject({ at: instant, by: slug, reason: z.string(), evidence: z.string() }))
    .default([]),
});

/** Why an endorsement or a go-ahead is withdrawn. */
export const withdrawal = z
  .strictObject({
    /** For the Centre's record. */
    reason: filledText(4_000),
    /** What the developer's contact is told. */
    message: filledText(4_000),
    looked,
  })
  .meta({ id: 'Withdrawal' });

/** Why a condition is found not to be fulfilled after all, as the developer's contact is told. */
export const takingBack = z
  .strictObject({ reason: filledText(4_000), looked })
  .meta({ id: 'FulfilmentTakenBack' });

/** Until when a condition is given more time, and why, as the developer's contact is told. */
export const extension = z.strictObject({ due: day, ...takingBack.shape }).meta({ id: 'ConditionExtension' });

/** Why an endorsement is suspended, and by when it is considered again. */
export const suspension = z
  .strictObject({ ...withdrawal.shape, reconsiderBy: day })
  .meta({ id: 'Suspension' });

/** What was done to an endorsement or a go-ahead, with why, and what the developer was told. */
const step = z.strictObject({
  at: instant,
  by: slug,
  reason: z.string(),
  message: z.string(),
  roundId: slug.nullable().meta({
    description:
      'The round whose later decision did it, which has the reason; null where staff did it by itself.',
  }),
});

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
    /** What became of an earlier endorsement of the specification with it; decisions on gateway rounds do not speak of it. */
    endorsement: z
      .strictObject({
        roundId: slug,
        specificationVersion: versionNumber,
        becomes: z.enum(fates),
        until: day.nullable(),
        message: z.string(),
      })
      .nullable()
      .optional(),
    /** Where an endorsement is in the public register: not before its letter is released. Null for other decisions. */
    register: z.enum(['not-yet', 'endorsed', 'suspended', 'withdrawn', 'replaced', 'never']).nullable().meta({
      description:
        'Where an endorsement is in the public register: `not-yet` before its letter is released, `never` where it was withdrawn before that. Null for decisions that endorse nothing.',
    }),
    /** Null while an endorsement is not suspended. */
    suspended: z.strictObject({ ...step.shape, reconsiderBy: day }).nullable(),
    withdrawn: step.nullable(),
    /** When another endorsement of the specification took its place in the register, and whose. */
    replaced: z.strictObject({ at: instant, roundId: slug, specificationVersion: versionNumber }).nullable(),
    /** Raised by every change after the decision. */
    version: z.int().min(0),
  })
  .meta({ id: 'Decision' });
