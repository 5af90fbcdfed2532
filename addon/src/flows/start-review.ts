import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { type Call, openApi } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import type { Sheet, Spreadsheet } from '../google-types.ts';
import { findKeys, type ReviewKeys, storeKeys } from '../review-keys.ts';
import { anchorOf, anchorText, neverSaved } from '../scoring-sheet/anchor.ts';
import { buildScoringSheet } from '../scoring-sheet/build.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { gridOf, progressOf } from '../scoring-sheet/grid.ts';
import { planHeader, planTable } from '../scoring-sheet/plan.ts';
import { readStatusLine, writeStatusLine } from '../scoring-sheet/status-line.ts';
import { markedSheets, setAside, sheetById } from '../scoring-sheet/tabs.ts';
import type { View } from '../view.ts';
import { failed, notPossible, scoring } from './answers.ts';
import { exclusively } from './lock.ts';
import { readReview, type ScoredReview } from './open-review.ts';
import { noteSaved } from './save-draft.ts';
import { newerDraft } from './save-scores.ts';
import {
  getDraft,
  getForm,
  type LatestScores,
  latestScores,
  type SavedDraft,
  sameReview,
} from './service.ts';
import { openStatus } from './status-words.ts';

/** A review as the service has it, before there is a sheet. */
interface FetchedReview {
  readonly api: Call;
  readonly form: Form;
  readonly draft: SavedDraft;
}

/** The round's sheet in this file. */
interface FoundSheet {
  readonly sheet: Sheet;
  readonly keys: ReviewKeys;
  /** False where nobody knows which draft the sheet goes on from: in a copy, or for another account. */
  readonly isKnown: boolean;
}

/** Opens the scoring sheet of a round: the one that is there, or a new one with the saved draft filled in. */
export const startReview = (roundId: string): View => exclusively(() => start(roundId));

/** Sets the present sheet aside, where it stays to be looked at, and builds a new one from the saved draft. */
export const rebuildSheet = (roundId: string): View => exclusively(() => rebuild(roundId));

function start(roundId: string): View {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const fetched = fetchReview(roundId);
  if (!fetched.ok) return fetched.error;
  const found = findSheet(spreadsheet, roundId);
  if (!found.ok) return found.error;
  if (found.value !== null) return goOn(spreadsheet, fetched.value, found.value);
  const scores = scoresOf(fetched.value);
  return scores.ok ? build(spreadsheet, fetched.value, scores.value, null, null) : scores.error;
}

function rebuild(roundId: string): View {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const fetched = fetchReview(roundId);
  if (!fetched.ok) return fetched.error;
  const scores = scoresOf(fetched.value);
  if (!scores.ok) return scores.error;
  const keys = findKeys(spreadsheet.getId(), roundId);
  const old = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  const sheets = old === null ? markedSheets(spreadsheet, roundId) : [old];
  for (const sheet of sheets) setAside(spreadsheet, sheet, roundId);
  return build(
    spreadsheet,
    fetched.value,
    scores.value,
    keys,
    'The earlier sheet is kept beside this one, marked “set aside”.',
  );
}

function fetchReview(roundId: string): Result<FetchedReview, View> {
  const api = openApi();
  if (!api.ok) return fail(failed(api.error, 'opening'));
  const form = getForm(api.value, roundId);
  if (!form.ok) return fail(failed(form.error, 'opening', roundId));
  const draft = getDraft(api.value, roundId);
  if (!draft.ok) return fail(failed(draft.error, 'opening', roundId));
  return ok({ api: api.value, form: form.value, draft: draft.value });
}

function scoresOf({ api, form, draft }: FetchedReview): Result<LatestScores, View> {
  const scores = latestScores(api, form, draft);
  return scores.ok ? scores : fail(failed(scores.error, 'opening', form.assignment.roundId));
}

function findSheet(spreadsheet: Spreadsheet, roundId: string): Result<FoundSheet | null, View> {
  const keys = findKeys(spreadsheet.getId(), roundId);
  const known = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  if (keys !== null && known !== null) return ok({ sheet: known, keys, isKnown: true });
  const [sheet, another] = markedSheets(spreadsheet, roundId);
  if (sheet === undefined) return ok(null);
  if (another !== undefined)
    return fail(
      notPossible(
        'Two tabs hold this review',
        `“${sheet.getName()}” and “${another.getName()}” are both scoring sheets of it.`,
        'Delete the one that you do not use, then try again.',
      ),
    );
  // Nobody knows which marks this tab carries.
  const found = { pending: null, ...keys, sheetId: sheet.getSheetId(), marked: true };
  return ok({ sheet, keys: found, isKnown: false });
}

/** Goes on in a sheet that is there, unless the service has another draft than the one it was built on. */
function goOn(spreadsheet: Spreadsheet, fetched: FetchedReview, found: FoundSheet): View {
  const { form, draft } = fetched;
  const { sheet, keys, isKnown } = found;
  sheet.activate();
  const spreadsheetId = spreadsheet.getId();
  if (!isKnown) storeKeys(spreadsheetId, form.assignment.roundId, keys);
  const grid = gridOf(sheet);
  const status = readStatusLine(grid);
  if (isKnown && status?.anchor?.etag === draft.etag) {
    // Only a sheet that says it was submitted has to be told that it is open again.
    if (form.assignment.status === 'reopened')
      writeStatusLine(sheet, grid, openStatus(form, progressOf(grid), draft.savedAt), status.anchor);
    return scoring(form, progressOf(grid), null);
  }
  const scored = readReview({ ...fetched, sheet, keys, spreadsheetId }, 'draft');
  if (!scored.ok) return scored.error;
  return adopt(scored.value, draft);
}

/** Makes a sheet go on from the service's draft where both say the same, or where there is no draft to lose. */
function adopt(scored: ScoredReview, draft: SavedDraft): View {
  const { form, content, sheet, grid, anchor } = scored;
  const progress = progressOf(grid);
  if (sameReview(form.criteriaSet, content, draft.content)) {
    noteSaved(scored, draft);
    return scoring(form, progress, null);
  }
  // An anchor that cannot be true makes every save ask first, until the reviewer has chosen.
  writeStatusLine(sheet, grid, openStatus(form, progress), { ...anchor, etag: neverSaved });
  return draft.etag === neverSaved ? scoring(form, progress, null) : newerDraft(form, draft, scored);
}

function build(
  spreadsheet: Spreadsheet,
  { form, draft }: FetchedReview,
  { content, origin }: LatestScores,
  keys: ReviewKeys | null,
  message: string | null,
): View {
  const table = planTable(form, content);
  const cells = table.map((row) => row.cells);
  const progress = progressOf(cells);
  const header = planHeader(form, {
    due: dateAndTime(form.assignment.reviewsDue),
    status: openStatus(form, progress, draft.savedAt),
    anchor: anchorText(anchorOf(draft.etag, cells, form.criteriaSet, content)),
  });
  const sheet = buildScoringSheet(spreadsheet, form, [...header, ...table]);
  storeKeys(spreadsheet.getId(), form.assignment.roundId, {
    sheetId: sheet.getSheetId(),
    pending: keys?.pending ?? null,
    marked: false,
  });
  const filled = origin === null ? null : `${upperFirst(origin)} is filled in.`;
  const messages = [filled, message].filter((each) => each !== null);
  return scoring(form, progress, messages.length === 0 ? null : messages.join(' '));
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
