import type { Answer } from '../../../shared/contract/operation.ts';
import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { type CallFailure, codeOf } from '../api-client.ts';
import { seenOf } from '../digest.ts';
import { type ReviewKeys, storeKeys } from '../review-keys.ts';
import { writeStatusLine } from '../scoring-sheet/status-line.ts';
import type { View } from '../view.ts';
import { failed, receiptView } from './answers.ts';
import { confirmationOf } from './check-scores.ts';
import { compareSheet, doubted, isAccountedFor } from './compare-sheet.ts';
import { exclusively } from './lock.ts';
import { clearMarks, openReview, readReview, type ScoredReview, showRefusal } from './open-review.ts';
import { resolveStale, saveScores } from './save-scores.ts';
import { latestSubmission } from './service.ts';
import { submittedStatus } from './status-words.ts';

type Receipt = Answer<typeof operations.submitReview>;

/** Fill of a submitted tab's handle. */
const submittedColour = '#007f3b';

/**
 * Submits the review: what the reviewer was shown (`seen`), and nothing that may have landed elsewhere. The idempotency key is kept before anything is sent: whatever fails in between,
 * submitting the same scores again cannot make a second submission, and gets the receipt of the first.
 */
export const submitReview = (roundId: string, seen?: string): View =>
  exclusively(() => submit(roundId, seen ?? null));

function submit(roundId: string, seen: string | null): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'submitting');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'submission');
  if (!scored.ok) return scored.error;
  if (scored.value.defects.length > 0) return confirmationOf(scored.value, null);
  const isShown = seen === seenOf(scored.value.content);
  if (seen !== null && !isShown)
    return confirmationOf(scored.value, 'The sheet has changed since you looked. Nothing was sent yet.');
  const saved = saveFirst(scored.value, isShown);
  if (!saved.ok) return saved.error;
  const pending = withPendingKey(saved.value, scored.value.keys);
  const sent = send(pending);
  if (sent.ok) return done(pending, sent.value);
  if (codeOf(sent.error) === 'stale') return sendAgain(pending);
  return settle(pending, sent.error);
}

/**
 * Saves what changed since the last save, so that a submission that fails leaves its scores with the service. Changes
 * that nobody can be sure were meant, or that nobody was shown, are shown instead.
 */
function saveFirst(scored: ScoredReview, isShown: boolean): Result<ScoredReview, View> {
  if (scored.form.assignment.status === 'submitted' || isAccountedFor(scored)) return ok(scored);
  const compared = compareSheet(scored, 'submitting');
  if (!compared.ok) return compared;
  const unseen = compared.value.changes.some(({ kind }) => kind === 'replaced' || kind === 'cleared');
  if (doubted(compared.value).length > 0 || (unseen && !isShown))
    return fail(confirmationOf(scored, 'Look at these changes first. Nothing was sent yet.'));
  const saved = saveScores(scored, compared.value, () => true, 'submitting');
  return saved.ok ? ok({ ...scored, keys: saved.value.keys }) : saved;
}

interface PendingReview extends ScoredReview {
  readonly keys: ReviewKeys & { readonly pending: NonNullable<ReviewKeys['pending']> };
}

/** Takes the key of an earlier attempt with the same scores, else a new one; it is stored before sending. */
function withPendingKey(review: ScoredReview, stored: ReviewKeys): PendingReview {
  const { keys, form, spreadsheetId } = review;
  const { status, submissions, roundId } = form.assignment;
  const contentHash = seenOf(review.content);
  const kept = keys.pending;
  // A reopened review is a new submission, even of the same scores.
  const answered = kept !== null && status === 'reopened' && submissions > kept.submissionsBefore;
  const pending =
    kept !== null && kept.contentHash === contentHash && !answered
      ? kept
      : { key: Utilities.getUuid(), contentHash, submissionsBefore: submissions };
  if (pending !== kept || keys !== stored) storeKeys(spreadsheetId, roundId, { ...keys, pending });
  return { ...review, keys: { ...keys, pending } };
}

function send({ api, form, content, keys }: PendingReview): Result<Receipt, CallFailure> {
  const answer = api(operations.submitReview, {
    parameters: { roundId: form.assignment.roundId },
    body: content,
    headers: { 'If-Match': keys.etag, 'Idempotency-Key': keys.pending.key },
  });
  return answer.ok ? ok(answer.value.body) : answer;
}

/** Sends once more where the draft was only saved anew with the same scores. */
function sendAgain(review: PendingReview): View {
  const draft = resolveStale(review, review.content, 'submitting');
  if (!draft.ok) return draft.error;
  const renewed = { ...review, keys: { ...review.keys, etag: draft.value.etag } };
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
  return failed(failure, 'submitting', roundId);
}

function done(review: PendingReview, receipt: Receipt): View {
  const { sheet, grid, form } = review;
  clearMarks(review);
  writeStatusLine(sheet, grid, submittedStatus(receipt));
  sheet.setTabColor(submittedColour);
  return receiptView(form.assignment, receipt, [], review.keys.tab);
}
