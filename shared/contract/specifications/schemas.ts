import * as z from 'zod';
import { credentialTypes } from '../../domain/basics/credential-types.ts';
import { decisionOutcomes, endorsementStatuses } from '../../domain/decisions/decision-outcomes.ts';
import {
  day,
  editVersion,
  enteredSha256,
  filledLine,
  filledText,
  oneLine,
  oneSpaceApart,
  sha256,
  slug,
  versionNumber,
  webAddress,
} from '../basics.ts';
import { roundEntry } from '../rounds/schemas.ts';
import { stage } from './stage.ts';

/** An area of practice. Specifications are found together by it, so its white space is read as one space. */
export const areaOfPractice = oneLine(filledText(200).overwrite(oneSpaceApart));

/** One version of a specification. */
export const specificationVersion = z
  .strictObject({
    title: filledLine(200),
    areaOfPractice,
    credentialType: z.enum(credentialTypes),
    /** Whom it is for, where its type does not say it all. */
    professions: z.array(filledLine(100)).max(12).default([]),
    documentUrl: webAddress,
    documentSha256: enteredSha256,
    capabilities: z
      .array(
        z.strictObject({
          id: slug,
          text: filledText(2_000),
          alignsTo: z
            .array(z.string().regex(/^[1-4]\.\d{1,2}$/, 'Name a framework capability like 1.4.'))
            .max(50)
            .default([]),
        }),
      )
      .max(200)
      .default([]),
    /** The edition that it is measured against; left out for that of 2017, which no hash covers. */
    framework: slug.optional(),
  })
  .meta({ id: 'SpecificationVersion' });

/** What is said of a proposal instead of a document. */
export const proposalText = z
  .strictObject({ scope: filledText(4_000), scale: filledText(4_000), alternatives: filledText(4_000) })
  .meta({ id: 'ProposalText' });

/** What a version says: as it was given, or of a proposal, which has no document and may be no credential. */
export const specificationContent = z
  .strictObject({
    ...specificationVersion.shape,
    credentialType: specificationVersion.shape.credentialType.nullable(),
    documentUrl: webAddress.nullable(),
    documentSha256: sha256.nullable(),
    proposal: proposalText.optional(),
  })
  .meta({ id: 'SpecificationContent' });

export const specificationId = z.strictObject({ specificationId: slug });

/** A specification without its versions. */
export const specificationView = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    areaOfPractice: z.string(),
    developer: z.strictObject({ organisation: z.string(), contactId: slug }),
    latestVersion: z.int().min(0),
    stage,
    /** The priority that it was proposed for. */
    priorityId: slug.nullable(),
    editVersion,
  })
  .meta({ id: 'SpecificationView' });

/** A version of a specification. */
export const specificationVersionView = z
  .strictObject({ specificationId: slug, version: versionNumber, content: specificationContent })
  .meta({ id: 'SpecificationVersionView' });

/** Where a specification stands: its latest round, and what the register says. */
export const specificationStanding = z
  .strictObject({
    round: z
      .strictObject({
        ...roundEntry.pick({
          roundId: true,
          criteriaSetKind: true,
          status: true,
          closesAt: true,
          progress: true,
        }).shape,
        /** What was decided; null before, and where the round was opened again. */
        decided: z.enum(decisionOutcomes).nullable(),
      })
      .nullable(),
    endorsement: z
      .strictObject({ status: z.enum(endorsementStatuses), since: day, reviewBy: day })
      .nullable(),
    /** Whether an endorsement is decided whose letter has not been released. */
    awaitsLetter: z.boolean(),
  })
  .meta({ id: 'SpecificationStanding' });

/** Where a proposal stands: only of a specification is there anything in the register. */
export const proposalStanding = specificationStanding.omit({ endorsement: true });

/** A specification in a list. */
export const specificationEntry = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    areaOfPractice: z.string(),
    latestVersion: z.int().min(0),
    standing: specificationStanding,
  })
  .meta({ id: 'SpecificationEntry' });

/** Something that differs between two versions of a specification. */
export const specificationChange = z
  .strictObject({ what: z.string(), sentence: z.string() })
  .meta({ id: 'SpecificationChange' });

/** How two specifications belong together. */
export const companionKind = z.enum(['sequential', 'concurrent', 'shared']);

/** A link between two specifications, as one of them sees it. */
export const companionEntry = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    kind: companionKind,
    position: z.enum(['before', 'beside', 'after']),
  })
  .meta({
    id: 'Companion',
    description:
      'A specification linked to this one: taken before or after it (`sequential`), beside it (`concurrent`), or with content that both share (`shared`).',
  });
