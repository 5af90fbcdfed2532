import type { Grid } from '../grid/univer.ts';

/** Sorts the selected range by its first column: whole cells of the range move, nothing outside it. */
export function sortSelection({ api, workbook }: Grid, ascending: boolean): void {
  const sheet = workbook.getActiveSheet();
  const range = sheet.getSelection()?.getActiveRange();
  if (!range) return;
  const { startRow, startColumn, endRow, endColumn } = range.getRange();
  const keys = range.getDisplayValues().map((row, index) => ({ text: row[0] ?? '', row: startRow + index }));
  keys.sort((a, b) => {
    // Blanks stay last either way, as in Sheets.
    if (a.text === '' || b.text === '') return Number(a.text === '') - Number(b.text === '');
    const order = a.text.localeCompare(b.text, 'en-GB', { numeric: true });
    return ascending ? order : -order;
  });
  api.executeCommand('sheet.command.reorder-range', {
    unitId: workbook.getId(),
    subUnitId: sheet.getSheetId(),
    range: { startRow, startColumn, endRow, endColumn },
    order: Object.fromEntries(keys.map(({ row }, index) => [startRow + index, row])),
  });
}
