import type { Answer } from '../../../shared/contract/operation.ts';
import { reviewerOperations as operations } from '../../../shared/contract/reviewer-operations.ts';
import { criteriaOf } from '../../../shared/domain/criteria-set.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { reviewHashes, reviewOf } from '../../../shared/domain/review.ts';
import { type Answered, type CallFailure, codeOf } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import { sha256 } from '../digest.ts';
import type { Sheet } from '../google-types.ts';
import { findKeys, type ReviewKeys, storeKeys } from '../review-keys.ts';
import { ratingChoices, statusAboveHeadings } from '../scoring-sheet/layout.ts';
import { headingRowIn } from '../scoring-sheet/read.ts';
import { sheetById } from '../scoring-sheet/tabs.ts';
import type { View } from '../view.ts';
import { failed, headingOf, notPossible, receiptView } from './answers.ts';
import { findAssignment } from './declare-interests.ts';
import {
  clearMarks,
  gridOf,
  openReview,
  readReview,
  resolveStale,
  type ScoredReview,
  showRefusal,
} from './open-review.ts';

type Receipt = Answer<typeof operations.submitReview>;

/** Milliseconds to wait for another submission of the same person to end. */
const lockWait = 10_000;

/** Reads and checks the scores, and asks whether to submit them. */
export function checkScores(roundId: string): View {
  const scored = readForSubmission(roundId, 'checking');
  if (!scored.ok) return scored.error;
  const { form, content } = scored.value;
  clearMarks(scored.value);
  const given = criteriaOf(form.criteriaSet).map((criterion) => reviewOf(content, criterion.id).rating);
  return {
    view: 'confirmation',
    heading: headingOf(form.assignment),
    counts: ratingChoices(form.criteriaSet)
      .filter(({ rating }) => rating !== null)
      .map(({ label, rating }) => [label, given.filter((each) => each === rating).length]),
  };
}

/**
 * Submits the review. The idempotency key is kept until the receipt is here: whatever fails in between,
 * submitting the same scores again cannot make a second submission.
 */
export function submitReview(roundId: string): View {
  const lock = LockService.getUserLock();
  if (!lock.tryLock(lockWait))
    return notPossible(
      'A submission is running',
      'The add-on is submitting a review of yours in another window.',
      'Wait until it is done, then open My reviews.',
    );
  try {
    return submitLocked(roundId);
  } finally {
    lock.releaseLock();
  }
}

/** The receipt of the latest submission, which is also written on the sheet. */
export function showReceipt(roundId: string): View {
  const found = findAssignment(roundId);
  if (!found.ok) return found.error;
  const { api, assignment } = found.value;
  const answer = api(operations.listMySubmissions, { parameters: { roundId } });
  if (!answer.ok) return failed(answer.error, 'looking');
  const latest = answer.value.body.submissions[0];
  if (latest === undefined)
    return notPossible(
      'There is no receipt yet',
      'You have not submitted this review.',
      'Open My reviews and go on with it.',
    );
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const keys = findKeys(spreadsheet.getId(), roundId);
  const sheet = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  if (keys !== null && sheet !== null) {
    storeKeys(spreadsheet.getId(), roundId, { ...keys, pending: null });
    writeReceipt(sheet, headingRowIn(gridOf(sheet)), latest.receipt);
  }
  return receiptView(assignment, latest.receipt);
}

function readForSubmission(roundId: string, doing: 'checking' | 'submitting'): Result<ScoredReview, View> {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, doing);
  return review.ok ? readReview(review.value, 'submission') : review;
}

function submitLocked(roundId: string): View {
  const scored = readForSubmission(roundId, 'submitting');
  if (!scored.ok) return scored.error;
  const review = withPendingKey(scored.value);
  const answer = send(review);
  if (answer.ok) return done(review, answer.value.body);
  if (codeOf(answer.error) === 'stale') {
    const draft = resolveStale(review, 'submitting');
    if (!draft.ok) return draft.error;
    const renewed = { ...review, keys: { ...review.keys, etag: draft.value.etag } };
    const again = send(renewed);
    return again.ok ? done(renewed, again.value.body) : refused(renewed, again.error);
  }
  return refused(review, answer.error);
}

interface PendingReview extends ScoredReview {
  readonly keys: ReviewKeys & { readonly pending: NonNullable<ReviewKeys['pending']> };
}

/** Takes the key of an unanswered submission of the same scores, else a new one; it is stored before sending. */
function withPendingKey(review: ScoredReview): PendingReview {
  const { keys, form, content, spreadsheetId } = review;
  const { contentHash } = reviewHashes(content, sha256);
  const { status, submissions, roundId } = form.assignment;
  const kept = keys.pending;
  // A reopened review is a new submission, even of the same scores.
  const answered = kept !== null && status === 'reopened' && submissions > kept.submissionsBefore;
  const pending =
    kept !== null && kept.contentHash === contentHash && !answered
      ? kept
      : { key: Utilities.getUuid(), contentHash, submissionsBefore: submissions };
  if (pending !== kept) storeKeys(spreadsheetId, roundId, { ...keys, pending });
  return { ...review, keys: { ...keys, pending } };
}

function send({
  api,
  form,
  content,
  keys,
}: PendingReview): Result<Answered<typeof operations.submitReview>, CallFailure> {
  return api(operations.submitReview, {
    parameters: { roundId: form.assignment.roundId },
    body: content,
    headers: { 'If-Match': keys.etag, 'Idempotency-Key': keys.pending.key },
  });
}

function done(review: PendingReview, receipt: Receipt): View {
  const { sheet, reading, spreadsheetId, keys, form } = review;
  // The receipt is safe with the service: once it is here, its key may go.
  storeKeys(spreadsheetId, receipt.roundId, { ...keys, pending: null, marked: false });
  clearMarks(review);
  writeReceipt(sheet, reading.headingRow, receipt);
  return receiptView(form.assignment, receipt);
}

function refused(review: PendingReview, failure: CallFailure): View {
  const { roundId } = review.form.assignment;
  if (codeOf(failure) === 'idempotency-key-reused')
    storeKeys(review.spreadsheetId, roundId, { ...review.keys, pending: null });
  const errors = failure.kind === 'refused' ? failure.problem?.errors : undefined;
  return errors === undefined ? failed(failure, 'submitting', roundId) : showRefusal(review, errors);
}

function writeReceipt(sheet: Sheet, headingRow: number | null, receipt: Receipt): void {
  const row = (headingRow ?? 0) - statusAboveHeadings;
  if (row < 1) return;
  const { submissionNumber, submittedAt, contentHash } = receipt;
  sheet
    .getRange(row, 1)
    .setValue(
      `Submitted: number ${submissionNumber} on ${dateAndTime(submittedAt)}, content hash ${contentHash}`,
    );
}
