import type { Answer } from '../../../shared/contract/operation.ts';
import type { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { dateAndTime } from '../dates.ts';
import type { Form } from '../scoring-sheet/form.ts';

/** What the status line of a review says that is not submitted. */
export const openStatus = ({ assignment }: Form): string =>
  assignment.status === 'reopened'
    ? `Reopened: “${assignment.reopenedBecause ?? 'Please look again.'}” How far you are stands in the sidebar.`
    : 'Not submitted yet. How far you are stands in the sidebar.';

/** What the status line says of a submitted review. */
export const submittedStatus = ({
  submissionNumber,
  submittedAt,
  contentHash,
}: Answer<typeof reviewOperations.submitReview>): string =>
  `Submitted: number ${submissionNumber} on ${dateAndTime(submittedAt)}. Later changes here are not sent. Content hash ${contentHash}`;
