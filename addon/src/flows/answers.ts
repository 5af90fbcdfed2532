import type { Answer } from '../../../shared/contract/operation.ts';
import type { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { ratingLabel } from '../../../shared/domain/scoring-sheets/layout.ts';
import type { Change } from '../../../shared/domain/scoring-sheets/shown.ts';
import { type CallFailure, codeOf } from '../api-client.ts';
import { dateAndTime, dueInWords, ukTime } from '../dates.ts';
import { type Doing, explain } from '../problems-in-words.ts';
import type { Form } from '../scoring-sheet/form.ts';
import type { Offer, Progress, ReviewHeading, View } from '../view.ts';

type Receipt = Answer<typeof reviewOperations.submitReview>;
type Assignment = Form['assignment'];

/** The view of a failed call, with the button that helps where there is one. */
export const failed = (failure: CallFailure, doing: Doing, roundId: string | null = null): View => ({
  view: 'failure',
  explanation: explain(failure, doing),
  offer: roundId === null ? null : offerFor(failure, roundId),
});

/** The view of something that is not as it should be in the spreadsheet. */
export const notPossible = (title: string, what: string, next: string, offer: Offer | null = null): View => ({
  view: 'failure',
  explanation: { title, what, safe: 'Nothing in the spreadsheet was changed.', next, again: false },
  offer,
});

/** Which review a view is about. */
export const headingOf = (assignment: Assignment, tab: string | null = null): ReviewHeading => ({
  roundId: assignment.roundId,
  title: assignment.criteriaSetKind === 'gateway' ? `${assignment.title} (gateway)` : assignment.title,
  version: assignment.specificationVersion,
  sample: assignment.sample,
  tab,
});

/** The view beside an open scoring sheet. */
export const scoring = (
  form: Form,
  tab: string,
  progress: Progress,
  message: string | null,
  changes: readonly Change[] = [],
): View => ({
  view: 'scoring',
  heading: headingOf(form.assignment, tab),
  due: dueInWords(ukTime(form.assignment.reviewsDue), ukTime(new Date()).day),
  progress,
  reopenedBecause:
    form.assignment.status === 'reopened' ? (form.assignment.reopenedBecause ?? 'Please look again.') : null,
  documentUrl: form.specification.documentUrl,
  instructions: form.criteriaSet.instructions,
  levels: form.criteriaSet.scale.map(({ value, meaning }) => [ratingLabel(form.criteriaSet, value), meaning]),
  message,
  changes,
});

/** The view of a receipt; `changes` is what the sheet says otherwise than the submission. */
export const receiptView = (
  assignment: Assignment,
  receipt: Receipt,
  changes: readonly Change[] | null,
  tab: string | null = null,
): View => ({
  view: 'receipt',
  heading: headingOf(assignment, tab),
  receiptId: receipt.id,
  number: receipt.submissionNumber,
  submittedAt: dateAndTime(receipt.submittedAt),
  criteriaSet: `${receipt.criteriaSetId}, version ${receipt.criteriaSetVersion}`,
  contentHash: receipt.contentHash,
  changes,
});

function offerFor(failure: CallFailure, roundId: string): Offer | null {
  switch (codeOf(failure)) {
    case 'declaration-needed':
      return { label: 'Declare interests', call: 'showDeclaration', args: [roundId] };
    case 'already-submitted':
      return { label: 'View receipt', call: 'showReceipt', args: [roundId] };
    case 'criteria-set-differs':
      return {
        label: 'Set this sheet aside and start from the saved draft',
        call: 'rebuildSheet',
        args: [roundId],
      };
    default:
      return null;
  }
}
