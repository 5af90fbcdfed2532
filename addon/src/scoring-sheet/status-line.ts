import { columnIn, type Grid, headingRowIn } from '../../../shared/domain/scoring-sheets/grid.ts';
import { statusAboveHeadings } from '../../../shared/domain/scoring-sheets/layout.ts';
import { headerColumn, headerNames } from '../../../shared/domain/scoring-sheets/plan.ts';
import type { Sheet } from '../google-types.ts';

/** What the status line says; null where it, or the row of headings, is gone. */
export function readStatusLine(grid: Grid): string | null {
  const place = placeIn(grid);
  return place === null ? null : (grid[place.row - 1]?.[place.column - 1] ?? '');
}

/** Writes the status line; rows may have been inserted around it. */
export function writeStatusLine(sheet: Sheet, grid: Grid, text: string): void {
  const place = placeIn(grid);
  if (place !== null) sheet.getRange(place.row, place.column).setValue(text);
}

/** Row and column, from 1: the row is found by its name, else by how far above the headings it was built. */
function placeIn(grid: Grid): { readonly row: number; readonly column: number } | null {
  const headingRow = headingRowIn(grid);
  const column = columnIn(grid, headerColumn);
  if (headingRow === null || column === null) return null;
  const named = grid
    .slice(0, headingRow - 1)
    .findIndex((cells) => cells.some((text) => text.trim() === headerNames.status));
  const row = named < 0 ? headingRow - statusAboveHeadings : named + 1;
  return row < 1 ? null : { row, column };
}
