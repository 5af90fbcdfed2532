import type { Answer } from '../../../shared/contract/operation.ts';
import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { ok, type Result } from '../../../shared/domain/basics/result.ts';
import { reviewHashes } from '../../../shared/domain/reviews/receipt.ts';
import { type CallFailure, codeOf } from '../api-client.ts';
import { sha256 } from '../digest.ts';
import { type ReviewKeys, storeKeys } from '../review-keys.ts';
import { anchorOf, fingerprintOf } from '../scoring-sheet/anchor.ts';
import { writeStatusLine } from '../scoring-sheet/status-line.ts';
import type { View } from '../view.ts';
import { failed, receiptView } from './answers.ts';
import { exclusively } from './lock.ts';
import { clearMarks, openReview, readReview, type ScoredReview, showRefusal } from './open-review.ts';
import { noteSaved } from './save-draft.ts';
import { resolveStale, saveScores } from './save-scores.ts';
import { latestSubmission, type SavedDraft } from './service.ts';
import { submittedStatus } from './status-words.ts';

type Receipt = Answer<typeof operations.submitReview>;

/** Fill of a submitted tab's handle. */
const submittedColour = '#007f3b';

/**
 * Submits the review. The idempotency key is kept before anything is sent: whatever fails in between,
 * submitting the same scores again cannot make a second submission, and gets the receipt of the first.
 */
export const submitReview = (roundId: string): View => exclusively(() => submit(roundId));

function submit(roundId: string): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'submitting');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'submission');
  if (!scored.ok) return scored.error;
  const saved = saveFirst(scored.value);
  if (!saved.ok) return saved.error;
  const pending = withPendingKey(saved.value);
  const sent = send(pending);
  if (sent.ok) return done(pending, sent.value);
  if (codeOf(sent.error) === 'stale') return sendAgain(pending);
  return settle(pending, sent.error);
}

/** Saves what changed since the last save, so that a submission that fails leaves its scores with the service. */
function saveFirst(scored: ScoredReview): Result<ScoredReview, View> {
  const { anchor, grid, form, content } = scored;
  if (form.assignment.status === 'submitted' || anchor.fingerprint === fingerprintOf(grid)) return ok(scored);
  const saved = saveScores(scored, 'submitting');
  return saved.ok
    ? ok({ ...scored, anchor: anchorOf(saved.value.etag, grid, form.criteriaSet, content) })
    : saved;
}

interface PendingReview extends ScoredReview {
  readonly keys: ReviewKeys & { readonly pending: NonNullable<ReviewKeys['pending']> };
}

/** Takes the key of an earlier attempt with the same scores, else a new one; it is stored before sending. */
function withPendingKey(review: ScoredReview): PendingReview {
  const { keys, form, spreadsheetId } = review;
  const { status, submissions, roundId } = form.assignment;
  const contentHash = hashOf(review);
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

const hashOf = ({ content }: ScoredReview) => reviewHashes(content, sha256).contentHash;

function send({ api, form, content, keys, anchor }: PendingReview): Result<Receipt, CallFailure> {
  const answer = api(operations.submitReview, {
    parameters: { roundId: form.assignment.roundId },
    body: content,
    headers: { 'If-Match': anchor.etag, 'Idempotency-Key': keys.pending.key },
  });
  return answer.ok ? ok(answer.value.body) : answer;
}

/** Sends once more where the draft was only saved anew with the same scores. */
function sendAgain(review: PendingReview): View {
  const draft = resolveStale(review, 'submitting');
  if (!draft.ok) return draft.error;
  const renewed = { ...review, anchor: { ...review.anchor, etag: draft.value.etag } };
  const sent = send(renewed);
  return sent.ok ? done(renewed, sent.value) : settle(renewed, sent.error);
}

/**
 * Settles a refusal. Where the service says that these scores are there already, an earlier attempt has
 * come through without its answer, and its receipt is the one to show.
 */
function settle(review: PendingReview, failure: CallFailure): View {
  const { api, form } = review;
  const { roundId } = form.assignment;
  const code = codeOf(failure);
  if (code === 'already-submitted' || code === 'idempotency-key-reused') {
    const latest = latestSubmission(api, roundId);
    if (latest.ok && latest.value?.receipt.contentHash === review.keys.pending.contentHash)
      return done(review, latest.value.receipt);
    if (code === 'idempotency-key-reused')
      storeKeys(review.spreadsheetId, roundId, { ...review.keys, pending: null });
  }
  const errors = failure.kind === 'refused' ? failure.problem?.errors : undefined;
  if (errors !== undefined) return showRefusal(review, errors);
  if (form.assignment.status !== 'submitted') noteSaved(review, savedAs(review));
  return failed(failure, 'submitting', roundId);
}

const savedAs = ({ anchor, content }: ScoredReview): SavedDraft => ({
  etag: anchor.etag,
  content,
  savedAt: null,
});

function done(review: PendingReview, receipt: Receipt): View {
  const { sheet, grid, anchor, form } = review;
  clearMarks(review);
  writeStatusLine(sheet, grid, submittedStatus(receipt), anchor);
  sheet.setTabColor(submittedColour);
  return receiptView(form.assignment, receipt, []);
}
