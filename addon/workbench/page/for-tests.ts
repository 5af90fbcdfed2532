import { columnLetters } from '../../google/model/area.ts';
import type { Grid } from '../grid/univer.ts';
import type { Runs } from '../run/runs.ts';

/** What tests use of the page: the grid is a canvas, so they look at it from behind. */
export function forTests({ api, workbook }: Grid, runs: Runs) {
  const sheet = () => workbook.getActiveSheet();
  return {
    /** The middle of a cell and half its width, in pixels of the window. */
    middleOf: (a1: string) => {
      const range = sheet().getRange(a1);
      const cell = range.getCellRect();
      const canvas = document.querySelector('[id^=univer-sheet-main-canvas]')?.getBoundingClientRect();
      const [rows, columns] = [sheet().getFrozenRows(), sheet().getFrozenColumns()];
      const scroll = sheet().getScrollState();
      const at = (row: number, column: number) => sheet().getRange(row, column).getCellRect();
      // The grid tells where a cell would be if nothing were scrolled.
      const right = at(0, columns + scroll.sheetViewStartColumn).x - at(0, columns).x + scroll.offsetX;
      const down = at(rows + scroll.sheetViewStartRow, 0).y - at(rows, 0).y + scroll.offsetY;
      return {
        x: cell.x + cell.width / 2 + (canvas?.x ?? 0) - (range.getColumn() < columns ? 0 : right),
        y: cell.y + cell.height / 2 + (canvas?.y ?? 0) - (range.getRow() < rows ? 0 : down),
        half: cell.width / 2,
      };
    },
    /** Selects a range and brings it into view. */
    select: (a1: string) => {
      const range = sheet().getRange(a1);
      sheet().setActiveRange(range);
      return api.executeCommand('sheet.command.scroll-to-cell', { range: range.getRange() });
    },
    /** What a cell of the sheet in front shows. */
    cell: (a1: string) => sheet().getRange(a1).getDisplayValue(),
    /** What the sheet in front shows, row by row. */
    shown: () => sheet().getDataRange().getDisplayValues(),
    selected: () => {
      const { startRow, startColumn } = sheet().getActiveRange()?.getRange() ?? {
        startRow: 0,
        startColumn: 0,
      };
      return `${columnLetters(startColumn + 1)}${startRow + 1}`;
    },
    sheetName: () => sheet().getSheetName(),
    /** Calls a function of the add-on. */
    run: runs.run,
    calls: runs.lastCalls,
    grid: { api, workbook },
  };
}
