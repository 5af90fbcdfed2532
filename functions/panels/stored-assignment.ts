import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { assignmentStatus, interestState } from '../../shared/contract/rounds/schemas.ts';
import { doors } from '../../shared/domain/reviews/review.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A reviewer on a round. */
export const assignmentItem = item('assignment', {
  roundId: slug,
  personId: slug,
  /** Drawn when the round opens. */
  place: z.int().min(1).nullable(),
  status: assignmentStatus,
  interest: interestState,
  interestDescription: z.string().nullable(),
  submissions: count,
  /** When the latest submission came. */
  submittedAt: instant.nullable().default(null),
  /** By which door the latest submission came. */
  door: z.enum(doors).nullable().default(null),
  /** When the reviewer last got a date to submit by: with the invitation, when asked again, or with a new date; null before the round opens. */
  invitedAt: instant.nullable().default(null),
  /** When they accepted behind their invitation's link, where they did; whoever declares their interests has accepted too. */
  acceptedAt: instant.nullable().default(null),
  reopenedBecause: z.string().nullable(),
  /** Whether somebody was asked in the place of one who has declined. */
  insteadAsked: z.boolean().default(false),
  /** A contact of the developer's who came after them and has their mail domain, until somebody says why they may review. */
  conflictWith: slug.nullable().default(null),
  /** When a reviewer who was taken off a draft is forgotten (epoch seconds): they are not on the panel. */
  expiresAt: z.int().optional(),
  /** Raised by every change. */
  version: count,
});

/** A reviewer on a round, as it is read back. */
export type AssignmentItem = Stored<typeof assignmentItem>;

/** Whether somebody has declined, and nobody was asked in their place yet. */
export const hasDeclined = ({
  status,
  insteadAsked,
}: Pick<AssignmentItem, 'status' | 'insteadAsked'>): boolean => status === 'declined' && !insteadAsked;

/** Whether somebody on a panel has a conflict that came after them, and that nobody has passed. */
export const hasConflict = ({
  status,
  conflictWith,
}: Pick<AssignmentItem, 'status' | 'conflictWith'>): boolean => conflictWith !== null && isOnPanel(status);

/** Whether an invitation waits for its answer: it has been neither accepted nor declined, by whichever way. */
export const waitsForAnswer = ({
  status,
  interest,
  acceptedAt,
}: Pick<AssignmentItem, 'status' | 'interest' | 'acceptedAt'>): boolean =>
  status === 'invited' && interest === 'not-declared' && acceptedAt === null;
