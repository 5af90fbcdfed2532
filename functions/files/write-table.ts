import { csvOfRows } from './csv.ts';
import type { TableFormat } from './read-table.ts';
import type { EditableSheet, Sheet } from './xlsx.ts';

// What writes workbooks is code that few requests need: a cold start goes without it.
const xlsx = () => import('./xlsx.ts');

/** Writes a table that people edit and give back. Nothing in it runs as a formula. */
export const writeTable = async (format: TableFormat, sheet: EditableSheet): Promise<Uint8Array> =>
  format === 'csv' ? csvOfRows(sheet.rows) : (await xlsx()).xlsxToEdit(sheet);

/** Writes a workbook to read, of several sheets. */
export const writeWorkbook = async (sheets: readonly Sheet[]): Promise<Uint8Array> =>
  (await xlsx()).xlsxOfSheets(sheets);
