import { checkReading, placed } from '../../../shared/contract/reviews/check-reading.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import type { ReviewContent } from '../../../shared/domain/reviews/review.ts';
import type { Grid } from '../../../shared/domain/scoring-sheets/grid.ts';
import { type Reading, readScores } from '../../../shared/domain/scoring-sheets/read.ts';
import type { CellDefect, Change } from '../../../shared/domain/scoring-sheets/shown.ts';
import { type Call, openApi } from '../api-client.ts';
import type { Sheet, Spreadsheet } from '../google-types.ts';
import type { Doing } from '../problems-in-words.ts';
import { changeKeys, findKeys, type ReviewKeys } from '../review-keys.ts';
import { ratingRule } from '../scoring-sheet/build.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { gridOf } from '../scoring-sheet/grid.ts';
import { markDefects } from '../scoring-sheet/marks.ts';
import { isMarkedAs, sheetById } from '../scoring-sheet/tabs.ts';
import { writeCells } from '../scoring-sheet/write-cells.ts';
import type { View } from '../view.ts';
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
  /** What can be saved of it; blank where the sheet holds what cannot. */
  readonly content: ReviewContent;
  /** Pointers of the places that are left out of that. */
  readonly faulty: ReadonlySet<string>;
  /** Everything that has to be mended before submitting, or (read as a draft) before all of it can be saved. */
  readonly defects: readonly CellDefect[];
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
  const front = spreadsheet.getActiveSheet();
  const sheet = keys === null ? null : sheetById(spreadsheet, keys.sheetId, front);
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
  // Somebody who looks at a copy of their tab means that one, and would submit the other unseen.
  if (front.getSheetId() !== keys.sheetId && isMarkedAs(front, keys.owner))
    return fail({
      view: 'own-tabs',
      heading: headingOf(form.value.assignment, keys.tab),
      tabs: [{ name: front.getName(), sheetId: front.getSheetId() }],
    });
  return ok({ api: api.value, spreadsheetId, keys, sheet, form: form.value });
}

/** Reads the scores of an open review. Where rows or columns cannot be trusted, that is shown and nothing is read. */
export function readReview(review: OpenReview, purpose: 'draft' | 'submission'): Result<ScoredReview, View> {
  const grid = gridOf(review.sheet);
  const scored = scoresIn(review, grid, purpose);
  if (scored.ok) return ok(withLabels(scored.value));
  return fail(
    showDefects(review, grid, {
      defects: scored.error,
      structure: true,
      changes: [],
      saved: false,
      stray: false,
    }),
  );
}

/** The scores of an open review, without showing anything; the error is why nothing can be read. */
export function scoresIn(
  review: OpenReview,
  grid: Grid,
  purpose: 'draft' | 'submission',
): Result<ScoredReview, readonly CellDefect[]> {
  const reading = readScores(grid, review.form.criteriaSet);
  if (!reading.ok) return fail(reading.error);
  return ok({
    ...review,
    grid,
    reading: reading.value,
    ...checkReading(review.form, reading.value, purpose),
  });
}

/** Writes ratings that were typed otherwise as the list in the cell has them, so that they are seen as read. */
function withLabels(scored: ScoredReview): ScoredReview {
  const { rewrites } = scored.reading;
  if (rewrites.length === 0) return scored;
  const rule = ratingRule(scored.form);
  writeCells(
    scored.sheet,
    rewrites.map(({ cell, label }) => ({ cell, text: label, rule })),
  );
  return { ...scored, grid: gridOf(scored.sheet) };
}

/**
 * Shows the defects of what was read at their cells, and what became something else; `saved` says whether everything
 * else was saved.
 */
export const showRead = (review: ScoredReview, saved: boolean, changes: readonly Change[]): View =>
  showDefects(review, review.grid, {
    defects: review.defects,
    structure: false,
    saved,
    changes,
    stray: review.reading.stray.length > 0,
  });

/** Shows what the service refuses of a review at the cells it is about. */
export const showRefusal = (review: ScoredReview, errors: Parameters<typeof placed>[0]): View =>
  showDefects(review, review.grid, {
    defects: placed(errors, review.reading),
    structure: false,
    changes: [],
    saved: false,
    stray: false,
  });

/** Takes marks of earlier defects away; the keys that are to be stored then. */
export function clearMarks({ sheet, keys, grid, spreadsheetId, form }: ScoredReview): ReviewKeys {
  if (!keys.marked) return keys;
  markDefects(sheet, grid, []);
  return changeKeys(spreadsheetId, form.assignment.roundId, keys, { marked: false });
}

function showDefects(
  { sheet, spreadsheetId, keys, form }: OpenReview,
  grid: Grid,
  shown: Pick<Extract<View, { view: 'defects' }>, 'defects' | 'structure' | 'saved' | 'stray' | 'changes'>,
): View {
  markDefects(sheet, grid, shown.defects);
  if (!keys.marked) changeKeys(spreadsheetId, form.assignment.roundId, keys, { marked: true });
  return { view: 'defects', heading: headingOf(form.assignment, keys.tab), ...shown };
}
