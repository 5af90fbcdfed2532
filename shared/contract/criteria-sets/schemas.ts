import * as z from 'zod';
import { credentialTypes } from '../../domain/basics/credential-types.ts';
import { ruleEdition, usualMetShare } from '../../domain/criteria-sets/criteria-set.ts';
import {
  criteriaSetKind,
  editVersion,
  filledLine,
  filledText,
  sha256,
  slug,
  text,
  versionNumber,
} from '../basics.ts';
import { outcome } from '../results/outcomes.ts';
import { comparedCriterion } from '../results/schemas.ts';

const level = z.strictObject({
  value: z.int().min(0).max(99),
  label: filledLine(60),
  meaning: text(1_000).default(''),
});

/** A whole number of a share such as 2 of 3. */
const wholeShare = z.int().min(1).max(100);

const criterion = z.strictObject({
  id: slug,
  /** With the letters of a code where it is one. */
  number: z.string().regex(/^[A-Z]{0,4}\d{1,3}(?:\.\d{1,3}){0,2}$/, 'Number criteria like 4, 4.1 or CP1.'),
  text: filledText(2_000),
  guidance: text(4_000).default(''),
  mandatory: z.boolean(),
  threshold: z.int().nullable().default(null),
  dissentRefers: z.boolean().default(false),
});

/** Criteria with their guidance, rating scale and recommendation rules. */
export const criteriaSet = z
  .strictObject({
    id: slug,
    kind: criteriaSetKind,
    /** Left out where it is meant for all of them: then no hash covers it. */
    types: z.array(z.enum(credentialTypes)).min(1).max(3).optional(),
    title: filledLine(200),
    sample: z.boolean().default(false),
    instructions: text(4_000).default(''),
    scale: z.array(level).min(2).max(9),
    rules: z.strictObject({
      /** The edition of the rule that the set was made for. */
      edition: z.literal(ruleEdition).default(ruleEdition),
      minReviews: z.int().min(2).max(20),
      threshold: z.int(),
      metShare: z.strictObject({ atLeast: wholeShare, of: wholeShare }).default(usualMetShare),
      nonMandatoryShare: z.number().min(0).max(1),
    }),
    sections: z
      .array(
        z.strictObject({
          id: slug,
          number: z.string().regex(/^\d{1,3}$/, 'Number sections like 4.'),
          title: filledLine(200),
          criteria: z.array(criterion).min(1).max(100),
        }),
      )
      .min(1)
      .max(50),
  })
  .meta({ id: 'CriteriaSet' });

export const criteriaSetVersion = z.strictObject({
  criteriaSetId: slug,
  version: z.coerce.number().pipe(versionNumber),
});

/** A version of a criteria set. */
export const criteriaSetView = z
  .strictObject({
    criteriaSetId: slug,
    version: versionNumber,
    status: z.enum(['draft', 'published', 'withdrawn']),
    hash: sha256,
    content: criteriaSet,
    /** Raised when a draft is changed, when it is published and when it is withdrawn: then nothing else of it ever changes. */
    editVersion,
  })
  .meta({ id: 'CriteriaSetView' });

/** Something that differs between two versions of a criteria set; the wordings are null where it is not one of words. */
export const criteriaSetChange = z
  .strictObject({ sentence: z.string(), before: z.string().nullable(), after: z.string().nullable() })
  .meta({ id: 'CriteriaSetChange' });

/** A criteria set in a list. */
export const criteriaSetEntry = z
  .strictObject({
    criteriaSetId: slug,
    version: versionNumber,
    status: z.enum(['draft', 'published', 'withdrawn']),
    title: z.string(),
    kind: criteriaSetKind,
    types: criteriaSet.shape.types,
    sample: z.boolean(),
  })
  .meta({ id: 'CriteriaSetEntry' });

const share = z.number().min(0).max(1);

/** What the rules of a set do. */
export const ruleEffect = z
  .strictObject({
    quality: z.int(),
    /** How often, from 0 to 1, each outcome of the set’s kind of round comes out with so many reviewers. */
    panels: z.array(
      z.strictObject({
        reviewers: z.int(),
        outcomes: z.partialRecord(outcome, share),
      }),
    ),
    /** How many closed rounds of this set were derived again by these rules. */
    replayed: z.int().min(0),
    /** How many could not be, because levels of their scale are others. */
    notComparable: z.int().min(0),
    /** The rounds that would have got another recommendation, the last closed first. */
    different: z.array(
      z.strictObject({
        roundId: slug,
        title: z.string(),
        specificationVersion: versionNumber,
        before: outcome,
        after: outcome,
        changed: z.array(comparedCriterion),
      }),
    ),
  })
  .meta({
    id: 'RuleEffect',
    description:
      'Exact for reviewers who rate by themselves; a tenth of the ratings below the threshold are two levels or more below it.',
  });
