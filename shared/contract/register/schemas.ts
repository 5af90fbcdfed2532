import * as z from 'zod';
import { endorsementStatuses } from '../../domain/decisions/decision-outcomes.ts';
import { day, sha256, slug, versionNumber, webAddress } from '../basics.ts';
import { frameworkView } from '../frameworks/schemas.ts';
import { companionEntry, specificationVersion } from '../specifications/schemas.ts';

/** What the register says of an endorsement, which stays when it does not stand any more. */
const endorsement = {
  specificationId: slug,
  title: z.string(),
  areaOfPractice: z.string(),
  organisation: z.string().meta({
    description: 'The developer of the endorsed version, as it was called when that was endorsed.',
  }),
  specificationVersion: versionNumber,
  credentialType: specificationVersion.shape.credentialType,
  /** Whom it is for; empty where its type says it all. */
  professions: z.array(z.string()),
  outcome: z.enum(['endorse', 'endorse-with-conditions']),
  status: z.enum(endorsementStatuses),
  /** Since when it stands so. */
  since: day,
  endorsedOn: day,
  reviewBy: day,
  conditionsOutstanding: z.int().min(0),
  sample: z.boolean(),
};

/** Something that happened to an endorsement. */
export const happening = z
  .strictObject({
    on: day,
    what: z.enum([
      'endorsed',
      'renewed',
      'condition-met',
      'condition-not-met',
      'stands',
      'suspended',
      'suspension-changed',
      'suspension-lifted',
      'withdrawn',
      'replaced',
    ]),
    /** Of the specification: the version that is endorsed. */
    version: versionNumber,
    /** The condition that is met or found not to be, from 1; of what is replaced, the version that takes its place; null for others. */
    number: versionNumber.nullable(),
    /** The day until which it stands or is suspended; null for others. */
    until: day.nullable(),
  })
  .meta({
    id: 'EndorsementHappening',
    description:
      'Something that happened to an endorsement. `version`: the endorsed one of the specification. `number`: of `condition-met` and `condition-not-met` the condition, of `replaced` the version that took its place. `until`: of `stands` the next review, of `suspended` and `suspension-changed` the day by which it is considered again.',
  });

/** A specification that is or was endorsed, as everybody may see it. */
export const registerEntry = z
  .strictObject({ ...endorsement, companions: z.array(companionEntry) })
  .meta({ id: 'RegisterEntry' });

/** The same with its document, what it asks for, and all that has happened to it. */
export const registerDetail = z
  .strictObject({
    ...registerEntry.shape,
    documentUrl: webAddress,
    documentSha256: sha256,
    capabilities: specificationVersion.shape.capabilities,
    /** What these align to; null where it is not measured. */
    framework: frameworkView.nullable(),
    conditions: z.array(
      z.strictObject({
        number: versionNumber,
        text: z.string().nullable().meta({
          description: 'What must be done; null where the letter to the developer says it in other words.',
        }),
        due: day,
        fulfilledOn: day.nullable(),
      }),
    ),
    /** Whether an appeal against its decision is being considered; never said where the Centre keeps that to itself. */
    appealOpen: z.boolean(),
    /** The latest first. */
    history: z.array(happening),
  })
  .meta({ id: 'RegisterDetail' });
