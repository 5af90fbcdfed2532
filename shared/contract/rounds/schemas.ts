import * as z from 'zod';
import { decisionOutcomes } from '../../domain/decisions/decision-outcomes.ts';
import { gatewayLacks } from '../../domain/decisions/gateway.ts';
import { doors } from '../../domain/reviews/review.ts';
import { assignmentStatuses, interestStates, roundStatuses } from '../../domain/rounds/round.ts';
import { criteriaSetKind, editVersion, instant, sha256, slug, versionNumber } from '../basics.ts';
import { outcome } from '../results/outcomes.ts';

/** Where a reviewer stands on a round. */
export const assignmentStatus = z.enum(assignmentStatuses);

/** A reviewer's declaration of interests. */
export const interestState = z.enum(interestStates);

/** Where a round stands. */
export const roundStatus = z.enum(roundStatuses);

/** Placeholders of addresses. */
export const roundId = z.strictObject({ roundId: slug });

export const roundAndPerson = z.strictObject({ roundId: slug, personId: slug });

/** A reviewer on a round. */
export const panelMember = z
  .strictObject({
    personId: slug,
    place: z.int().min(1).nullable(),
    status: assignmentStatus,
    interest: interestState,
    interestDescription: z.string().nullable(),
    acceptedAt: instant
      .nullable()
      .meta({ description: 'When they accepted behind their invitation’s link, before declaring' }),
    submissions: z.int().min(0),
    /** When their review is due: the round's date, or one of their own. Null before the round opens. */
    reviewsDue: instant.nullable(),
    /** By which door the latest submission came; null before the first. */
    door: z.enum(doors).nullable(),
    reopenedBecause: z.string().nullable(),
    editVersion,
  })
  .meta({
    id: 'PanelMember',
    description:
      'A reviewer on a round. The panel place is drawn when the round opens, and null where the Centre’s setting keeps names from places. What the reviewer does raises `editVersion` too.',
  });

/** A round with its panel. */
export const roundView = z
  .strictObject({
    roundId: slug,
    status: roundStatus,
    specificationId: slug,
    specificationVersion: versionNumber,
    criteriaSetId: slug,
    criteriaSetVersion: versionNumber,
    criteriaSetHash: sha256,
    criteriaSetKind,
    title: z.string(),
    sample: z.boolean(),
    reviewsDue: instant,
    closesAt: instant,
    /** When and where the panel meets, once it has been called. */
    panelCall: z.strictObject({ at: instant, where: z.string(), minutes: z.int() }).nullable(),
    /** What was lacking of the gateway when an endorsement round was opened, and why it was opened all the same. */
    withoutGoAhead: z.strictObject({ lack: z.enum(gatewayLacks), reason: z.string() }).nullable(),
    revision: z.int().min(0),
    editVersion,
    panel: z.array(panelMember),
  })
  .meta({ id: 'RoundView' });

/** A round in a list. */
/** How many of those asked have submitted a review that counts: "2 of 3". */
export const roundProgress = z.strictObject({ submitted: z.int().min(0), of: z.int().min(0) });

/** A round in a list. */
export const roundEntry = z
  .strictObject({
    roundId: slug,
    title: z.string(),
    specificationVersion: versionNumber,
    criteriaSetKind,
    sample: z.boolean(),
    status: roundStatus,
    reviewsDue: instant,
    closesAt: instant,
    /** Null before the round is opened; a moment behind what reviewers do. */
    progress: roundProgress.nullable(),
  })
  .meta({ id: 'RoundEntry' });

/** A round of a specification, and what came of it. */
export const specificationRound = z
  .strictObject({
    ...roundEntry.shape,
    createdAt: instant,
    recommendation: outcome.nullable(),
    decision: z
      .strictObject({
        outcome: z.enum(decisionOutcomes),
        decidedAt: instant,
        /** Of an endorsement or a go-ahead that no longer stands. */
        withdrawnAt: instant.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SpecificationRound' });

/** Placeholders of the addresses of a criterion in a round. */
export const roundAndCriterion = z.strictObject({ roundId: slug, criterionId: slug });
