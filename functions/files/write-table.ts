import type { Rows } from '../../shared/domain/tables/criteria-set-rows.ts';
import type { TableFormat } from './media-types.ts';
import type { EditableSheet, Sheet } from './xlsx.ts';

// What writes files is code that few requests need: a cold start goes without it.
const csv = () => import('./csv.ts');
const xlsx = () => import('./xlsx.ts');

/** Writes a table that people edit and give back. Nothing in it runs as a formula. */
export const writeTable = async (format: TableFormat, sheet: EditableSheet): Promise<Uint8Array> =>
  format === 'csv' ? writeCsv(sheet.rows) : (await xlsx()).xlsxToEdit(sheet);

/** Writes rows that nobody gives back, as CSV: text in them that may come from people has been through `cellOfText`. */
export const writeCsv = async (rows: Rows): Promise<Uint8Array> => (await csv()).csvOfRows(rows);

/** Writes a workbook to read, of several sheets. */
export const writeWorkbook = async (sheets: readonly Sheet[]): Promise<Uint8Array> =>
  (await xlsx()).xlsxOfSheets(sheets);
