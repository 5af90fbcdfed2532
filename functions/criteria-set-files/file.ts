import type * as z from 'zod';
import { criteriaSet } from '../../shared/contract/schemas.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-set.ts';
import { criteriaSetRows } from '../../shared/domain/criteria-set-rows.ts';
import { readCriteriaSetRows } from '../../shared/domain/read-criteria-set-rows.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { onePerCell, type RowDefect } from '../../shared/domain/row-defect.ts';
import { checkAgainstContract } from './contract-check.ts';
import { csvOfRows, rowsOfCsv } from './csv.ts';
import { maxFileBytes, unreadableFile } from './table-file.ts';
import { rowsOfXlsx } from './xlsx-read.ts';
import { xlsxOfRows } from './xlsx-write.ts';

/** The formats of files that hold a criteria set as a table. */
export type FileFormat = 'csv' | 'xlsx';

/** What a browser is told a file is. */
export const mediaTypes: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Writes a criteria set as a file. `readFile` makes the same set of it again. */
export async function writeFile(format: FileFormat, set: CriteriaSet): Promise<Uint8Array> {
  const rows = criteriaSetRows(set);
  return format === 'csv' ? csvOfRows(rows) : xlsxOfRows(rows);
}

/** Reads a criteria set from a file, or says everything that is wrong with it. */
export async function readFile(
  format: FileFormat,
  bytes: Uint8Array,
): Promise<Result<z.output<typeof criteriaSet>, readonly RowDefect[]>> {
  if (bytes.length > maxFileBytes)
    return unreadableFile(
      'file-too-large',
      `The file has ${bytes.length} bytes; at most ${maxFileBytes} are read.`,
    );
  const table = format === 'csv' ? rowsOfCsv(bytes) : await rowsOfXlsx(bytes);
  if (!table.ok) return table;
  const { rows, unreadable } = table.value;
  const read = readCriteriaSetRows(rows, checkAgainstContract);
  if (read.ok && unreadable.length === 0) return ok(criteriaSet.parse(read.value));
  return fail(onePerCell([...unreadable, ...(read.ok ? [] : read.error)]));
}
