import type { Answer } from '../../../shared/contract/operation.ts';
import type { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { dateAndTime } from '../dates.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { progressInWords } from '../scoring-sheet/grid.ts';
import type { Progress } from '../view.ts';

/** What the status line of a review says that is not submitted. */
export function openStatus({ assignment }: Form, progress: Progress, savedAt: string | null = null): string {
  const where =
    assignment.status === 'reopened'
      ? `Reopened: “${assignment.reopenedBecause ?? 'Please look again.'}”`
      : 'Not submitted yet';
  const saved = savedAt === null ? '' : ` Draft saved on ${dateAndTime(savedAt)}.`;
  return `${where}. ${progressInWords(progress)}.${saved}`;
}

/** What the status line says of a submitted review. */
export const submittedStatus = ({
  submissionNumber,
  submittedAt,
  contentHash,
}: Answer<typeof reviewOperations.submitReview>): string =>
  `Submitted: number ${submissionNumber} on ${dateAndTime(submittedAt)}. Later changes here are not sent. Content hash ${contentHash}`;
