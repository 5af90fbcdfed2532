import type { Answer } from '../../../shared/contract/operation.ts';
import { reviewerOperations as operations } from '../../../shared/contract/reviewer-operations.ts';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import { type CriteriaSet, criteriaOf } from '../../../shared/domain/criteria-set.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { type ReviewContent, reviewOf } from '../../../shared/domain/review.ts';
import { type Call, type CallFailure, openApi } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import type { Sheet, Spreadsheet } from '../google-types.ts';
import type { Doing } from '../problems-in-words.ts';
import { findKeys, type ReviewKeys, storeKeys } from '../review-keys.ts';
import { checkReading, placed } from '../scoring-sheet/check.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { markDefects } from '../scoring-sheet/marks.ts';
import { type Reading, readScores } from '../scoring-sheet/read.ts';
import { sheetById } from '../scoring-sheet/tabs.ts';
import type { CellDefect, View } from '../view.ts';
import { failed, headingOf, notPossible } from './answers.ts';

/** A review that has its sheet in this spreadsheet. */
export interface OpenReview {
  readonly api: Call;
  readonly spreadsheetId: string;
  readonly keys: ReviewKeys;
  readonly sheet: Sheet;
  readonly form: Form;
}

/** A review with the scores that its sheet holds. */
export interface ScoredReview extends OpenReview {
  readonly grid: readonly (readonly string[])[];
  readonly reading: Reading;
  readonly content: ReviewContent;
}

/** A draft as the service has it. */
export interface SavedDraft {
  readonly content: ReviewContent;
  readonly etag: string;
  /** Null where none was ever saved. */
  readonly savedAt: string | null;
}

/** The review of a round, which must have been started in this spreadsheet. */
export function openReview(
  spreadsheet: Spreadsheet,
  roundId: string,
  doing: Doing,
): Result<OpenReview, View> {
  const spreadsheetId = spreadsheet.getId();
  const keys = findKeys(spreadsheetId, roundId);
  const sheet = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  if (keys === null || sheet === null)
    return fail(
      notPossible(
        'There is no scoring sheet for this review here',
        'It was never started in this spreadsheet, or its tab was deleted.',
        'Start the review from My reviews: your saved draft will be filled in.',
        { label: 'Start review', call: 'startReview', args: [roundId] },
      ),
    );
  const api = openApi();
  if (!api.ok) return fail(failed(api.error, doing));
  const form = getForm(api.value, roundId);
  if (!form.ok) return fail(failed(form.error, doing, roundId));
  return ok({ api: api.value, spreadsheetId, keys, sheet, form: form.value });
}

/** Reads and checks the scores of an open review; whatever is wrong is shown at its cell. */
export function readReview(review: OpenReview, purpose: 'draft' | 'submission'): Result<ScoredReview, View> {
  const grid = gridOf(review.sheet);
  const reading = readScores(grid, review.form.criteriaSet);
  if (!reading.ok) return fail(showDefects(review, grid, reading.error, true));
  const content = checkReading(review.form, reading.value, purpose);
  if (!content.ok) return fail(showDefects(review, grid, content.error, false));
  return ok({ ...review, grid, reading: reading.value, content: content.value });
}

/** Shows what the service found wrong with a review, at its cells. */
export const showRefusal = (review: ScoredReview, errors: Parameters<typeof placed>[0]): View =>
  showDefects(review, review.grid, placed(errors, review.reading), false);

/** Takes marks of earlier defects away. */
export function clearMarks({ sheet, keys, grid }: ScoredReview): void {
  if (keys.marked) markDefects(sheet, grid, []);
}

/** The texts that a sheet shows. What the reviewer sees is what is sent. */
export const gridOf = (sheet: Sheet): readonly (readonly string[])[] =>
  sheet.getDataRange().getDisplayValues();

/** What the reviewer is asked to score. */
export function getForm(api: Call, roundId: string): Result<Form, CallFailure> {
  const answer = api(operations.getForm, { parameters: { roundId } });
  return answer.ok ? ok(answer.value.body) : answer;
}

/** The draft that the service has. */
export function getDraft(api: Call, roundId: string): Result<SavedDraft, CallFailure> {
  const answer = api(operations.getReview, { parameters: { roundId } });
  return answer.ok ? ok(savedDraft(answer.value)) : answer;
}

/** A draft from an answer that carries one. */
export const savedDraft = (answered: {
  body: Answer<typeof operations.getReview>;
  etag: string | null;
}): SavedDraft => ({
  content: answered.body.content,
  etag: answered.etag ?? `"${answered.body.version}"`,
  savedAt: answered.body.savedAt,
});

/** Whether two reviews say the same of every criterion, whichever of them writes its blanks down. */
export function sameReview(set: CriteriaSet, a: ReviewContent, b: ReviewContent): boolean {
  const written = (content: ReviewContent) =>
    canonicalJson({
      ratings: criteriaOf(set).map((criterion) => reviewOf(content, criterion.id)),
      overallComment: content.overallComment,
      overallNote: content.overallNote,
    });
  return written(a) === written(b);
}

/** The view in which a reviewer chooses between this sheet and a draft from elsewhere. */
export const newerDraft = (form: Form, draft: SavedDraft): View => ({
  view: 'newer-draft',
  heading: headingOf(form.assignment),
  savedAt: draft.savedAt === null ? 'an unknown time' : dateAndTime(draft.savedAt),
});

/**
 * After a 412: the draft that the service has where it says just what this sheet says (the answer to an
 * earlier save was lost, say), else the view in which the reviewer chooses.
 */
export function resolveStale({ api, form, content }: ScoredReview, doing: Doing): Result<SavedDraft, View> {
  const draft = getDraft(api, form.assignment.roundId);
  if (!draft.ok) return fail(failed(draft.error, doing));
  return sameReview(form.criteriaSet, draft.value.content, content)
    ? draft
    : fail(newerDraft(form, draft.value));
}

function showDefects(
  { sheet, spreadsheetId, keys, form }: OpenReview,
  grid: readonly (readonly string[])[],
  defects: readonly CellDefect[],
  structure: boolean,
): View {
  markDefects(sheet, grid, defects);
  if (!keys.marked) storeKeys(spreadsheetId, form.assignment.roundId, { ...keys, marked: true });
  return { view: 'defects', heading: headingOf(form.assignment), defects, structure };
}
