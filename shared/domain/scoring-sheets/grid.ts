import { type Column, headings, notRated } from './layout.ts';

/** The texts that a sheet shows, from A1: what the reviewer sees is what is read and sent. */
export type Grid = readonly (readonly string[])[];

/** The row of column headings, from 1; null where it is gone. */
export function headingRowIn(grid: Grid): number | null {
  const index = grid.findIndex((cells) => cells.some((text) => text.trim() === headings.id));
  return index < 0 ? null : index + 1;
}

/** Where a column stands, from 1; null where its heading, or the row of headings, is gone. */
export function columnIn(grid: Grid, column: Column): number | null {
  const cells = grid[(headingRowIn(grid) ?? 0) - 1] ?? [];
  const index = cells.findIndex((text) => text.trim() === headings[column]);
  return index < 0 ? null : index + 1;
}

/** Rows, from 1, of criteria that have no rating yet. */
export function unratedRows(grid: Grid): readonly number[] {
  const [id, rating, heading] = [columnIn(grid, 'id'), columnIn(grid, 'rating'), headingRowIn(grid) ?? 0];
  if (id === null || rating === null) return [];
  return grid.flatMap((cells, index) => {
    const text = cells[rating - 1]?.trim() ?? '';
    const isCriterion = index >= heading && /^[^:]+$/.test(cells[id - 1]?.trim() ?? '');
    return isCriterion && (text === '' || text === notRated) ? [index + 1] : [];
  });
}

/** How many of the criteria that a sheet shows have something chosen as their rating. */
export function progressOf(grid: Grid): { readonly rated: number; readonly total: number } {
  const [id, rating] = [columnIn(grid, 'id'), columnIn(grid, 'rating')];
  if (id === null || rating === null) return { rated: 0, total: 0 };
  const criteria = grid
    .slice(headingRowIn(grid) ?? 0)
    .filter((cells) => /^[^:]+$/.test(cells[id - 1]?.trim() ?? ''));
  const chosen = criteria.map((cells) => cells[rating - 1]?.trim() ?? '');
  return {
    rated: chosen.filter((text) => text !== '' && text !== notRated).length,
    total: criteria.length,
  };
}
