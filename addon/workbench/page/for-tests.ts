import { columnLetters } from '../../google/model/area.ts';
import type { Grid } from '../grid/univer.ts';
import { isInSight, rectOf } from '../grid/view.ts';
import type { Runs } from '../run/runs.ts';

/** What tests use of the page: the grid is a canvas, so they look at it from behind. */
export function forTests(grid: Grid, runs: Runs) {
  const { workbook } = grid;
  const sheet = () => workbook.getActiveSheet();
  return {
    /** The middle of a cell and half its width, in pixels of the window. */
    middleOf: (a1: string) => {
      const { x, y, width, height } = rectOf(grid, a1);
      return { x: x + width / 2, y: y + height / 2, half: width / 2 };
    },
    /** Whether a cell is whole in sight. */
    inSight: (a1: string) => isInSight(grid, a1),
    /** Selects a range, which brings it into view. */
    select: (a1: string) => {
      sheet().setActiveRange(sheet().getRange(a1));
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
    grid,
  };
}
