import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { appealOutcome, newMessage } from '../../shared/contract/developers/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** What a developer sent about the decision on a round. `answer` and `version` alone ever change. */
export const messageItem = item('developer-message', {
  ...newMessage.shape,
  /** Empty where nothing is to be corrected in a draft. */
  text: z.string(),
  id: slug,
  roundId: slug,
  receivedAt: instant,
  /** The contact from whom it came. */
  from: slug,
  /** Who of the Centre recorded it; null where it came from the developer’s own page. */
  recordedBy: slug.nullable(),
  /** What staff answered; null while it waits. Nothing was sent where its text is empty: of who the contact is, or by an earlier release. */
  answer: z
    .object({ text: z.string(), outcome: appealOutcome.nullable(), answeredAt: instant, answeredBy: slug })
    .nullable(),
  version: count,
});

/** What a developer sent, as it is read back. */
export type MessageItem = Stored<typeof messageItem>;
