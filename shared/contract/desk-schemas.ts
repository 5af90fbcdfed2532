import * as z from 'zod';
import { decisionOutcomes } from '../domain/decisions/decision.ts';
import { cursor } from './paging.ts';
import { outcome } from './result-schemas.ts';
import {
  assignmentStatus,
  emailAddress,
  filledText,
  instant,
  interestState,
  roundStatus,
  slug,
  versionNumber,
} from './schemas.ts';
import { editVersion } from './staff-schemas.ts';

/** A specification in a list. */
export const specificationEntry = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    areaOfPractice: z.string(),
    latestVersion: z.int().min(0),
  })
  .meta({ id: 'SpecificationEntry' });

/** Something that differs between two versions of a specification. */
export const specificationChange = z
  .strictObject({ what: z.string(), sentence: z.string() })
  .meta({ id: 'SpecificationChange' });

/** Something that differs between two versions of a criteria set; the wordings are null where it is not one of words. */
export const criteriaSetChange = z
  .strictObject({ sentence: z.string(), before: z.string().nullable(), after: z.string().nullable() })
  .meta({ id: 'CriteriaSetChange' });

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

/** A criteria set in a list. */
export const criteriaSetEntry = z
  .strictObject({
    criteriaSetId: slug,
    version: versionNumber,
    status: z.enum(['draft', 'published', 'withdrawn']),
    title: z.string(),
    kind: z.enum(['endorsement', 'gateway']),
    sample: z.boolean(),
  })
  .meta({ id: 'CriteriaSetEntry' });

/** A round in a list. */
export const roundEntry = z
  .strictObject({
    roundId: slug,
    title: z.string(),
    specificationVersion: versionNumber,
    sample: z.boolean(),
    status: roundStatus,
    reviewsDue: instant,
    closesAt: instant,
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
        /** Of an endorsement that no longer stands. */
        withdrawnAt: instant.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SpecificationRound' });

/** What a person knows about: a line each. */
export const expertise = z.array(filledText(200)).max(20);

/** A person's roles. */
export const personRoles = z.array(z.enum(['reviewer', 'staff', 'oversight', 'administrator'])).max(4);

/** A person to be added as a reviewer. */
export const newPerson = z
  .strictObject({ name: filledText(200), email: emailAddress, expertise: expertise.default([]) })
  .meta({ id: 'NewPerson' });

/** A person with an account, or a developer's contact, who has no role. */
export const personView = z
  .strictObject({
    personId: slug,
    name: z.string(),
    email: z.string(),
    roles: personRoles,
    expertise,
    /** Why emails to the address are held back; null where it takes them. */
    addressTrouble: z.strictObject({ kind: z.enum(['bounce', 'complaint']), at: instant }).nullable(),
    createdAt: instant,
    editVersion,
  })
  .meta({ id: 'Person' });

const timeliness = z
  .strictObject({
    onTime: z.int().min(0),
    late: z.int().min(0),
    overdue: z.int().min(0),
    waiting: z.int().min(0),
  })
  .meta({
    id: 'Timeliness',
    description:
      'Of the assignments that are listed: latest submissions up to and after the date when reviews were due; reviews still to come that are overdue, and that are not due yet. Only rounds that are not drafts or cancelled.',
  });

/** A person in a list, with the reviews that are asked of them now. */
export const personEntry = z
  .strictObject({
    personId: slug,
    name: z.string(),
    roles: personRoles,
    expertise,
    waiting: z.int().min(0),
    overdue: z.int().min(0),
  })
  .meta({ id: 'PersonEntry' });

const reviewerAssignment = z.strictObject({
  roundId: slug,
  title: z.string(),
  specificationVersion: versionNumber,
  roundStatus,
  reviewsDue: instant,
  status: assignmentStatus,
  interest: interestState,
  interestDescription: z.string().nullable(),
  submittedAt: instant.nullable(),
});

/** How a reviewer rated beside the others of their panels. */
export const severityView = z
  .strictObject({
    specifications: z.int().min(0),
    criteria: z.int().min(0),
    difference: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    flagged: z.boolean(),
  })
  .meta({
    id: 'Severity',
    description:
      'Mean over all criteria that others rated too of own rating less the mean of theirs, in levels, with its 95% interval. Below 0 is harsher. Monitored, never used to adjust scores.',
  });

/** What a reviewer was asked, declared and did. */
export const reviewerRecord = z
  .strictObject({
    personId: slug,
    name: z.string(),
    expertise,
    assignments: z.array(reviewerAssignment),
    timeliness,
    severity: severityView,
    next: cursor.nullable(),
  })
  .meta({ id: 'ReviewerRecord' });

/** A reviewer in the severity monitor. */
export const severityEntry = z.strictObject({
  personId: slug,
  name: z.string(),
  severity: severityView,
});

/** What the Centre has set. */
export const settingsView = z.strictObject({ namesOnCriterionPages: z.boolean(), editVersion }).meta({
  id: 'Settings',
  description:
    '`namesOnCriterionPages`: whether the names of reviewers stand beside their panel places, on the pages of criteria and of rounds. Where they do not, who is who is hidden, but can still be worked out from times, reopened reviews, interests and who joined last.',
});
