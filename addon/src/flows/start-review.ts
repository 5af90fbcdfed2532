import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { dateAndTime } from '../dates.ts';
import type { Sheet, Spreadsheet } from '../google-types.ts';
import { findKeys, type ReviewKeys, storeKeys } from '../review-keys.ts';
import { buildScoringSheet } from '../scoring-sheet/build.ts';
import { checkReading } from '../scoring-sheet/check.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { readScores } from '../scoring-sheet/read.ts';
import { markedSheets, setAside, sheetById } from '../scoring-sheet/tabs.ts';
import type { View } from '../view.ts';
import { failed, notPossible, scoring } from './answers.ts';
import { type FetchedReview, fetchReview, type LatestScores, latestScores } from './fetch-review.ts';
import { getDraft, gridOf, newerDraft, openReview, type SavedDraft, sameReview } from './open-review.ts';

/** A draft that nobody has saved has this ETag, so that saving over an unseen one is refused. */
const neverSaved = '"0"';

/** Opens the scoring sheet of a round: the one that is there, or a new one with the saved draft filled in. */
export function startReview(roundId: string): View {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const fetched = fetchReview(roundId);
  if (!fetched.ok) return fetched.error;
  const { form, draft } = fetched.value;
  const existing = existingSheet(spreadsheet, roundId);
  if (!existing.ok) return existing.error;
  if (existing.value === null) {
    const scores = latestScores(fetched.value);
    return scores.ok ? build(spreadsheet, fetched.value, scores.value, null, null) : scores.error;
  }

  const { sheet, keys } = existing.value;
  sheet.activate();
  if (keys.etag === draft.etag || saysTheSame(sheet, form, draft)) {
    storeKeys(spreadsheet.getId(), roundId, { ...keys, etag: draft.etag });
    return scoring(form, reopened(form));
  }
  storeKeys(spreadsheet.getId(), roundId, keys);
  return newerDraft(form, draft);
}

/** Keeps this sheet's scores although the service has a draft from elsewhere: the next save replaces it. */
export function keepSheet(roundId: string): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'opening');
  if (!review.ok) return review.error;
  const { api, form, keys, spreadsheetId } = review.value;
  const draft = getDraft(api, roundId);
  if (!draft.ok) return failed(draft.error, 'opening', roundId);
  storeKeys(spreadsheetId, roundId, { ...keys, etag: draft.value.etag });
  return scoring(form, 'This sheet’s scores count. Save the draft to replace the other one.');
}

/** Sets the present sheet aside, where it stays to be looked at, and builds a new one from the saved draft. */
export function rebuildSheet(roundId: string): View {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const fetched = fetchReview(roundId);
  if (!fetched.ok) return fetched.error;
  const scores = latestScores(fetched.value);
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

/** The round's sheet in this file; null where there is none. Keys are new where the file is a copy. */
function existingSheet(
  spreadsheet: Spreadsheet,
  roundId: string,
): Result<{ sheet: Sheet; keys: ReviewKeys } | null, View> {
  const keys = findKeys(spreadsheet.getId(), roundId);
  const known = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  if (keys !== null && known !== null) return ok({ sheet: known, keys });
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
  return ok({
    sheet,
    // Nobody knows what this tab was built on or which marks it carries.
    keys: { pending: null, ...keys, sheetId: sheet.getSheetId(), etag: neverSaved, marked: true },
  });
}

function build(
  spreadsheet: Spreadsheet,
  { form, draft }: FetchedReview,
  scores: LatestScores,
  keys: ReviewKeys | null,
  message: string | null,
): View {
  const sheet = buildScoringSheet(spreadsheet, form, scores.content, {
    due: dateAndTime(form.assignment.reviewsDue),
    status: 'Not submitted yet',
  });
  storeKeys(spreadsheet.getId(), form.assignment.roundId, {
    sheetId: sheet.getSheetId(),
    etag: draft.etag,
    pending: keys?.pending ?? null,
    marked: false,
  });
  const messages = [reopened(form), scores.origin, message].filter((each) => each !== null);
  return scoring(form, messages.length === 0 ? null : messages.join(' '));
}

function saysTheSame(sheet: Sheet, form: Form, draft: SavedDraft): boolean {
  const reading = readScores(gridOf(sheet), form.criteriaSet);
  if (!reading.ok) return false;
  const content = checkReading(form, reading.value, 'draft');
  return content.ok && sameReview(form.criteriaSet, content.value, draft.content);
}

const reopened = ({ assignment }: Form): string | null =>
  assignment.status === 'reopened'
    ? `The Centre reopened this review: “${assignment.reopenedBecause ?? 'Please look again.'}”`
    : null;
