import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Rows } from '../../shared/domain/criteria-set-rows.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { RowDefect } from '../../shared/domain/row-defect.ts';
import { maxRows, type TableRead, tooManyRows, unreadableFile } from './table-file.ts';

/** Rows as CSV by RFC 4180, in UTF-8 with the byte order mark without which Excel takes it for another encoding. */
export const csvOfRows = (rows: Rows): Uint8Array =>
  Buffer.from(
    stringify(
      rows.map((row) => [...row]),
      // Line breaks of every kind inside a cell, and white space at its ends, survive only in quotes.
      { bom: true, record_delimiter: '\r\n', quoted_match: /^\s|[\r\n]|\s$/ },
    ),
  );

/** Reads CSV in UTF-8, with or without a byte order mark, with any kind of line end. */
export function rowsOfCsv(bytes: Uint8Array): Result<TableRead, readonly RowDefect[]> {
  const text = decode(bytes);
  if (text === null)
    return unreadableFile('not-utf-8', 'The file is not in UTF-8. In Excel, save it as “CSV UTF-8”.');
  try {
    const rows: string[][] = parse(text, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      to: maxRows + 1,
    });
    return rows.length > maxRows ? tooManyRows() : ok({ rows, unreadable: [], numbers: new Map() });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.records === 'number' ? error.records + 1 : null;
    const detail =
      'The quotation marks of this row do not pair up. A cell that holds one is put in quotation marks, with its own doubled.';
    return fail([{ row, column: null, code: 'quotes', detail }]);
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    // Takes a byte order mark away.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
