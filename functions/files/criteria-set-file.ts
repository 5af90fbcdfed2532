import type * as z from 'zod';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { criteriaSetRows } from '../../shared/domain/tables/criteria-set-rows.ts';
import { readCriteriaSetRows } from '../../shared/domain/tables/read-criteria-set-rows.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { checkAgainstContract } from './criteria-set-check.ts';
import { sheetName, sheetOfRows } from './criteria-set-workbook.ts';
import type { TableFormat } from './media-types.ts';
import { readTableAs } from './read-table.ts';
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
  return read.ok ? ok(criteriaSet.parse(read.value)) : fail(read.error.map(askedAbout));
}

/** Asks about a date that a workbook holds where a share was typed: 2/3 became a day. */
const askedAbout = (defect: RowDefect): RowDefect =>
  defect.code === 'date' && defect.column?.toLowerCase() === 'met share'
    ? {
        ...defect,
        detail: defect.detail.replace(
          'Format the cell as text and type it again.',
          'Spreadsheets make one of a share such as 2/3. Was 2 of 3 meant? Write it as “2 of 3”, with the word.',
        ),
      }
    : defect;
