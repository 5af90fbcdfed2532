import * as z from 'zod';
import { doors } from '../../domain/reviews/review.ts';
import { editVersion, filledLine } from '../basics.ts';
import { signatory } from '../letters/schemas.ts';
import { approvals } from '../oversight/settings.ts';

/** The ways of reviewing that are switched off: one always stays. */
export const closedDoors = z
  .array(z.enum(doors))
  .max(doors.length - 1, 'Leave at least one way of reviewing.');

/** Mail domains of many organisations: that two people have one says nothing of either. */
export const sharedDomains = z
  .array(
    z
      .string()
      .max(200)
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Enter a domain in small letters, such as nhs.net.'),
  )
  .max(100);

/** Those that are known to be shared until an administrator says otherwise. */
export const usualSharedDomains = [
  'nhs.net',
  'nhs.uk',
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'hotmail.co.uk',
  'live.co.uk',
  'yahoo.com',
  'yahoo.co.uk',
  'icloud.com',
  'btinternet.com',
];

/** What administrators set. */
export const settings = z.strictObject({
  namesOnCriterionPages: z.boolean(),
  /** Null where letters are signed by the Centre alone. */
  signatory: signatory.nullable(),
  /** An address, as letters give it; null where evidence comes in answer to the letter's email. */
  evidenceTo: filledLine(200).nullable(),
  closedDoors: closedDoors.default([]),
  /** Whether the email that says that a review can begin brings its Excel file. */
  attachesReviewFiles: z.boolean().default(false),
  /** Whether everybody may read that an appeal against the decision on an endorsement is being considered. */
  appealsInRegister: z.boolean().default(false),
  sharedDomains: sharedDomains.default(usualSharedDomains),
  /** What needs the agreement of the Oversight Group, and what a second person's signature. */
  groupAgrees: approvals.default([]),
  secondSigns: approvals.default([]),
});

/** The Centre's settings. */
export const settingsView = z.strictObject({ ...settings.shape, editVersion }).meta({
  id: 'Settings',
  description:
    '`groupAgrees`, `secondSigns`: decisions by their outcome, those that differ from the recommendation, and withdrawals, that need the Oversight Group’s agreement or a second person’s signature before the developer learns of them; what is set holds for what is decided from then on. `appealsInRegister`: whether the public register says that an appeal is being considered. `attachesReviewFiles`: whether the email that says that a review can begin has its Excel file attached, besides the link to it. `closedDoors`: the ways by which no review is saved or submitted for now. `signatory`: who signs letters to developers, null for the Centre alone. `sharedDomains`: mail domains that show no conflict of interest, because many organisations have them. `evidenceTo`: the address to which letters ask for evidence that conditions are fulfilled, null for an answer to their email. `namesOnCriterionPages`: whether the names of reviewers stand beside their panel places, on the pages of criteria and of rounds. Where they do not, nothing that is handed out says who is who, and what reviewers say, counts of it too, is shown once the round has closed. A round that is opened again is another matter: whoever compares what it came to before and after can tell whose review changed.',
});
