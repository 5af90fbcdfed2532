import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { count, item, type Stored } from '../table/stored.ts';

/**
 * A reviewer's concern about the safety of patients. It is of no review and of no result: nothing that is worked out
 * reads it. `answer` and `version` alone ever change.
 */
export const concernItem = item('concern', {
  id: slug,
  roundId: slug,
  /** Who raised it: by their id, and never beside a panel place. */
  personId: slug,
  /** The criterion that it is about; null for none in particular. */
  criterionId: slug.nullable(),
  text: z.string(),
  raisedAt: instant,
  /** What staff answered; null while it waits. */
  answer: z.object({ text: z.string(), answeredAt: instant, answeredBy: slug }).nullable(),
  version: count,
});

/** A concern, as it is read back. */
export type ConcernItem = Stored<typeof concernItem>;
