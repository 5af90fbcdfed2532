import * as z from 'zod';
import { instant, slug } from '../basics.ts';

/** What is asked for: the Centre's decision on a round, or that it withdraws what it decided. */
export const approvalOf = z.enum(['decision', 'withdrawal']);

/** What waits for a signature or for the Oversight Group's agreement, as Today lists it. */
export const waitingApproval = z.strictObject({
  roundId: slug,
  of: approvalOf,
  title: z.string(),
  agreement: z.boolean(),
  signature: z.boolean(),
});

/** A meeting with something to conclude, as Today lists it. */
export const waitingMeeting = z.strictObject({ meetingId: slug, at: instant });
