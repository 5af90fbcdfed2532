import { sortedOrder } from '../../google/model/sort.ts';
import type { Grid } from '../grid/univer.ts';
import { cellFromGrid } from '../grid/univer-cells.ts';

/** Sorts the selected range by its first column: whole cells of the range move, nothing outside it. */
export function sortSelection({ api, workbook }: Grid, ascending: boolean): void {
  const sheet = workbook.getActiveSheet();
  const range = sheet.getSelection()?.getActiveRange();
  if (!range) return;
  const { startRow, startColumn, endRow, endColumn } = range.getRange();
  const model = sheet.getSheet();
  const keys = Array.from({ length: endRow - startRow + 1 }, (_, index) => {
    const [row, column] = [startRow + index, startColumn];
    const cell = cellFromGrid(model.getCellRaw(row, column), model.getCellStyle(row, column), undefined);
    return cell?.computed ?? cell?.value ?? '';
  });
  api.executeCommand('sheet.command.reorder-range', {
    unitId: workbook.getId(),
    subUnitId: sheet.getSheetId(),
    range: { startRow, startColumn, endRow, endColumn },
    order: Object.fromEntries(
      sortedOrder(keys, ascending).map((place, index) => [startRow + index, startRow + place]),
    ),
  });
}
