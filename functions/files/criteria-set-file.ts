import type * as z from 'zod';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { criteriaSetRows } from '../../shared/domain/tables/criteria-set-rows.ts';
import { readCriteriaSetRows } from '../../shared/domain/tables/read-criteria-set-rows.ts';
import { onePerCell, type RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { filledRows } from '../../shared/domain/tables/table-rows.ts';
import { checkAgainstContract } from './criteria-set-check.ts';
import { sheetName, sheetOfRows } from './criteria-set-workbook.ts';
import type { TableFormat } from './media-types.ts';
import { readTable } from './read-table.ts';
import { unreadableFile } from './table-file.ts';
import { writeTable } from './write-table.ts';

/** Writes a criteria set as a file. `readCriteriaSetFile` makes the same set of it again. */
export const writeCriteriaSetFile = (format: TableFormat, set: CriteriaSet): Promise<Uint8Array> =>
  writeTable(format, sheetOfRows(criteriaSetRows(set)));

/** Reads a criteria set from a CSV or XLSX file, or says everything that is wrong with it. */
export async function readCriteriaSetFile(
  format: TableFormat,
  bytes: Uint8Array,
): Promise<Result<z.output<typeof criteriaSet>, readonly RowDefect[]>> {
  const table = await readTable(format, bytes, sheetName);
  if (!table.ok) return table;
  const { rows, unreadable, notes, numbers } = table.value;
  const [headings] = filledRows(rows);
  if (unreadable.length === 0 && headings === undefined) return unreadableFile('empty', 'The file is empty.');
  const read = readCriteriaSetRows(rows, checkAgainstContract, numbers);
  if (read.ok && unreadable.length === 0) return ok(criteriaSet.parse(read.value));
  const defects = read.ok ? [] : read.error;
  // While a heading is wrong, the cells that stand under none may all be right.
  const ofHeadings = defects.some(({ row }) => row === headings?.number);
  const sure = unreadable.filter(({ code }) => !ofHeadings || code !== 'stray-cell');
  return fail(onePerCell([...notes, ...sure, ...defects]).map(askedAbout));
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
