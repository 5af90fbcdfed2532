import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { codeOf } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import type { Doing } from '../problems-in-words.ts';
import { changesBetween } from '../scoring-sheet/changes.ts';
import type { Form } from '../scoring-sheet/form.ts';
import type { Reading } from '../scoring-sheet/read.ts';
import type { View } from '../view.ts';
import { failed, headingOf } from './answers.ts';
import { type ScoredReview, showRefusal } from './open-review.ts';
import { getDraft, type SavedDraft, sameReview, savedDraft } from './service.ts';

/**
 * Saves the scores of a sheet over the draft that it goes on from. Where the service has another draft by
 * now, nothing is written: the view in which the reviewer compares the two comes back.
 */
export function saveScores(review: ScoredReview, doing: Doing): Result<SavedDraft, View> {
  const { roundId } = review.form.assignment;
  const answer = review.api(operations.saveReview, {
    parameters: { roundId },
    body: review.content,
    headers: { 'If-Match': review.anchor.etag },
  });
  if (answer.ok) return ok(savedDraft(answer.value));
  if (codeOf(answer.error) === 'stale') return resolveStale(review, doing);
  const errors = answer.error.kind === 'refused' ? answer.error.problem?.errors : undefined;
  return fail(errors === undefined ? failed(answer.error, doing, roundId) : showRefusal(review, errors));
}

/**
 * After a 412: the draft that the service has where it says just what this sheet says (the answer to an
 * earlier save was lost, say), else the view in which the reviewer compares and chooses.
 */
export function resolveStale(
  { api, form, content, reading }: ScoredReview,
  doing: Doing,
): Result<SavedDraft, View> {
  const draft = getDraft(api, form.assignment.roundId);
  if (!draft.ok) return fail(failed(draft.error, doing));
  return sameReview(form.criteriaSet, draft.value.content, content)
    ? draft
    : fail(newerDraft(form, draft.value, { content, reading }));
}

/** The view in which a reviewer compares this sheet with a draft from elsewhere, and chooses. */
export const newerDraft = (
  form: Form,
  draft: SavedDraft,
  { content, reading }: { content: ScoredReview['content']; reading: Reading },
): View => ({
  view: 'newer-draft',
  heading: headingOf(form.assignment),
  savedAt: draft.savedAt === null ? 'an unknown time' : dateAndTime(draft.savedAt),
  etag: draft.etag,
  differences: changesBetween(form.criteriaSet, draft.content, content, reading),
});
