import type { Result } from '../../shared/domain/basics/result.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import type { TableFormat } from './media-types.ts';
import { maxFileBytes, type TableRead, unreadableFile } from './table-file.ts';

/**
 * The format of a file that somebody chose, by its first bytes: its name and what a browser says of it are
 * guesses. Excel’s own formats are told from CSV, so that what is said of them helps.
 */
export function formatOf([first, second]: Uint8Array): TableFormat {
  const isArchive = first === 0x50 && second === 0x4b;
  // An old Excel file, or a new one with a password.
  const isCompound = first === 0xd0 && second === 0xcf;
  return isArchive || isCompound ? 'xlsx' : 'csv';
}

/** Reads a table from a file: in a workbook from the sheet of this name, or the first that holds anything. */
export async function readTable(
  format: TableFormat,
  bytes: Uint8Array,
  sheetName: string | null = null,
): Promise<Result<TableRead, readonly RowDefect[]>> {
  if (bytes.length > maxFileBytes)
    return unreadableFile(
      'file-too-large',
      `The file is larger than ${maxFileBytes / 1024 / 1024} MB, which is the most that is read.`,
    );
  // Code that few requests need: a cold start goes without it.
  if (format === 'csv') return (await import('./csv.ts')).rowsOfCsv(bytes);
  const { rowsOfXlsx } = await import('./xlsx-read.ts');
  return rowsOfXlsx(bytes, sheetName);
}
