import { columnIn, type Grid, progressOf } from '../../../shared/domain/scoring-sheets/grid.ts';
import { reviewerColumns, rowIds } from '../../../shared/domain/scoring-sheets/layout.ts';
import { limitOf } from '../../../shared/domain/typed-reviews/check-texts.ts';
import type { Sheet, Spreadsheet } from '../google-types.ts';
import { findKeys } from '../review-keys.ts';
import { gridOf } from '../scoring-sheet/grid.ts';
import { withoutMarks } from '../scoring-sheet/marks.ts';
import type { SelectedRow, Selection } from '../view.ts';

/**
 * What the sidebar shows of the row that is selected on a round's sheet. It asks nobody but the spreadsheet, since the
 * sidebar asks again and again. `known` is the tab that the last answer of the same view was about; where it is given,
 * nothing is looked up that Google counts by the day. Null where this person has no such sheet here.
 */
export function lookAtSelection(roundId: string, known: number | null): Selection | null {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheetId = known ?? findKeys(spreadsheet.getId(), roundId)?.sheetId ?? null;
  if (sheetId === null) return null;
  const sheet = spreadsheet.getActiveSheet();
  return { sheetId, row: sheet.getSheetId() === sheetId ? rowIn(spreadsheet, sheet) : null };
}

function rowIn(spreadsheet: Spreadsheet, sheet: Sheet): SelectedRow {
  const grid = gridOf(sheet);
  const progress = progressOf(grid);
  const selected = spreadsheet.getActiveRange();
  const row = selected?.getRow() ?? 1;
  const [id = null, number = null, criterion = null, mandatory = null] = (
    ['id', 'number', 'criterion', 'mandatory'] as const
  ).map((column) => columnIn(grid, column));
  const cell = (column: number | null) => grid[row - 1]?.[(column ?? 0) - 1]?.trim() ?? '';
  const counter = counterOf(grid, row, selected?.getColumn() ?? 1);
  // Where a heading was edited, its column is not found: saving says so, looking does not.
  if (criterion === null || cell(number) === '' || !/^[a-z0-9-]+$/.test(cell(id)))
    return { progress, counter, criterion: null };
  return {
    progress,
    counter,
    criterion: {
      number: cell(number),
      text: cell(criterion),
      mandatory: cell(mandatory) !== '',
      guidance: withoutMarks(sheet.getRange(row, criterion).getNote()).join('\n'),
    },
  };
}

function counterOf(grid: Grid, row: number, column: number): SelectedRow['counter'] {
  const id = columnIn(grid, 'id');
  const field = reviewerColumns.find((each) => columnIn(grid, each) === column);
  const of = id === null ? '' : (grid[row - 1]?.[id - 1]?.trim() ?? '');
  if (field === undefined || of === '' || (of.includes(':') && of !== rowIds.overall)) return null;
  const limit =
    of === rowIds.overall ? limitOf(field === 'note' ? 'overallNote' : 'overallComment') : limitOf(field);
  return limit === null ? null : { length: (grid[row - 1]?.[column - 1] ?? '').length, limit };
}
