import * as z from 'zod';
import { operation } from './operation.ts';
import type { ProblemCode } from './problems.ts';
import { staff } from './roles.ts';
import {
  assignmentStatus,
  criteriaSet,
  filledText,
  instant,
  interestState,
  roundStatus,
  sha256,
  slug,
  specificationVersion,
  text,
  versionNumber,
} from './schemas.ts';

/** Placeholders of addresses. */
export const roundId = z.strictObject({ roundId: slug });
export const roundAndPerson = z.strictObject({ roundId: slug, personId: slug });
export const specificationId = z.strictObject({ specificationId: slug });
export const criteriaSetVersion = z.strictObject({
  criteriaSetId: slug,
  version: z.coerce.number().pipe(versionNumber),
});

/** Why somebody did something. */
export const reason = filledText(2_000);

/**
 * The `editVersion` under which a thing was read. Where it is given, the change is refused if somebody has
 * edited the thing since; where it is not, the change is made to the thing as it stands.
 */
export const editVersion = z.int().min(0).max(999_999_999);

/** A version of a criteria set. */
export const criteriaSetView = z
  .strictObject({
    criteriaSetId: slug,
    version: versionNumber,
    status: z.enum(['draft', 'published', 'withdrawn']),
    hash: sha256,
    content: criteriaSet,
  })
  .meta({ id: 'CriteriaSetView' });

/** A specification without its versions. */
export const specificationView = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    areaOfPractice: z.string(),
    developer: z.strictObject({ organisation: z.string(), contactId: slug }),
    latestVersion: z.int().min(0),
    editVersion,
  })
  .meta({ id: 'SpecificationView' });

/** A version of a specification. */
export const specificationVersionView = z
  .strictObject({ specificationId: slug, version: versionNumber, content: specificationVersion })
  .meta({ id: 'SpecificationVersionView' });

const panelMember = z
  .strictObject({
    personId: slug,
    place: z.int().min(1).nullable(),
    status: assignmentStatus,
    interest: interestState,
    interestDescription: z.string().nullable(),
    submissions: z.int().min(0),
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
    title: z.string(),
    sample: z.boolean(),
    reviewsDue: instant,
    closesAt: instant,
    /** When and where the panel meets, once it has been called. */
    panelCall: z.strictObject({ at: instant, where: z.string() }).nullable(),
    revision: z.int().min(0),
    editVersion,
    panel: z.array(panelMember),
  })
  .meta({ id: 'RoundView' });

/** A move of a round from one status to another. */
export const roundMove = (path: string, summary: string, further: readonly ProblemCode[] = []) =>
  operation({
    method: 'POST',
    path,
    summary,
    roles: staff,
    parameters: roundId,
    body: z.strictObject({ reason: text(2_000).default(''), editVersion: editVersion.optional() }),
    success: { status: 200, description: 'The round as it is now.', body: roundView },
    problems: [...further, 'not-now', 'changed-meanwhile'],
  });
