import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { progressOf } from '../../../shared/domain/scoring-sheets/grid.ts';
import { planHeader, planTable } from '../../../shared/domain/scoring-sheets/plan.ts';
import { traceOf } from '../../../shared/domain/typed-reviews/trace.ts';
import { type Call, openApi } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import type { Sheet, Spreadsheet } from '../google-types.ts';
import { findKeys, ownerOf, type ReviewKeys, storeKeys } from '../review-keys.ts';
import { buildScoringSheet } from '../scoring-sheet/build.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { gridOf, rowsHash } from '../scoring-sheet/grid.ts';
import { readStatusLine, writeStatusLine } from '../scoring-sheet/status-line.ts';
import { ownSheets, setAside, sheetById } from '../scoring-sheet/tabs.ts';
import type { View } from '../view.ts';
import { failed, headingOf, scoring } from './answers.ts';
import { exclusively } from './lock.ts';
import { readReview, type ScoredReview } from './open-review.ts';
import { keysAfter, newerDraft, noteKeys } from './save-scores.ts';
import {
  getDraft,
  getForm,
  type LatestScores,
  latestScores,
  neverSaved,
  type SavedDraft,
  sameReview,
} from './service.ts';
import { openStatus } from './status-words.ts';

/** A review as the service has it, before there is a sheet. */
interface FetchedReview {
  readonly api: Call;
  readonly form: Form;
  readonly draft: SavedDraft;
  /** Whose the round's tabs are that are this reviewer's own. */
  readonly owner: string;
}

/** Opens the scoring sheet of a round: the one that is there, or a new one with the saved draft filled in. */
export const startReview = (roundId: string): View => exclusively(() => start(roundId));

/**
 * Goes on in a tab of the reviewer's own that no keys name: this file is a copy, say, and the reviewer wants to work in
 * it. The tab of somebody else is never used, whoever asks.
 */
export const useTab = (roundId: string, sheetId: number): View =>
  exclusively(() => adoptTab(roundId, sheetId));

/** Sets the present sheet aside, where it stays to be looked at, and builds a new one from the saved draft. */
export const rebuildSheet = (roundId: string): View => exclusively(() => rebuild(roundId));

function start(roundId: string): View {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const fetched = fetchReview(roundId);
  if (!fetched.ok) return fetched.error;
  const keys = findKeys(spreadsheet.getId(), roundId);
  const known = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  if (keys !== null && known !== null) return goOn(spreadsheet, fetched.value, known, keys);
  const own = ownSheets(spreadsheet, fetched.value.owner);
  if (own.length > 0) return askWhichTab(fetched.value, own);
  const scores = scoresOf(fetched.value);
  return scores.ok ? build(spreadsheet, fetched.value, scores.value, null, null) : scores.error;
}

const askWhichTab = ({ form }: FetchedReview, own: readonly Sheet[]): View => ({
  view: 'own-tabs',
  heading: headingOf(form.assignment),
  tabs: own.map((sheet) => ({ name: sheet.getName(), sheetId: sheet.getSheetId() })),
});

function adoptTab(roundId: string, sheetId: number): View {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const fetched = fetchReview(roundId);
  if (!fetched.ok) return fetched.error;
  const { owner } = fetched.value;
  const sheet = ownSheets(spreadsheet, owner).find((each) => each.getSheetId() === sheetId);
  if (sheet === undefined) return start(roundId);
  const known = findKeys(spreadsheet.getId(), roundId);
  const nothing = { etag: neverSaved, trace: '', unseen: '', pending: null };
  // Nobody knows which marks this tab carries.
  const keys = { ...nothing, ...known, owner, sheetId, tab: sheet.getName(), marked: true, rows: '' };
  return goOn(spreadsheet, fetched.value, sheet, keys);
}

function rebuild(roundId: string): View {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const fetched = fetchReview(roundId);
  if (!fetched.ok) return fetched.error;
  const scores = scoresOf(fetched.value);
  if (!scores.ok) return scores.error;
  const keys = findKeys(spreadsheet.getId(), roundId);
  const old = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  const { owner } = fetched.value;
  const sheets = old === null ? ownSheets(spreadsheet, owner) : [old];
  for (const sheet of sheets) setAside(spreadsheet, sheet, owner);
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
  const owner = ownerOf(roundId);
  if (owner === null) return fail(failed({ kind: 'no-identity' }, 'opening'));
  return ok({ api: api.value, form: form.value, draft: draft.value, owner });
}

function scoresOf({ api, form, draft }: FetchedReview): Result<LatestScores, View> {
  const scores = latestScores(api, form, draft);
  return scores.ok ? scores : fail(failed(scores.error, 'opening', form.assignment.roundId));
}

/** Goes on in a sheet that is there, unless the service has another draft than the one it goes on from. */
function goOn(spreadsheet: Spreadsheet, fetched: FetchedReview, sheet: Sheet, before: ReviewKeys): View {
  const { form, draft } = fetched;
  const { roundId } = form.assignment;
  sheet.activate();
  const spreadsheetId = spreadsheet.getId();
  const keys = { ...before, tab: sheet.getName() };
  storeKeys(spreadsheetId, roundId, keys);
  const grid = gridOf(sheet);
  // Only a sheet that says it was submitted has to be told that it is open again.
  if (form.assignment.status === 'reopened' && readStatusLine(grid) !== openStatus(form))
    writeStatusLine(sheet, grid, openStatus(form));
  if (keys.etag === draft.etag && keys.trace !== '') return scoring(form, keys.tab, progressOf(grid), null);
  const scored = readReview({ ...fetched, sheet, keys, spreadsheetId }, 'draft');
  return scored.ok ? adopt(scored.value, draft) : scored.error;
}

/** Makes a sheet go on from the service's draft where both say the same, or where there is no draft to lose. */
function adopt(scored: ScoredReview, draft: SavedDraft): View {
  const { form, content, grid, keys } = scored;
  const isSame = sameReview(form.criteriaSet, content, draft.content);
  if (!isSame && draft.etag !== neverSaved) return newerDraft(form, draft, scored);
  noteKeys(scored, keysAfter(scored, draft.etag, draft.content));
  return scoring(form, keys.tab, progressOf(grid), null);
}

function build(
  spreadsheet: Spreadsheet,
  { form, draft, owner }: FetchedReview,
  { content, origin }: LatestScores,
  keys: ReviewKeys | null,
  message: string | null,
): View {
  const table = planTable(form, content);
  const cells = table.map((row) => row.cells);
  const progress = progressOf(cells);
  const header = planHeader(form, {
    sending: 'Then choose “Check and submit” in the sidebar.',
    due: `${dateAndTime(form.assignment.reviewsDue)} UK time`,
    status: openStatus(form),
  });
  const { sheet, name: tab } = buildScoringSheet(spreadsheet, form, owner, [...header, ...table]);
  storeKeys(spreadsheet.getId(), form.assignment.roundId, {
    sheetId: sheet.getSheetId(),
    tab,
    owner,
    etag: draft.etag,
    trace: traceOf(form.criteriaSet, content),
    unseen: '',
    rows: rowsHash(cells),
    pending: keys?.pending ?? null,
    marked: false,
  });
  const filled = origin === null ? null : `${upperFirst(origin)} is filled in.`;
  const messages = [filled, message].filter((each) => each !== null);
  return scoring(form, tab, progress, messages.length === 0 ? null : messages.join(' '));
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
