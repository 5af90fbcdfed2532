import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { emptyReview, type ReviewContent } from '../../../shared/domain/reviews/review.ts';
import { inWords } from '../../../shared/domain/scoring-sheets/changes.ts';
import { mixed } from '../../../shared/domain/typed-reviews/cells.ts';
import { changesBetween, type FieldChange } from '../../../shared/domain/typed-reviews/changes.ts';
import { traceOf, withUnanswered } from '../../../shared/domain/typed-reviews/trace.ts';
import { codeOf } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import { seenOf } from '../digest.ts';
import type { Doing } from '../problems-in-words.ts';
import { type ReviewKeys, storeKeys } from '../review-keys.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { rowsHash } from '../scoring-sheet/grid.ts';
import type { View } from '../view.ts';
import { failed, headingOf } from './answers.ts';
import type { Compared } from './compare-sheet.ts';
import { type ScoredReview, showRefusal } from './open-review.ts';
import { getDraft, type SavedDraft, sameReview, savedDraft } from './service.ts';

/** What was saved, and the keys that say so; they are not stored yet. */
export interface Saved {
  readonly draft: SavedDraft;
  readonly keys: ReviewKeys;
}

/**
 * Saves what a sheet says, but for the changes that are not `allowed` and the places that cannot be saved: there the
 * draft goes on saying what it said. Where the service has another draft by now, nothing is written: the view in which
 * the reviewer compares the two comes back.
 */
export function saveScores(
  review: ScoredReview,
  compared: Compared,
  allowed: (change: FieldChange) => boolean,
  doing: Doing,
): Result<Saved, View> {
  const { form, faulty } = review;
  const { before, changes } = compared;
  const held = new Set(changes.filter((change) => !allowed(change)).map(({ pointer }) => pointer));
  const content = mixed(
    form.criteriaSet,
    before ?? emptyReview(form.criteriaSetHash),
    review.content,
    (pointer) => !held.has(pointer) && !faulty.has(pointer),
  );
  const saved = put(review, content, compared.etag, doing);
  if (!saved.ok) return saved;
  const doubtful = new Set(
    changes.filter(({ pointer, doubt }) => doubt !== null && held.has(pointer)).map(({ pointer }) => pointer),
  );
  return ok({ draft: saved.value, keys: keysAfter(review, saved.value.etag, content, doubtful) });
}

/** Saves all that a sheet says over the draft that the reviewer was shown beside it, and over no other. */
export function saveOver(review: ScoredReview, etag: string): Result<Saved, View> {
  const saved = put(review, review.content, etag, 'saving');
  if (!saved.ok) return saved;
  return ok({ draft: saved.value, keys: keysAfter(review, saved.value.etag, review.content) });
}

/** The keys of a sheet that goes on from a draft which says this, and was looked at; `asked` waits for an answer. */
export function keysAfter(
  { keys, form, grid }: Pick<ScoredReview, 'keys' | 'form' | 'grid'>,
  etag: string,
  content: ReviewContent,
  asked: ReadonlySet<string> = new Set(),
): ReviewKeys {
  const set = form.criteriaSet;
  return {
    ...keys,
    etag,
    trace: withUnanswered(traceOf(set, content), set, content, asked),
    unseen: '',
    rows: rowsHash(grid),
  };
}

/** Writes down which draft the sheet goes on from now. */
export const noteKeys = ({ spreadsheetId, form }: ScoredReview, keys: ReviewKeys): void =>
  storeKeys(spreadsheetId, form.assignment.roundId, keys);

function put(
  review: ScoredReview,
  content: ReviewContent,
  etag: string,
  doing: Doing,
): Result<SavedDraft, View> {
  const { roundId } = review.form.assignment;
  const answer = review.api(operations.saveReview, {
    parameters: { roundId },
    body: content,
    headers: { 'If-Match': etag },
  });
  if (answer.ok) return ok(savedDraft(answer.value));
  if (codeOf(answer.error) === 'stale') return resolveStale(review, content, doing);
  const errors = answer.error.kind === 'refused' ? answer.error.problem?.errors : undefined;
  return fail(errors === undefined ? failed(answer.error, doing, roundId) : showRefusal(review, errors));
}

/**
 * After a 412: the draft that the service has where it says just this (the answer to an earlier save was lost, say),
 * else the view in which the reviewer compares and chooses.
 */
export function resolveStale(
  review: ScoredReview,
  content: ReviewContent,
  doing: Doing,
): Result<SavedDraft, View> {
  const { api, form } = review;
  const draft = getDraft(api, form.assignment.roundId);
  if (!draft.ok) return fail(failed(draft.error, doing));
  return sameReview(form.criteriaSet, draft.value.content, content)
    ? draft
    : fail(newerDraft(form, draft.value, review));
}

/** The view in which a reviewer compares this sheet with a draft from elsewhere, and chooses. */
export const newerDraft = (
  form: Form,
  draft: SavedDraft,
  { content, reading, keys }: Pick<ScoredReview, 'content' | 'reading' | 'keys'>,
): View => ({
  view: 'newer-draft',
  heading: headingOf(form.assignment, keys.tab),
  savedAt: draft.savedAt === null ? 'an unknown time' : dateAndTime(draft.savedAt),
  etag: draft.etag,
  seen: seenOf(content),
  differences: inWords(
    form.criteriaSet,
    changesBetween(form.criteriaSet, draft.content, content).map((change) => ({ ...change, doubt: null })),
    reading,
  ),
});
