import { type ICellData, IUndoRedoService } from '@univerjs/core';
import { type Cell, EMPTY_CELL } from '../../google/model/cell.ts';
import {
  type CellRecord,
  emptySheet,
  newColumn,
  type SheetRecord,
  type WorkbookRecord,
} from '../../google/model/records.ts';
import { differs } from './plain-data.ts';
import { keepExtras } from './sheet-extras.ts';
import { type FWorksheet, type Grid, numberOf, sheetNumbered } from './univer.ts';
import { cellToGrid, GOOGLES_STYLE } from './univer-cells.ts';
import { writeRules } from './write-rules.ts';
import { writeValidations } from './write-validations.ts';

/**
 * Writes what a run of the add-on changed into the grid, so that one step of undo takes it back.
 *
 * @param before the grid as the run read it
 * @param after every sheet, with the cells that the run changed
 */
export function writeGrid(grid: Grid, before: WorkbookRecord, after: WorkbookRecord): void {
  const batch = injectorOf(grid).get(IUndoRedoService).__tempBatchingUndoRedo(grid.workbook.getId());
  try {
    after.sheets.forEach((sheet, index) => {
      const old = before.sheets.find(({ id }) => id === sheet.id);
      if (!old) addSheet(grid, sheet, index);
      const target = sheetNumbered(grid, sheet.id);
      if (target) writeSheet(grid, target, old ?? freshSheet(target, sheet), sheet);
    });
    for (const { id } of before.sheets) {
      const gone = !after.sheets.some((sheet) => sheet.id === id);
      const target = gone ? sheetNumbered(grid, id) : undefined;
      if (target) grid.workbook.deleteSheet(target);
    }
    arrange(grid, after);
    bringForward(grid, before, after);
  } finally {
    batch.dispose();
  }
}

/** For so long, in milliseconds, formulas are waited for; one that gives nothing shows as empty. */
const COMPUTING = 2_000;

/** Univer's own services, where its facade has no method. */
const injectorOf = ({ workbook }: Grid) => workbook.getActiveSheet().getInject();

function addSheet({ workbook }: Grid, sheet: SheetRecord, index: number): void {
  workbook.create(sheet.name, sheet.rows, sheet.columns.length, {
    index,
    sheet: { id: String(sheet.id), defaultStyle: GOOGLES_STYLE, defaultColumnWidth: newColumn().width },
  });
}

/** A sheet that the grid has just made, with nothing in it. */
const freshSheet = (target: FWorksheet, { id, rows, columns }: SheetRecord): SheetRecord => ({
  ...emptySheet(id, target.getSheetName()),
  rows,
  columns: columns.map(newColumn),
});

function writeSheet(grid: Grid, target: FWorksheet, old: SheetRecord, sheet: SheetRecord): void {
  if (sheet.name !== old.name) target.setName(sheet.name);
  resize(target, old, sheet);
  writeCells(grid, target, old, sheet);
  writeLayout(target, old, sheet);
  if (differs(old.conditionalRules, sheet.conditionalRules)) writeRules(grid, target, sheet.conditionalRules);
  if (differs(old.protections, sheet.protections)) keepExtras(target, { protections: sheet.protections });
  if (differs(old.metadata, sheet.metadata)) keepExtras(target, { metadata: sheet.metadata });
}

/** Rows and columns are added and taken at the end: what moved in between arrives as changed cells. */
function resize(target: FWorksheet, old: SheetRecord, sheet: SheetRecord): void {
  if (sheet.rows !== old.rows) target.setRowCount(sheet.rows);
  if (sheet.columns.length !== old.columns.length) target.setColumnCount(sheet.columns.length);
}

