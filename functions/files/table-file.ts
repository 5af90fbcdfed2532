import { fail, type Result } from '../../shared/domain/basics/result.ts';
import type { Rows } from '../../shared/domain/tables/criteria-set-rows.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import type { NumberCells } from '../../shared/domain/tables/table-rows.ts';

/** What was read of a file: its cells, and those cells that cannot be read (they stand empty in `rows`). */
export interface TableRead {
  readonly rows: Rows;
  readonly unreadable: readonly RowDefect[];
  readonly numbers: NumberCells;
  /** What is not wrong, but may be why something else is. */
  readonly notes: readonly RowDefect[];
}

/** Largest file in bytes. */
export const maxFileBytes = 2 * 1024 * 1024;

/** Most rows of a file, empty ones and the header row among them. The largest set has about 560. */
export const maxRows = 1_000;

/** What is said of a file as a whole. */
export const ofFile = (code: string, detail: string): RowDefect => ({
  row: null,
  column: null,
  code,
  detail,
});

/** The failure of a file that cannot be read at all. */
export const unreadableFile = (code: string, detail: string): Result<never, readonly RowDefect[]> =>
  fail([ofFile(code, detail)]);

/** The failure of a file with more rows than are read. */
export const tooManyRows = (): Result<never, readonly RowDefect[]> =>
  unreadableFile('too-many-rows', `The file has more than ${maxRows} rows. Remove what is below the table.`);
