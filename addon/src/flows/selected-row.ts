import { findKeys } from '../review-keys.ts';
import { columnIn, gridOf, progressOf } from '../scoring-sheet/grid.ts';
import { withoutMarks } from '../scoring-sheet/marks.ts';
import type { SelectedRow } from '../view.ts';

/**
 * What the sidebar shows of the row that is selected on a round's sheet. It asks nobody but the
 * spreadsheet, since the sidebar asks again and again. Null where another tab is in front.
 */
export function lookAtSelection(roundId: string): SelectedRow | null {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = spreadsheet.getActiveSheet();
  if (findKeys(spreadsheet.getId(), roundId)?.sheetId !== sheet.getSheetId()) return null;
  const grid = gridOf(sheet);
  const progress = progressOf(grid);
  const row = spreadsheet.getActiveRange()?.getRow() ?? 1;
  const [id = null, number = null, criterion = null, mandatory = null] = (
    ['id', 'number', 'criterion', 'mandatory'] as const
  ).map((column) => columnIn(grid, column));
  const cell = (column: number | null) => grid[row - 1]?.[(column ?? 0) - 1]?.trim() ?? '';
  // Where a heading was edited, its column is not found: saving says so, looking does not.
  if (criterion === null || cell(number) === '' || !/^[a-z0-9-]+$/.test(cell(id)))
    return { progress, criterion: null };
  return {
    progress,
    criterion: {
      number: cell(number),
      text: cell(criterion),
      mandatory: cell(mandatory) !== '',
      guidance: withoutMarks(sheet.getRange(row, criterion).getNote()).join('\n'),
    },
  };
}
