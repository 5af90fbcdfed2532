import type { ICellData } from '@univerjs/core';
import { cellsOf } from '../../google/model/clipboard-text.ts';
import type { FWorksheet, Grid } from '../grid/univer.ts';

type Cells = Record<number, Record<number, ICellData>>;

interface ValuesWritten {
  readonly unitId: string;
  readonly subUnitId: string;
  readonly cellValue?: Record<number, Record<number, ICellData | null>>;
}

/**
 * Keeps what is typed and pasted into plain-text cells text, as Sheets does: Univer would compute a formula,
 * colour it, or take the cell's format away.
 */
export function keepPlainText(grid: Grid): void {
  const { api, workbook } = grid;
  api.addEvent(api.Event.CommandExecuted, ({ id, params }) => {
    if (id !== 'sheet.mutation.set-range-values') return;
    const { subUnitId, cellValue } = params as ValuesWritten;
    const sheet = workbook.getSheetBySheetId(subUnitId);
    if (!sheet || !cellValue) return;
    const mended: Cells = {};
    for (const [row, cells] of Object.entries(cellValue)) {
      for (const [column, written] of Object.entries(cells)) {
        if ((written?.f || written?.p) && isPlainText(sheet, Number(row), Number(column)))
          put(mended, Number(row), Number(column), textOf(written));
      }
    }
    if (Object.keys(mended).length > 0)
      api.syncExecuteCommand('sheet.mutation.set-range-values', {
        ...(params as ValuesWritten),
        cellValue: mended,
      });
  });
  api.addEvent(api.Event.BeforeClipboardPaste, (event) => {
    // What was copied in this spreadsheet brings its formats along, here as in Sheets.
    if (event.cancel || event.html?.includes('univer') || !event.text) return;
    const selected = event.worksheet.getSelection()?.getActiveRange()?.getRange();
    if (!selected || !isPlainText(event.worksheet, selected.startRow, selected.startColumn)) return;
    event.cancel = true;
    pasteText(grid, event.worksheet, selected, cellsOf(event.text));
  });
}

interface Corners {
  readonly startRow: number;
  readonly startColumn: number;
  readonly endRow: number;
  readonly endColumn: number;
}

/** Pastes texts from elsewhere; one text fills the whole selection. */
function pasteText({ api, workbook }: Grid, sheet: FWorksheet, selected: Corners, texts: string[][]): void {
  const single = texts.length === 1 && texts[0]?.length === 1;
  const rows = single ? selected.endRow - selected.startRow + 1 : texts.length;
  const columns = single
    ? selected.endColumn - selected.startColumn + 1
    : Math.max(...texts.map((row) => row.length));
  const missing = selected.startRow + rows - sheet.getMaxRows();
  if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows() - 1, missing);
  const value: Cells = {};
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const text = single ? texts[0]?.[0] : texts[row]?.[column];
      if (text === undefined) continue;
      put(value, selected.startRow + row, selected.startColumn + column, {
        v: text,
        t: 1,
        f: null,
        si: null,
        p: null,
      });
    }
  }
  api.syncExecuteCommand('sheet.command.set-range-values', {
    unitId: workbook.getId(),
    subUnitId: sheet.getSheetId(),
    value,
  });
  sheet.setActiveRange(sheet.getRange(selected.startRow, selected.startColumn, rows, columns));
}

function put(cells: Cells, row: number, column: number, data: ICellData): void {
  cells[row] = { ...cells[row], [column]: data };
}

function isPlainText(sheet: FWorksheet, row: number, column: number): boolean {
  const pattern = sheet.getSheet().getCellStyle(row, column)?.n?.pattern;
  return pattern === '@' || pattern === '@@@';
}

function textOf({ f, p }: ICellData): ICellData {
  const rich = p?.body?.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n');
  return { v: f || rich || '', t: 1, f: null, si: null, p: null };
}
