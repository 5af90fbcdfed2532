import { Readable } from 'node:stream';
import ExcelJS, { type Cell, type Worksheet } from 'exceljs';
import JSZip from 'jszip';
import { ok, type Result } from '../../shared/domain/result.ts';
import { columnLetters, type RowDefect } from '../../shared/domain/row-defect.ts';
import { maxRows, type TableRead, tooManyRows, unreadableFile } from './table-file.ts';
import { sheetName } from './xlsx-write.ts';

/** Most bytes that a workbook may unpack to: a small file can hold a thousand times its size. */
const maxUnpackedBytes = 8 * 1024 * 1024;

/** Cells further right are no part of any table of ours. */
const maxColumns = 100;

/** Parts of a sheet that say nothing of its cells' values. exceljs spreads some of them over every cell they cover. */
const ignoredParts = [
  'autoFilter',
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
 * Reads the sheet “Criteria set” of a workbook, or its first sheet. Formulas are never worked out, nor is
 * what they gave last believed: their cells are unreadable, as dates and error values are.
 */
export async function rowsOfXlsx(bytes: Uint8Array): Promise<Result<TableRead, readonly RowDefect[]>> {
  const zip = await JSZip.loadAsync(bytes).catch(() => null);
  if (zip === null)
    return unreadableFile(
      'not-xlsx',
      'This is no XLSX workbook, or it has a password. In Excel, save it as “Excel Workbook (.xlsx)” without one.',
    );
  if (await unpacksTooLarge(zip))
    return unreadableFile('file-too-large', 'The workbook holds too much. Copy the criteria into a new one.');
  const workbook = new ExcelJS.Workbook();
  try {
    // Its types know no Uint8Array, its code does.
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer, { ignoreNodes: ignoredParts });
  } catch {
    return unreadableFile('not-xlsx', 'The workbook cannot be read. Copy the criteria into a new one.');
  }
  const sheet = workbook.getWorksheet(sheetName) ?? workbook.worksheets[0];
  return sheet === undefined ? unreadableFile('no-sheet', 'The workbook has no sheet.') : readSheet(sheet);
}

async function unpacksTooLarge(zip: JSZip): Promise<boolean> {
  let bytes = 0;
  for (const file of Object.values(zip.files)) {
    // What the file says of its own sizes may be a lie, so it is unpacked once, piece by piece.
    for await (const piece of new Readable().wrap(file.nodeStream())) {
      bytes += piece.length;
      if (bytes > maxUnpackedBytes) return true;
    }
  }
  return false;
}

function readSheet(sheet: Worksheet): Result<TableRead, readonly RowDefect[]> {
  const rows: string[][] = [];
  const unreadable: RowDefect[] = [];
  let isTooLong = false;
  sheet.eachRow((row, rowNumber) => {
    isTooLong ||= rowNumber > maxRows;
    if (isTooLong) return;
    while (rows.length < rowNumber) rows.push([]);
    row.eachCell((cell, columnNumber) => {
      const read = columnNumber > maxColumns ? farOff : readCell(cell);
      const letters = columnLetters(columnNumber - 1);
      const cells = rows[rowNumber - 1] ?? [];
      while (cells.length < Math.min(columnNumber, maxColumns)) cells.push('');
      if (typeof read === 'string') cells[columnNumber - 1] = read;
      else
        unreadable.push({
          row: rowNumber,
          column: rows[0]?.[columnNumber - 1]?.trim() || letters,
          code: read.code,
          detail: `${letters}${rowNumber} ${read.detail}`,
        });
    });
  });
  return isTooLong ? tooManyRows() : ok({ rows, unreadable });
}

type Unreadable = Pick<RowDefect, 'code' | 'detail'>;

const farOff: Unreadable = { code: 'stray-cell', detail: 'is far outside the table. Empty it.' };

function readCell({ value }: Cell): string | Unreadable {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return String(value).toUpperCase();
  if (value instanceof Date)
    return { code: 'date', detail: 'holds a date. Format the cell as text and type it again.' };
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return value.text;
  if ('error' in value)
    return { code: 'error-value', detail: `holds the error ${value.error}. Type what it should say.` };
  return { code: 'formula', detail: 'holds a formula. Replace it by the text it should show.' };
}
