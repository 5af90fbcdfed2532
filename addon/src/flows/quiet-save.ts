import { openApi } from '../api-client.ts';
import type { Spreadsheet } from '../google-types.ts';
import { findKeys, openedRounds } from '../review-keys.ts';
import { fingerprintOf, slidRatings } from '../scoring-sheet/anchor.ts';
import { gridOf } from '../scoring-sheet/grid.ts';
import { readStatusLine } from '../scoring-sheet/status-line.ts';
import { sheetById } from '../scoring-sheet/tabs.ts';
import { scoresIn } from './open-review.ts';
import { noteSaved } from './save-draft.ts';
import { saveScores } from './save-scores.ts';
import { getForm } from './service.ts';

/**
 * Saves what was typed since the last save, for every review that is open in this spreadsheet. The sidebar
 * asks for it when it opens, so it disturbs nobody: no cell is marked, and whatever is in the way is left
 * for the reviewer's own next step. Answers with sentences for the list, most often none.
 */
export function saveQuietly(): readonly string[] {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const rounds = [...openedRounds(spreadsheet.getId())];
  return rounds.map((roundId) => saveRound(spreadsheet, roundId)).filter((sentence) => sentence !== null);
}

function saveRound(spreadsheet: Spreadsheet, roundId: string): string | null {
  const spreadsheetId = spreadsheet.getId();
  const keys = findKeys(spreadsheetId, roundId);
  const sheet = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  if (keys === null || sheet === null) return null;
  const grid = gridOf(sheet);
  const anchor = readStatusLine(grid)?.anchor ?? null;
  // Without an anchor nobody knows whether another draft would be lost: the next step of the reviewer asks.
  if (anchor === null || anchor.fingerprint === '' || anchor.fingerprint === fingerprintOf(grid)) return null;
  const api = openApi();
  const form = api.ok ? getForm(api.value, roundId) : api;
  if (!api.ok || !form.ok) return null;
  const tab = `“${sheet.getName()}”`;
  const { status, roundStatus } = form.value.assignment;
  if (status === 'submitted')
    return `${tab} was changed after you submitted it. That changes nothing at the Centre; the receipt shows what differs.`;
  if (roundStatus !== 'open') return null;
  const review = { api: api.value, spreadsheetId, keys, sheet, form: form.value };
  const scored = scoresIn(review, grid, 'draft');
  if (!scored.ok) return `${tab} could not be saved as it is. Continue the review to see why.`;
  const slid = slidRatings(anchor, form.value.criteriaSet, scored.value.content);
  if (slid.length > 0)
    return `${slid.length} ratings in ${tab} are not those you saved last (${slid.slice(0, 5).join(', ')}${slid.length > 5 ? ' …' : ''}). Continue the review and save the draft to compare them.`;
  const saved = saveScores(scored.value, 'saving');
  if (saved.ok) {
    noteSaved(scored.value, saved.value);
    return null;
  }
  return saved.error.view === 'newer-draft'
    ? `There is another draft of ${tab}, saved from elsewhere. Continue the review to compare the two.`
    : null;
}
