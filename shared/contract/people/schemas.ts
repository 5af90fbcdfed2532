import * as z from 'zod';
import {
  editVersion,
  emailAddress,
  filledLine,
  instant,
  oneLine,
  slug,
  text,
  versionNumber,
} from '../basics.ts';
import { cursor, unreadable } from '../pages.ts';
import { assignmentStatus, interestState, roundStatus } from '../rounds/schemas.ts';
import { areaOfPractice } from '../specifications/schemas.ts';

/** What a person knows about: areas of practice. */
export const expertise = z.array(areaOfPractice).max(20);

/** Where a person works; empty where that is not said. */
export const organisation = oneLine(text(200));

/** A person's roles. */
export const personRoles = z.array(z.enum(['reviewer', 'staff', 'oversight', 'administrator'])).max(4);

/** A person to be added as a reviewer. */
export const newPerson = z
  .strictObject({
    name: filledLine(200),
    email: emailAddress,
    expertise: expertise.default([]),
    organisation: organisation.optional(),
  })
  .meta({ id: 'NewPerson' });

/** A person with an account, or a developer's contact, who has no role. */
export const personView = z
  .strictObject({
    personId: slug,
    name: z.string(),
    email: z.string(),
    roles: personRoles,
    expertise,
    organisation,
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
      'Of the assignments that are listed, but for drafts and cancelled rounds: latest submissions up to and after the due date; reviews still to come that are overdue, and not due yet.',
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
    difference: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    flagged: z.boolean(),
  })
  .meta({
    id: 'Severity',
    description:
      'Mean over all criteria that others rated too of own rating less the mean of theirs, in levels to a tenth, with its 95% interval; null below three specifications. Below 0 is harsher. Monitored, never used to adjust scores.',
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
    unreadable,
  })
  .meta({ id: 'ReviewerRecord' });

/** A reviewer in the severity monitor. */
export const severityEntry = z.strictObject({
  personId: slug,
  name: z.string(),
  severity: severityView,
});