function writeCells(grid: Grid, target: FWorksheet, old: SheetRecord, sheet: SheetRecord): void {
  if (sheet.cells.length === 0) return;
  const was = new Map(old.cells.map(({ row, column, cell }) => [`${row},${column}`, cell]));
  const wasAt = ({ row, column }: CellRecord): Cell => was.get(`${row},${column}`) ?? EMPTY_CELL;

  const values: Record<number, Record<number, ICellData>> = {};
  let changed = false;
  for (const record of sheet.cells) {
    const previous = wasAt(record);
    const { cell } = record;
    const content = ['value', 'formula', 'numberFormat', 'style', 'link', 'validation'] as const;
    if (content.some((part) => differs(cell[part], previous[part]))) {
      changed = true;
      const row = values[record.row - 1] ?? {};
      row[record.column - 1] = cellToGrid(cell, sheet.columns[record.column - 1]?.hidden === true);
      values[record.row - 1] = row;
    }
    if (cell.note !== previous.note) writeNote(target, record);
  }
  const ids = { unitId: grid.workbook.getId(), subUnitId: target.getSheetId() };
  if (changed) grid.api.syncExecuteCommand('sheet.command.set-range-values', { ...ids, value: values });
  if (sheet.cells.some((record) => differs(record.cell.validation, wasAt(record).validation)))
    writeValidations(grid, target, merged(old.cells, sheet.cells));
}

function writeNote(target: FWorksheet, { row, column, cell }: CellRecord): void {
  const range = target.getRange(row - 1, column - 1);
  if (cell.note === '') {
    range.deleteNote();
    return;
  }
  // Wide and high enough for the text: the grid cuts off what does not fit.
  const lines = cell.note.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 42), 0);
  const place = { id: '', row: row - 1, col: column - 1 };
  const size = { width: 320, height: Math.min(400, 30 + lines * 20) };
  range.createOrUpdateNote({ ...place, ...size, note: cell.note, show: false });
}

/** Cells as they are now: those that were, under those that changed. */
function merged(old: readonly CellRecord[], changed: readonly CellRecord[]): CellRecord[] {
  const all = new Map<string, CellRecord>();
  for (const record of [...old, ...changed]) all.set(`${record.row},${record.column}`, record);
  return [...all.values()];
}

function writeLayout(target: FWorksheet, old: SheetRecord, sheet: SheetRecord): void {
  sheet.columns.forEach(({ width, hidden }, index) => {
    const was = old.columns[index] ?? newColumn();
    if (width !== was.width) target.setColumnWidth(index, width);
    if (hidden && !was.hidden) target.hideColumns(index);
    if (!hidden && was.hidden) target.showColumns(index);
  });
  for (const { area, pixels } of sheet.heights) target.setRowHeightsForced(area.row - 1, area.rows, pixels);
  if (sheet.frozenRows !== old.frozenRows || sheet.frozenColumns !== old.frozenColumns) freeze(target, sheet);
  if (sheet.tabColor !== old.tabColor) target.setTabColor(sheet.tabColor ?? '');
}

function freeze(target: FWorksheet, { frozenRows, frozenColumns }: SheetRecord): void {
  target.setFreeze({
    xSplit: frozenColumns,
    ySplit: frozenRows,
    startRow: frozenRows === 0 ? -1 : frozenRows,
    startColumn: frozenColumns === 0 ? -1 : frozenColumns,
  });
}

function arrange(grid: Grid, after: WorkbookRecord): void {
  after.sheets.forEach(({ id }, index) => {
    const now = grid.workbook.getSheets().map(numberOf);
    const target = sheetNumbered(grid, id);
    if (target && now[index] !== id) grid.workbook.moveSheet(target, index);
  });
}

/** Selects only what a script has chosen: the person's own selection stays. */
function bringForward(grid: Grid, before: WorkbookRecord, after: WorkbookRecord): void {
  const front = sheetNumbered(grid, after.active);
  if (front && numberOf(grid.workbook.getActiveSheet()) !== after.active) front.activate();
  for (const sheet of after.sheets) {
    const old = before.sheets.find(({ id }) => id === sheet.id);
    const target = sheetNumbered(grid, sheet.id);
    if (!target || sheet.id !== after.active) continue;
    const { row, column, rows, columns } = sheet.selection;
    if (!old || differs(old.selection, sheet.selection))
      target.setActiveRange(target.getRange(row - 1, column - 1, rows, columns));
  }
}

/** Waits until the grid has computed the formulas that a run has written: it does so a moment later. */
export async function formulasComputed(grid: Grid, after: WorkbookRecord): Promise<void> {
  const deadline = Date.now() + COMPUTING;
  for (const { id, cells } of after.sheets) {
    const sheet = sheetNumbered(grid, id)?.getSheet();
    for (const { row, column, cell } of cells) {
      const computed = () => (sheet?.getCellRaw(row - 1, column - 1)?.v ?? null) !== null;
      while (cell.formula !== '' && !computed() && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
