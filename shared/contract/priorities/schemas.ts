import * as z from 'zod';
import { credentialTypes } from '../../domain/basics/credential-types.ts';
import { priorityStates } from '../../domain/priorities/priority.ts';
import { day, editVersion, filledLine, filledText, instant, slug, text } from '../basics.ts';
import {
  areaOfPractice,
  companionKind,
  proposalStanding,
  specificationStanding,
} from '../specifications/schemas.ts';
import { stage } from '../specifications/stage.ts';

export const priorityId = z.strictObject({ priorityId: slug });

/** Where a priority stands. */
export const priorityState = z.enum(priorityStates);

/** A workforce need, as the Oversight Group puts it. */
export const newPriority = z
  .strictObject({
    title: filledLine(200),
    areaOfPractice,
    /** Why it is of high priority, at scale and of the whole system: each in its own words. */
    need: z.strictObject({
      highPriority: filledText(4_000),
      atScale: filledText(4_000),
      systemLevel: filledText(4_000),
    }),
    /** What it rests on. */
    evidence: text(8_000).default(''),
    /** Since when the group has known of it. */
    since: day,
  })
  .meta({ id: 'NewPriority' });

/** What a priority becomes, and why where it comes to stand elsewhere. */
export const priorityChange = newPriority
  .extend({ state: priorityState, reason: text(2_000).default('') })
  .meta({ id: 'PriorityChange' });

const standing = { priorityId: slug, state: priorityState };

/** A priority in a list. */
export const priorityEntry = z
  .strictObject({ ...standing, title: z.string(), areaOfPractice: z.string(), since: day })
  .meta({ id: 'PriorityEntry' });

/** A priority with where it has stood. */
export const priorityView = z
  .strictObject({
    ...newPriority.shape,
    ...standing,
    /** Who did what with it, the latest first. */
    history: z.array(
      z.strictObject({
        at: instant,
        by: slug,
        /** Null for somebody who was erased. */
        name: z.string().nullable(),
        /** Where it came to stand; null where only its text was changed. */
        state: priorityState.nullable(),
        reason: z.string(),
      }),
    ),
    editVersion,
  })
  .meta({ id: 'Priority' });

/** A proposal or specification that was made for a priority, or is in its area. */
export const priorityAnswer = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    areaOfPractice: z.string(),
    stage,
    /** Null for an intervention that is no credential, and for a specification without a version. */
    credentialType: z.enum(credentialTypes).nullable(),
    professions: z.array(z.string()),
    /** Whether it was proposed for this priority; else it is only in the same area of practice. */
    isNamed: z.boolean(),
    /** The other priority that it was made for: it answers both. Null where there is none. */
    madeFor: z.strictObject({ priorityId: slug, title: z.string() }).nullable(),
    companions: z.array(z.strictObject({ specificationId: slug, kind: companionKind })),
    standing: z.union([specificationStanding, proposalStanding]),
  })
  .meta({ id: 'PriorityAnswer' });
