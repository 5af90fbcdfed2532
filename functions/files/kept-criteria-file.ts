import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { KeptSheet } from '../../shared/domain/tables/kept-criteria.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { formatOf } from './read-table.ts';
import { maxFileBytes, ofFile } from './table-file.ts';

/** Reads every sheet of a CSV or XLSX file as people keep it, or says why the file cannot be read at all. */
export async function readKeptSheets(
  bytes: Uint8Array,
): Promise<Result<readonly KeptSheet[], readonly RowDefect[]>> {
  if (bytes.length > maxFileBytes)
    return fail([
      ofFile(
        'file-too-large',
        `The file is larger than ${maxFileBytes / 1024 / 1024} MB. Copy the table into a new one.`,
      ),
    ]);
  if (formatOf(bytes) === 'csv') {
    const rows = (await import('./csv.ts')).keptRowsOfCsv(bytes);
    return rows.ok ? ok([{ name: '', rows: rows.value, unreadable: [] }]) : rows;
  }
  const read = (await import('./xlsx-read.ts')).sheetsOfXlsx(bytes);
  return read.ok
    ? ok(
        read.value.map(({ name, rows, unreadable, numbers, hidden }) => ({
          name,
          rows,
          unreadable,
          numbers,
          hidden,
        })),
      )
    : read;
}
