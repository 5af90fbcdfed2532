import type * as z from 'zod';
import { criteriaSet } from '../../shared/contract/schemas.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-set.ts';
import { criteriaSetRows } from '../../shared/domain/criteria-set-rows.ts';
import { readCriteriaSetRows } from '../../shared/domain/read-criteria-set-rows.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { onePerCell, type RowDefect } from '../../shared/domain/row-defect.ts';
import { csvOfRows } from '../tables/csv.ts';
import { readTable, type TableFormat } from '../tables/read-table.ts';
import { checkAgainstContract } from './contract-check.ts';
import { sheetName, xlsxOfRows } from './xlsx-write.ts';

/** Writes a criteria set as a file. `readCriteriaSetFile` makes the same set of it again. */
export function writeCriteriaSetFile(format: TableFormat, set: CriteriaSet): Uint8Array {
  const rows = criteriaSetRows(set);
  return format === 'csv' ? csvOfRows(rows) : xlsxOfRows(rows);
}

/** Reads a criteria set from a CSV or XLSX file, or says everything that is wrong with it. */
export async function readCriteriaSetFile(
  format: TableFormat,
  bytes: Uint8Array,
): Promise<Result<z.output<typeof criteriaSet>, readonly RowDefect[]>> {
  const table = await readTable(format, bytes, sheetName);
  if (!table.ok) return table;
  const { rows, unreadable, numbers } = table.value;
  const read = readCriteriaSetRows(rows, checkAgainstContract, numbers);
  if (read.ok && unreadable.length === 0) return ok(criteriaSet.parse(read.value));
  return fail(onePerCell([...unreadable, ...(read.ok ? [] : read.error)]));
}
