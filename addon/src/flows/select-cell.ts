import { columnIn, unratedRows } from '../../../shared/domain/scoring-sheets/grid.ts';
import { findKeys } from '../review-keys.ts';
import { gridOf } from '../scoring-sheet/grid.ts';
import { sheetById } from '../scoring-sheet/tabs.ts';
import type { View } from '../view.ts';
import { notPossible } from './answers.ts';

/**
 * Selects the rating of the next criterion below the selected row that has none, or the first of all, on whatever
 * scoring sheet is in front. It asks nobody but the spreadsheet, and reads nothing but the ratings.
 */
export function selectNextUnrated(): null {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = spreadsheet.getActiveSheet();
  const grid = gridOf(sheet);
  const [column, rows] = [columnIn(grid, 'rating'), unratedRows(grid)];
  const selected = spreadsheet.getActiveRange()?.getRow() ?? 1;
  const row = rows.find((each) => each > selected) ?? rows[0];
  if (column === null || row === undefined)
    spreadsheet.toast(column === null ? 'Open a scoring sheet first.' : 'Every criterion has a rating.');
  else sheet.getRange(row, column).activate();
  return null;
}

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
