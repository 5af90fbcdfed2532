import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** Who decided something, and when. */
const decided = { by: slug, at: instant };

/** What the Centre decided about keeping records, what is held, and how far the clock is with it. */
export const retentionItem = item('retention', {
  /** By rule of the schedule: the months that the Centre decided on. */
  decided: z.record(z.string(), z.object({ months: count, ...decided })),
  /** By round: records that nothing may remove, such as for a dispute. */
  holds: z.record(z.string(), z.object({ reason: z.string(), ...decided })),
  /** By rule and status: up to which place in the list of rounds the clock has looked. */
  passed: z.record(z.string(), z.record(z.string(), z.string())),
  /** By rule: rounds that were looked at and kept for now. */
  waiting: z.record(z.string(), z.array(z.string())),
  /** The day on which those were looked at last; empty for never. */
  lookedOn: z.string(),
  editVersion: count,
});

/** The same, as it is read back. */
export type RetentionItem = Stored<typeof retentionItem>;
