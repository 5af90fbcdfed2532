import type * as z from 'zod';
import type { OptionalNotice } from '../../../shared/contract/notices/kinds.ts';
import type { noticeStatus } from '../../../shared/contract/notices/schemas.ts';
import type { Tag } from '../web/tags.ts';

/** What people choose when they choose a kind that they can do without. */
export const optionalKinds: Readonly<
  Record<OptionalNotice, { readonly text: string; readonly hint: string }>
> = {
  receipt: { text: 'Receipts', hint: 'After you submit a review. The receipt is in the sheet as well.' },
  'round-closed': {
    text: 'Round closed',
    hint: 'When a round you were asked to review closes or is cancelled.',
  },
  'decision-recorded': {
    text: 'Decision recorded',
    hint: 'For people at the Centre and in the Oversight Group.',
  },
  digest: { text: 'Weekly digest', hint: 'For staff: on Mondays, what waits.' },
};

/** Where a notice stands, as a tag. */
export const statusTags: Readonly<Record<z.output<typeof noticeStatus>, Tag>> = {
  waiting: { text: 'Waiting for release', colour: 'yellow' },
  pending: { text: 'Waiting to be sent', colour: 'white' },
  sending: { text: 'Being sent', colour: 'blue' },
  sent: { text: 'Sent', colour: 'green' },
  failed: { text: 'Failed', colour: 'red' },
  withheld: { text: 'Never released', colour: 'grey' },
};
