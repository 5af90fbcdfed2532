import { type Grid, headingRowIn } from '../../../shared/domain/scoring-sheets/grid.ts';
import { sha256 } from '../digest.ts';
import type { Sheet } from '../google-types.ts';

/** The texts of a whole sheet, in one call. */
export const gridOf = (sheet: Sheet): Grid => sheet.getDataRange().getDisplayValues();

/** Hash of everything below the headings: equal where nothing was typed, moved or sorted in between. */
export const rowsHash = (grid: Grid): string => sha256(JSON.stringify(grid.slice(headingRowIn(grid) ?? 0)));
