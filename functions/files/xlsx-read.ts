import { Readable } from 'node:stream';
import type { Cell, ValueType, Worksheet } from 'exceljs';
import type JSZip from 'jszip';
import { ok, type Result } from '../../shared/domain/basics/result.ts';
import { columnLetters, type RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { isFilled } from '../../shared/domain/tables/table-rows.ts';
import { maxRows, ofFile, type TableRead, tooManyRows, unreadableFile } from './table-file.ts';
import { textOfXlsx } from './xlsx-text.ts';

/** Most bytes that a workbook may unpack to: a small file can hold a thousand times its size. */
const maxUnpackedBytes = 8 * 1024 * 1024;

/** Most rows that a sheet can have. A file may claim more, which exceljs would look through one by one. */
const maxSheetRows = 1_048_576;

/** Cells further right are no part of any table of ours. */
const maxColumns = 100;

/** Parts of a sheet that say nothing of its cells' values. exceljs spreads some of them over every cell they cover. */
const ignoredParts = [
  'autoFilter',
  'cols',
  'conditionalFormatting',
  'dataValidations',
  'drawing',
  'extLst',
  'hyperlinks',
  'mergeCells',
  'picture',
  'tableParts',
];

/**
 * Reads the sheet of this name in a workbook, or the first one to be seen that holds anything. Formulas are never
 * worked out, nor is what they gave last believed: their cells are unreadable, as dates and error values are.
 *
 * The libraries are 1 MB of code that few requests need, so they are loaded by the first that does.
 */
export async function rowsOfXlsx(
  bytes: Uint8Array,
  sheetName: string | null = null,
): Promise<Result<TableRead, readonly RowDefect[]>> {
  const { default: jszip } = await import('jszip');
  const archive = await jszip.loadAsync(bytes).catch(() => null);
  if (archive === null || archive.file('xl/workbook.xml') === null)
    return unreadableFile(
      'not-xlsx',
      'This is no XLSX workbook, or it has a password. In Excel, save it as “Excel Workbook (.xlsx)” without one.',
    );
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  // A name may stand for a whole sheet, and exceljs would note it for every cell there.
  Object.defineProperty(workbook.definedNames, 'model', { value: [], writable: true });
  try {
    if (await unpacksTooLarge(archive))
      return unreadableFile('file-too-large', 'The workbook holds too much. Copy the table into a new one.');
    // Damage to what is stored without compression shows in nothing else.
    await jszip.loadAsync(bytes, { checkCRC32: true });
    // Its types know no Uint8Array, its code does.
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer, { ignoreNodes: ignoredParts });
  } catch {
    return unreadableFile('not-xlsx', 'The workbook cannot be read. Copy the table into a new one.');
  }
  const filled = workbook.worksheets.filter(({ state, rowCount }) => state === 'visible' && rowCount > 0);
  const named = workbook.worksheets.find(({ name }) => name === sheetName);
  const sheet = named ?? filled[0] ?? workbook.worksheets[0];
  if (sheet === undefined) return unreadableFile('no-sheet', 'The workbook has no sheet.');
  const notes = [
    ...(named === undefined && filled.length > 1 ? [whichSheet(sheet.name, sheetName)] : []),
    ...((await mergesRows(archive)) ? [mergedRows] : []),
  ];
  // exceljs undoes the escapes of shared strings and not those of strings in cells; a workbook has either.
  const isEscaped = archive.file('xl/sharedStrings.xml') === null;
  const textOf = isEscaped ? textOfXlsx : (held: string) => held;
  return readSheet(sheet, { types: exceljs.ValueType, textOf, notes });
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

/** Whether a sheet has a cell that reaches over several rows. */
async function mergesRows(archive: JSZip): Promise<boolean> {
  for (const file of archive.file(/^xl\/worksheets\/[^/]+\.xml$/)) {
    const merged = (await file.async('string')).matchAll(
      /<mergeCell ref="[A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g,
    );
    if (merged.some(([, top, bottom]) => top !== bottom)) return true;
  }
  return false;
}

async function unpacksTooLarge(archive: JSZip): Promise<boolean> {
  let bytes = 0;
  for (const file of Object.values(archive.files)) {
    // What the file says of its own sizes may be a lie, so it is unpacked once, piece by piece.
    for await (const piece of new Readable().wrap(file.nodeStream())) {
      bytes += piece.length;
      if (bytes > maxUnpackedBytes) return true;
    }
  }
  return false;
}

/** How the cells of a workbook are read. */
interface Reading {
  readonly types: typeof ValueType;
  /** The text that one was written for. */
  readonly textOf: (held: string) => string;
  readonly notes: readonly RowDefect[];
}

function readSheet(
  sheet: Worksheet,
  { types, textOf, notes }: Reading,
): Result<TableRead, readonly RowDefect[]> {
  const rows: string[][] = [];
  const unreadable: RowDefect[] = [];
  const numbers = new Map<string, string>();
  if (sheet.rowCount > maxSheetRows) return tooManyRows();
  let isTooLong = false;
  sheet.eachRow((sheetRow, row) => {
    const headings = rows.find((cells) => cells.some(isFilled));
    sheetRow.eachCell((cell, column) => {
      const held = readCell(cell, types);
      if (held === '') return;
      isTooLong ||= row > maxRows;
      if (isTooLong) return;
      while (rows.length < row) rows.push([]);
      const cells = rows[row - 1] ?? [];
      while (cells.length < Math.min(column, maxColumns)) cells.push('');
      const read = column > maxColumns ? farOff : held;
      const letters = columnLetters(column - 1);
      const address = `${letters}${row}`;
      if (typeof read === 'string') {
        cells[column - 1] = textOf(read);
        if (typeof cell.value === 'number') numbers.set(address, shownNumber(cell.value, cell.numFmt));
      } else
        unreadable.push({
          row,
          column: headings?.[column - 1]?.trim() || letters,
          code: read.code,
          detail: `${address} ${read.detail}`,
        });
    });
  });
  return isTooLong ? tooManyRows() : ok({ rows, unreadable, numbers, notes });
}

/** A number to the 15 digits that spreadsheets count with: filling a column down makes 4.3999999999999995 of 4.4. */
const numberText = (value: number): string => String(Number(value.toPrecision(15)));

/** A number with the decimals that its format asks for: 4.1 shows as 4.10 in the format `0.00`. */
function shownNumber(value: number, format: string | undefined): string {
  const [, decimals] = /0\.(0{1,15})/.exec(format ?? '') ?? [];
  return decimals === undefined ? numberText(value) : value.toFixed(decimals.length);
}

type Unreadable = Pick<RowDefect, 'code' | 'detail'>;

const farOff: Unreadable = { code: 'stray-cell', detail: 'is far outside the table. Empty it.' };

/** What a cell says as text; empty where it says nothing. */
function readCell({ value, type }: Cell, types: typeof ValueType): string | Unreadable {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value).toUpperCase();
  if (value instanceof Date)
    return { code: 'date', detail: 'holds a date. Format the cell as text and type it again.' };
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('error' in value)
    return { code: 'error-value', detail: `holds the error ${value.error}. Type what it should say.` };
  return type === types.Formula
    ? { code: 'formula', detail: 'holds a formula. Replace it by the text it should show.' }
    : '';
}
