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
  const [id, number, criterion, mandatory] = (['id', 'number', 'criterion', 'mandatory'] as const).map(
    (column) => columnIn(grid, column) ?? 0,
  );
  const cell = (column = 0) => grid[row - 1]?.[column - 1]?.trim() ?? '';
  if (cell(number) === '' || !/^[a-z0-9-]+$/.test(cell(id))) return { progress, criterion: null };
  return {
    progress,
    criterion: {
      number: cell(number),
      text: cell(criterion),
      mandatory: cell(mandatory) !== '',
      guidance: withoutMarks(sheet.getRange(row, criterion ?? 1).getNote()).join('\n'),
    },
  };
}
