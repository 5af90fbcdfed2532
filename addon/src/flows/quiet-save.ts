import { inWords } from '../../../shared/domain/scoring-sheets/changes.ts';
import type { FieldChange } from '../../../shared/domain/typed-reviews/changes.ts';
import { marksOf } from '../../../shared/domain/typed-reviews/trace.ts';
import { openApi } from '../api-client.ts';
import type { Spreadsheet } from '../google-types.ts';
import { findKeys, openedRounds } from '../review-keys.ts';
import { gridOf, rowsHash } from '../scoring-sheet/grid.ts';
import { sheetById } from '../scoring-sheet/tabs.ts';
import { compareSheet, isAccountedFor, unseenIn } from './compare-sheet.ts';
import { type ScoredReview, scoresIn } from './open-review.ts';
import { noteKeys, saveScores } from './save-scores.ts';
import { getForm } from './service.ts';

/**
 * Saves what was typed since the last save, for every review that is open in this spreadsheet. The sidebar
 * asks for it when it opens, so it disturbs nobody: no cell is written or marked. What became something else is left
 * for the reviewer's own next step: nobody has looked at it yet. Answers with sentences for the list, most often none.
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
  if (keys.rows === rowsHash(grid)) return null;
  const api = openApi();
  const form = api.ok ? getForm(api.value, roundId) : api;
  if (!api.ok || !form.ok) return null;
  const tab = `“${sheet.getName()}”`;
  const { status, roundStatus } = form.value.assignment;
  const scored = scoresIn({ api: api.value, spreadsheetId, keys, sheet, form: form.value }, grid, 'draft');
  if (!scored.ok)
    return `${tab} could not be read, so nothing of it was saved. Continue the review to see why.`;
  if (status === 'submitted')
    return isAccountedFor(scored.value)
      ? null
      : `${tab} was changed after you submitted it. That changes nothing at the Centre; the receipt shows what differs.`;
  if (roundStatus !== 'open') return null;
  return saveScored(scored.value, tab);
}

function saveScored(scored: ScoredReview, tab: string): string | null {
  const compared = compareSheet(scored, 'saving');
  if (!compared.ok)
    return compared.error.view === 'newer-draft'
      ? `There is another draft of ${tab}, saved from elsewhere. Continue the review to compare the two.`
      : null;
  const unseen = unseenIn(scored);
  const isSaved = (change: FieldChange) => isSavedUnseen(change, unseen);
  const waits = compared.value.changes.filter((change) => !isSaved(change) && change.kind !== 'revised');
  const saved = saveScores(scored, compared.value, isSaved, 'saving');
  if (!saved.ok)
    return saved.error.view === 'newer-draft'
      ? `There is another draft of ${tab}, saved from elsewhere. Continue the review to compare the two.`
      : null;
  const blankBefore = compared.value.changes.filter(
    ({ pointer, kind }) => kind === 'filled' || unseen.has(pointer),
  );
  noteKeys(scored, {
    ...saved.value.keys,
    unseen: marksOf(
      scored.form.criteriaSet,
      scored.content,
      new Set(blankBefore.map(({ pointer }) => pointer)),
    ),
  });
  return (
    [
      scored.defects.length === 0
        ? null
        : `${scored.defects.length === 1 ? 'One place' : `${scored.defects.length} places`} in ${tab} could not be saved as it is. Continue the review to see why.`,
      waits.length === 0
        ? null
        : `${waits.length === 1 ? 'One place' : `${waits.length} places`} in ${tab} no longer say what you saved (${shortList(scored, waits)}). Continue the review and save the draft to look at them.`,
    ]
      .filter((sentence) => sentence !== null)
      .join(' ') || null
  );
}

/** What stands where nothing stood when the reviewer last looked is saved while nobody looks, and nothing is taken away. */
const isSavedUnseen = ({ pointer, kind, doubt }: FieldChange, unseen: ReadonlySet<string>) =>
  doubt === null && (kind === 'filled' || (kind !== 'cleared' && unseen.has(pointer)));

function shortList({ form, reading }: ScoredReview, changes: readonly FieldChange[]): string {
  const places = inWords(form.criteriaSet, changes, reading).map(({ where }) => where);
  return `${places.slice(0, 3).join('; ')}${places.length > 3 ? ' …' : ''}`;
}
