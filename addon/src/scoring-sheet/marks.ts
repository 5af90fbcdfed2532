import { columnIn, type Grid } from '../../../shared/domain/scoring-sheets/grid.ts';
import { a1, headings, notRated, rowIds } from '../../../shared/domain/scoring-sheets/layout.ts';
import type { CellDefect } from '../../../shared/domain/scoring-sheets/shown.ts';
import type { Sheet } from '../google-types.ts';
import { fills } from './build.ts';

const markFill = '#fad7d3';
const markStart = 'To mend: ';

/**
 * Shows each defect on its cell, by colour and by note, and takes earlier marks away. What others wrote into
 * the notes, and colours that are not ours, stay. Two reads and two writes, whatever the number of defects.
 */
export function markDefects(sheet: Sheet, grid: Grid, defects: readonly CellDefect[]): void {
  const details = new Map<string, string[]>();
  // A missing rating has its colour from a rule, which goes as soon as there is one: a mark would stay.
  const shown = new Map(
    grid.flatMap((cells, r) => cells.map((text, c) => [a1(r + 1, c + 1), text.trim()] as const)),
  );
  for (const { cell, detail } of defects)
    if (cell !== null && !['', notRated].includes(isRatingIn(grid, cell) ? (shown.get(cell) ?? '') : cell))
      details.set(cell, [...(details.get(cell) ?? []), markStart + detail]);
  const range = sheet.getDataRange();
  const notes = range.getNotes();
  const backgrounds = range.getBackgrounds();
  const marksAt = (row: number, column: number) => details.get(a1(row + 1, column + 1)) ?? [];
  range.setNotes(
    notes.map((row, r) => row.map((note, c) => [...marksAt(r, c), ...withoutMarks(note)].join('\n'))),
  );
  range.setBackgrounds(
    backgrounds.map((row, r) =>
      row.map((fill, c) => {
        if (marksAt(r, c).length > 0) return markFill;
        return fill === markFill ? fillOf(grid[r] ?? []) : fill;
      }),
    ),
  );
}

/** Whether a cell stands in the column of ratings. */
function isRatingIn(grid: Grid, cell: string): boolean {
  const column = columnIn(grid, 'rating');
  return column !== null && a1(1, column).replace(/\d+$/, '') === cell.replace(/\d+$/, '');
}

/** The lines of a note that are not marks. */
export const withoutMarks = (note: string) =>
  note === '' ? [] : note.split('\n').filter((line) => !line.startsWith(markStart));

function fillOf(cells: readonly string[]): string {
  if (cells.includes(headings.id)) return fills.headings;
  if (cells.includes(rowIds.overall)) return fills.overall;
  return cells.some((text) => text.startsWith(rowIds.section(''))) ? fills.section : fills.criterion;
}
