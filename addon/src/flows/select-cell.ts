import { findKeys } from '../review-keys.ts';
import { sheetById } from '../scoring-sheet/tabs.ts';
import type { View } from '../view.ts';
import { notPossible } from './answers.ts';

/** Selects a cell (in A1 notation) of a round's sheet. Null: the sidebar stays as it is. */
export function selectCell(roundId: string, cell: string): View | null {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const keys = findKeys(spreadsheet.getId(), roundId);
  const sheet = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  if (sheet === null)
    return notPossible(
      'The tab is gone',
      'The scoring sheet was deleted.',
      'Start the review from My reviews.',
    );
  sheet.getRange(cell).activate();
  return null;
}
