import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import type { ReviewContent } from '../../../shared/domain/reviews/review.ts';
import { type Call, openApi } from '../api-client.ts';
import type { Sheet, Spreadsheet } from '../google-types.ts';
import type { Doing } from '../problems-in-words.ts';
import { findKeys, type ReviewKeys, storeKeys } from '../review-keys.ts';
import { type Anchor, noAnchor } from '../scoring-sheet/anchor.ts';
import { checkReading, placed } from '../scoring-sheet/check.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { type Grid, gridOf } from '../scoring-sheet/grid.ts';
import { markDefects } from '../scoring-sheet/marks.ts';
import { type Reading, readScores } from '../scoring-sheet/read.ts';
import { readStatusLine } from '../scoring-sheet/status-line.ts';
import { sheetById } from '../scoring-sheet/tabs.ts';
import type { CellDefect, View } from '../view.ts';
import { failed, headingOf, notPossible } from './answers.ts';
import { getForm } from './service.ts';

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
  readonly grid: Grid;
  readonly reading: Reading;
  readonly content: ReviewContent;
  /** Which draft the sheet goes on from. */
  readonly anchor: Anchor;
}

/** The review of a round, which must have been started in this spreadsheet. */
export function openReview(
  spreadsheet: Spreadsheet,
  roundId: string,
  doing: Doing,
): Result<OpenReview, View> {
  const api = openApi();
  if (!api.ok) return fail(failed(api.error, doing));
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
  const form = getForm(api.value, roundId);
  if (!form.ok) return fail(failed(form.error, doing, roundId));
  return ok({ api: api.value, spreadsheetId, keys, sheet, form: form.value });
}

/** Reads and checks the scores of an open review; whatever is wrong is shown at its cell. */
export function readReview(review: OpenReview, purpose: 'draft' | 'submission'): Result<ScoredReview, View> {
  const grid = gridOf(review.sheet);
  const scored = scoresIn(review, grid, purpose);
  return scored.ok ? scored : fail(showDefects(review, grid, scored.error.defects, scored.error.structure));
}

/** Checks the scores of an open review without showing anything. */
export function scoresIn(
  review: OpenReview,
  grid: Grid,
  purpose: 'draft' | 'submission',
): Result<ScoredReview, { defects: readonly CellDefect[]; structure: boolean }> {
  const reading = readScores(grid, review.form.criteriaSet);
  if (!reading.ok) return fail({ defects: reading.error, structure: true });
  const content = checkReading(review.form, reading.value, purpose);
  if (!content.ok) return fail({ defects: content.error, structure: false });
  const anchor = readStatusLine(grid)?.anchor ?? noAnchor;
  return ok({ ...review, grid, reading: reading.value, content: content.value, anchor });
}

/** Shows what the service refuses of a review at the cells it is about. */
export const showRefusal = (review: ScoredReview, errors: Parameters<typeof placed>[0]): View =>
  showDefects(review, review.grid, placed(errors, review.reading), false);

/** Takes marks of earlier defects away. */
export function clearMarks({ sheet, keys, grid, spreadsheetId, form }: ScoredReview): void {
  if (!keys.marked) return;
  markDefects(sheet, grid, []);
  storeKeys(spreadsheetId, form.assignment.roundId, { ...keys, marked: false });
}

function showDefects(
  { sheet, spreadsheetId, keys, form }: OpenReview,
  grid: Grid,
  defects: readonly CellDefect[],
  structure: boolean,
): View {
  markDefects(sheet, grid, defects);
  if (!keys.marked) storeKeys(spreadsheetId, form.assignment.roundId, { ...keys, marked: true });
  return { view: 'defects', heading: headingOf(form.assignment), defects, structure };
}
