/** A rectangle of cells; rows and columns count from 1, as in Apps Script. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Which way rows or columns are inserted, deleted or moved. */
export type Axis = 'row' | 'column';

/** `28` → `AB`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `{row: 2, column: 2, rows: 4, columns: 2}` → `B2:C5`; a single cell has no colon. */
export function formatA1(area: Area): string {
  const first = `${columnLetters(area.column)}${area.row}`;
  if (area.rows === 1 && area.columns === 1) return first;
  return `${first}:${columnLetters(area.column + area.columns - 1)}${area.row + area.rows - 1}`;
}

const A1 = /^\$?([A-Z]{0,3})\$?(\d*)(?::\$?([A-Z]{0,3})\$?(\d*))?$/i;

/**
 * Reads A1 notation: `B2`, `B2:C5`, `B:C`, `2:5`, `B2:C`. Open ends reach the sheet's last row or column.
 * Null where it is not A1 notation.
 */
export function parseA1(a1: string, lastRow: number, lastColumn: number): Area | null {
  const match = A1.exec(a1);
  if (!match) return null;
  const [, letters = '', digits = '', endLetters, endDigits] = match;
  const single = endLetters === undefined && endDigits === undefined;
  if (single && (letters === '' || digits === '')) return null;
  if (!single && `${endLetters}${endDigits}` === '') return null;
  const row = digits === '' ? 1 : Number(digits);
  const column = letters === '' ? 1 : columnNumber(letters);
  const endRow = single ? row : endDigits ? Number(endDigits) : lastRow;
  const endColumn = single ? column : endLetters ? columnNumber(endLetters) : lastColumn;
  return {
    row: Math.min(row, endRow),
    column: Math.min(column, endColumn),
    rows: Math.abs(endRow - row) + 1,
    columns: Math.abs(endColumn - column) + 1,
  };
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Where an area lies after `count` rows or columns were inserted before `at`; it grows if they fall inside it. */
export function afterInsert(area: Area, axis: Axis, at: number, count: number): Area {
  const [start, length] = span(area, axis);
  if (at <= start) return withSpan(area, axis, start + count, length);
  if (at < start + length) return withSpan(area, axis, start, length + count);
  return area;
}

/** Where an area lies after `count` rows or columns from `at` were deleted; null if nothing of it is left. */
export function afterDelete(area: Area, axis: Axis, at: number, count: number): Area | null {
  const [start, length] = span(area, axis);
  const lost = Math.max(0, Math.min(start + length, at + count) - Math.max(start, at));
  if (lost === length) return null;
  const before = Math.max(0, Math.min(start, at + count) - at);
  return withSpan(area, axis, start - before, length - lost);
}

/**
 * Where an area lies after the rows `from` … `from + count - 1` were moved before row `before`: an area wholly
 * inside the moved rows goes with them; any other loses them and grows if they land inside it.
 */
export function afterMove(area: Area, from: number, count: number, before: number): Area {
  const landing = before > from ? before - count : before;
  if (area.row >= from && area.row + area.rows <= from + count) {
    return { ...area, row: area.row - from + landing };
  }
  const rest = afterDelete(area, 'row', from, count) ?? area;
  return afterInsert(rest, 'row', landing, count);
}

function span(area: Area, axis: Axis): [start: number, length: number] {
  return axis === 'row' ? [area.row, area.rows] : [area.column, area.columns];
}

function withSpan(area: Area, axis: Axis, start: number, length: number): Area {
  return axis === 'row' ? { ...area, row: start, rows: length } : { ...area, column: start, columns: length };
}
