import { ok, type Result } from '../../shared/domain/basics/result.ts';
import { columnLetters, type RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { isFilled } from '../../shared/domain/tables/table-rows.ts';
import { ofFile, type TableRead, tooManyRows, unreadableFile } from './table-file.ts';
import { Unreadable } from './unreadable.ts';
import { readSheet, type SheetCells } from './xlsx-sheet.ts';
import { openWorkbook, type SheetEntry } from './xlsx-workbook.ts';

/** Most bytes that a workbook may unpack to: a small file can hold a thousand times its size. */
const maxUnpackedBytes = 8 * 1024 * 1024;

/**
 * Reads the sheet of this name in a workbook, or the first one to be seen that holds anything. Cells with formulas,
 * dates and error values are unreadable.
 */
export function rowsOfXlsx(
  bytes: Uint8Array,
  sheetName: string | null = null,
): Result<TableRead, readonly RowDefect[]> {
  return orWhy(() => readWorkbook(bytes, sheetName));
}

/** So many sheets are looked through for a table. */
const mostSheets = 30;

/** The sheets of a workbook that can be seen and hold anything, with their names; of the first 30. */
export const sheetsOfXlsx = (
  bytes: Uint8Array,
): Result<readonly (SheetCells & { readonly name: string })[], readonly RowDefect[]> =>
  orWhy(() => {
    const { sheets, cellsOf } = opened(bytes);
    const filled = sheets
      .filter(({ isHidden }) => !isHidden)
      .slice(0, mostSheets)
      .map((sheet) => ({ ...cellsOf(sheet), name: sheet.name }))
      .filter(holdsAnything);
    const short = filled.filter(({ isTooLong }) => !isTooLong);
    return short.length === 0 && filled.length > 0 ? tooManyRows() : ok(short);
  });

function orWhy<T>(read: () => Result<T, readonly RowDefect[]>): Result<T, readonly RowDefect[]> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return unreadableFile(...unreadable[error.why]);
  }
}

const unreadable: Readonly<Record<Unreadable['why'], readonly [code: string, detail: string]>> = {
  damaged: ['damaged', 'The workbook cannot be read. Copy the table into a new one.'],
  'too-large': ['file-too-large', 'The workbook holds too much. Copy the table into a new one.'],
  'other-kind': [
    'not-xlsx',
    'This is no XLSX workbook, or it has a password. In Excel, save it as “Excel Workbook (.xlsx)” without one.',
  ],
};

/** A workbook that was opened, and how the cells of its sheets are read. */
function opened(bytes: Uint8Array) {
  const workbook = openWorkbook(bytes, maxUnpackedBytes);
  const read = new Map<string, SheetCells>();
  /** Reads each part once, however many sheets a file claims that it has. */
  const cellsOf = ({ path }: SheetEntry): SheetCells => {
    const known = read.get(path);
    if (known !== undefined) return known;
    const part = workbook.unpack(path);
    if (part === null) throw new Unreadable('damaged');
    const cells = readSheet(part, workbook);
    read.set(path, cells);
    return cells;
  };
  return { sheets: workbook.sheets, cellsOf };
}

function readWorkbook(bytes: Uint8Array, sheetName: string | null): Result<TableRead, readonly RowDefect[]> {
  const { sheets, cellsOf } = opened(bytes);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const named = sheets.find(({ name }) => name === sheetName);
  const filled = named === undefined ? visible.filter((sheet) => holdsAnything(cellsOf(sheet))) : [];
  const sheet = named ?? filled[0] ?? visible[0] ?? sheets[0];
  if (sheet === undefined) return unreadableFile('no-sheet', 'The workbook has no sheet.');
  const cells = cellsOf(sheet);
  if (cells.isTooLong) return tooManyRows();
  return ok({
    rows: cells.rows,
    numbers: cells.numbers,
    unreadable: withHeadings(cells),
    notes: [
      ...(filled.length > 1 ? [whichSheet(sheet.name, sheetName)] : []),
      ...(cells.mergesRows ? [mergedRows] : []),
    ],
  });
}

const holdsAnything = ({ rows, isTooLong }: SheetCells): boolean => rows.length > 0 || isTooLong;

/** What cannot be read, by the headings that stand above it. */
function withHeadings({ rows, unreadable }: SheetCells): readonly RowDefect[] {
  const top = rows.findIndex((cells) => cells.some(isFilled));
  return unreadable.map(({ row, column, code, detail }) => {
    const heading = row > top + 1 ? rows[top]?.[column]?.trim() : '';
    return { row, column: heading || columnLetters(column), code, detail };
  });
}

const whichSheet = (read: string, wanted: string | null): RowDefect =>
  ofFile(
    'which-sheet',
    `The sheet “${read}” was read. If the table is on another, ${wanted === null ? 'move that to the front' : `name that “${wanted}”`}.`,
  );

const mergedRows = ofFile(
  'merged-cells',
  'The workbook has cells that are merged over several rows. Only the topmost row has what they say: unmerge them, and fill in the others.',
);
