import type * as z from 'zod';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { ok, type Result } from '../../shared/domain/basics/result.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { criteriaSetRows } from '../../shared/domain/tables/criteria-set-rows.ts';
import { readCriteriaSetRows } from '../../shared/domain/tables/read-criteria-set-rows.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { checkAgainstContract } from './criteria-set-check.ts';
import { sheetName, sheetOfRows } from './criteria-set-workbook.ts';
import { readTableAs, type TableFormat } from './read-table.ts';
import { writeTable } from './write-table.ts';

/** Writes a criteria set as a file. `readCriteriaSetFile` makes the same set of it again. */
export const writeCriteriaSetFile = (format: TableFormat, set: CriteriaSet): Promise<Uint8Array> =>
  writeTable(format, sheetOfRows(criteriaSetRows(set)));

/** Reads a criteria set from a CSV or XLSX file, or says everything that is wrong with it. */
export async function readCriteriaSetFile(
  format: TableFormat,
  bytes: Uint8Array,
): Promise<Result<z.output<typeof criteriaSet>, readonly RowDefect[]>> {
  const read = await readTableAs(format, bytes, sheetName, ({ rows, numbers }) =>
    readCriteriaSetRows(rows, checkAgainstContract, numbers),
  );
  return read.ok ? ok(criteriaSet.parse(read.value)) : read;
}
