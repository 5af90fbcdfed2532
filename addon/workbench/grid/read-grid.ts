import type { IRange } from '@univerjs/core';
import { AUTOMATIC, PLAIN_TEXT, type Validation } from '../../google/model/cell.ts';
import type { CellRecord, SheetRecord, WorkbookRecord } from '../../google/model/records.ts';
import { areaOf } from './ranges.ts';
import { extrasOf } from './sheet-extras.ts';
import { type FWorksheet, type Grid, numberOf } from './univer.ts';
import { cellFromGrid } from './univer-cells.ts';

/**
 * Makes a reader of everything in the grid, in Google's terms. Cells are read again only where something has
 * changed in their sheet: the sidebar asks for the selected row every few seconds.
 */
export function gridReader({ api, workbook }: Grid): () => WorkbookRecord {
  const known = new Map<string, CellRecord[]>();
  api.addEvent(api.Event.CommandExecuted, ({ params }) => {
    const { subUnitId } = (params ?? {}) as { subUnitId?: string };
    if (subUnitId === undefined) known.clear();
    else known.delete(subUnitId);
  });
  const cellsOf = (sheet: FWorksheet) => {
    const cells = known.get(sheet.getSheetId()) ?? readCells(sheet);
    known.set(sheet.getSheetId(), cells);
    return cells;
  };
  return () => ({
    id: workbook.getId(),
    locale: 'en_GB',
    sheets: workbook.getSheets().map((sheet) => readSheet(sheet, cellsOf(sheet))),
    active: numberOf(workbook.getActiveSheet()),
  });
}

function readSheet(sheet: FWorksheet, cells: readonly CellRecord[]): SheetRecord {
  const { protections, metadata, rules } = extrasOf(sheet);
  const columns = Array.from({ length: sheet.getMaxColumns() }, (_, index) => index);
  const model = sheet.getSheet();
  const selected = sheet.getSelection()?.getActiveRange()?.getRange();
  const made = new Map(sheet.getConditionalFormattingRules().map((rule) => [rule.cfId, rule.ranges]));
  return {
    id: numberOf(sheet),
    name: sheet.getSheetName(),
    hidden: sheet.isSheetHidden(),
    tabColor: sheet.getTabColor() ?? null,
    frozenRows: sheet.getFrozenRows(),
    frozenColumns: sheet.getFrozenColumns(),
    rows: sheet.getMaxRows(),
    selection: selected ? areaOf(selected, sheet) : { row: 1, column: 1, rows: 1, columns: 1 },
    columns: columns.map((column) => ({
      width: model.getColumnWidth(column),
      hidden: !model.getColVisible(column),
    })),
    protections: [...protections],
    // A person may have taken a rule away, or moved its cells.
    conditionalRules: rules.flatMap(({ cfId, rule }) => {
      const ranges = made.get(cfId)?.map((range) => areaOf(range, sheet));
      return ranges ? [{ ...rule, ranges }] : [];
    }),
    metadata: [...metadata],
    cells,
    heights: [],
  };
}

function readCells(sheet: FWorksheet): CellRecord[] {
  const model = sheet.getSheet();
  const extras = new Map<string, { note: string; validation: Validation | null }>();
  const extraAt = (row: number, column: number) => {
    const key = `${row},${column}`;
    const found = extras.get(key) ?? { note: '', validation: null };
    extras.set(key, found);
    return found;
  };
  for (const { row, col, note } of sheet.getNotes()) extraAt(row, col).note = note;
  for (const [range, validation] of validationsOf(sheet)) {
    for (let row = range.startRow; row <= range.endRow; row++)
      for (let column = range.startColumn; column <= range.endColumn; column++)
        extraAt(row, column).validation = validation;
  }

  const cells: CellRecord[] = [];
  const add = (row: number, column: number) => {
    const data = model.getCellRaw(row, column);
    // The cell's own: Univer's `getCellStyle` answers with the colours of conditional rules, which Sheets keeps apart.
    const style = typeof data?.s === 'string' ? model.getStyleDataByHash(data.s) : data?.s;
    const cell = cellFromGrid(data, style, extras.get(`${row},${column}`));
    if (cell) {
      const plain = cell.numberFormat === PLAIN_TEXT || cell.numberFormat === AUTOMATIC;
      const shown = plain ? {} : { shown: sheet.getRange(row, column).getDisplayValue() };
      cells.push({ row: row + 1, column: column + 1, cell: { ...cell, ...shown } });
    }
    extras.delete(`${row},${column}`);
  };
  model.getCellMatrix().forValue((row, column) => {
    add(row, column);
  });
  for (const key of extras.keys()) {
    const [row = 0, column = 0] = key.split(',').map(Number);
    add(row, column);
  }
  return cells;
}

/** The list rules of a sheet, each with the ranges that it covers now. */
function validationsOf(sheet: FWorksheet): [IRange, Validation][] {
  return sheet.getDataValidations().flatMap(({ rule }) => {
    if (rule.type !== 'list') return [];
    const validation: Validation = {
      allowed: JSON.parse(rule.formula1 ?? '[]'),
      showDropdown: rule.showDropDown !== false,
      allowInvalid: rule.errorStyle !== STOP,
      helpText: rule.error ?? null,
    };
    return (rule.ranges as IRange[]).map((range): [IRange, Validation] => [range, validation]);
  });
}

/** Univer's `DataValidationErrorStyle.STOP`. */
export const STOP = 1;
