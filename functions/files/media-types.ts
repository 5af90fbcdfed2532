/** The formats of files that hold a table. */
export type TableFormat = 'csv' | 'xlsx';

/** What a browser is told a file is. */
export const mediaTypes: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
