import type { Sheet } from '../google-types.ts';
import { type Anchor, anchorText, parseAnchor } from './anchor.ts';
import { columnIn, type Grid, headingRowIn } from './grid.ts';
import { statusAboveHeadings } from './layout.ts';
import { headerColumn } from './plan.ts';

/** What the status line of a sheet holds. */
export interface StatusLine {
  readonly text: string;
  /** Null where it was deleted. */
  readonly anchor: Anchor | null;
}

/** The status line; rows may have been inserted around it. Null where the headings are gone. */
export function readStatusLine(grid: Grid): StatusLine | null {
  const place = placeIn(grid);
  if (place === null) return null;
  const cells = grid[place.row - 1] ?? [];
  return { text: cells[place.text - 1] ?? '', anchor: parseAnchor(cells[place.anchor - 1] ?? '') };
}

/** Writes the status line; in one call where its two cells are side by side, as they were built. */
export function writeStatusLine(sheet: Sheet, grid: Grid, text: string, anchor: Anchor): void {
  const place = placeIn(grid);
  if (place === null) return;
  if (place.text === place.anchor + 1) {
    sheet.getRange(place.row, place.anchor, 1, 2).setValues([[anchorText(anchor), text]]);
    return;
  }
  sheet.getRange(place.row, place.anchor).setValue(anchorText(anchor));
  sheet.getRange(place.row, place.text).setValue(text);
}

/** Row and columns, from 1. */
interface Place {
  readonly row: number;
  readonly anchor: number;
  readonly text: number;
}

function placeIn(grid: Grid): Place | null {
  const headingRow = headingRowIn(grid);
  const anchor = columnIn(grid, 'id');
  const text = columnIn(grid, headerColumn);
  if (headingRow === null || anchor === null || text === null) return null;
  const anchored = grid
    .slice(0, headingRow - 1)
    .findIndex((cells) => parseAnchor(cells[anchor - 1] ?? '') !== null);
  const row = anchored < 0 ? headingRow - statusAboveHeadings : anchored + 1;
  return row < 1 ? null : { row, anchor, text };
}
