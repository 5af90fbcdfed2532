import type { Area } from '../../google/model/area.ts';
import { type Cell, type CellValue, EMPTY_CELL } from '../../google/model/cell.ts';
import { SheetModel } from '../../google/model/sheet.ts';
import { Workbook } from '../../google/model/workbook.ts';
import type { CellRecord, SheetRecord, WorkbookRecord } from './records.ts';

/** The spreadsheet as a run of the add-on sees it: the grid's content, under Google's rules. */
export class GridWorkbook extends Workbook {
  constructor(record: WorkbookRecord) {
    super();
    Object.assign(this, { id: record.id });
    const sheets = record.sheets.map((sheet) => new GridSheet(sheet));
    this.sheets.splice(0, this.sheets.length, ...sheets);
    const active = sheets.find((sheet) => sheet.id === record.active) ?? sheets[0];
    if (active) this.activate(active);
  }

  /** Ids must differ from those of sheets that earlier runs made. */
  override insert(name: string | null, index: number): SheetModel {
    const id = Math.max(0, ...this.sheets.map((sheet) => sheet.id)) + 1;
    const sheet = new GridSheet(emptySheet(id, ''));
    this.rename(sheet, name ?? this.#nameNotTaken());
    this.sheets.splice(index, 0, sheet);
    this.activate(sheet);
    return sheet;
  }

  /** What differs from when the grid was read or this was called last: every sheet, with changed cells only. */
  changes(): WorkbookRecord {
    const sheets = this.sheets.filter((sheet) => sheet instanceof GridSheet).map((sheet) => sheet.changes());
    return { id: this.id, sheets, active: this.active.id };
  }

  #nameNotTaken(): string {
    let number = this.sheets.length + 1;
    while (this.find(`Sheet${number}`)) number++;
    return `Sheet${number}`;
  }
}

/** A sheet whose formulas the grid has computed, and which knows what has changed in it. */
export class GridSheet extends SheetModel {
  readonly #computed = new WeakMap<Cell, CellValue>();
  readonly #shown = new WeakMap<Cell, string>();
  #heights: (readonly [number, number])[] = [];
  /** The cells as the page has them, by place; those that are not here are empty. */
  #known = new Map<string, Cell>();
  /** Places that were written to since. */
  #written = new Map<string, Area>();
  /** True where rows or columns came, went or moved since, so that any cell may stand elsewhere. */
  #restructured = false;

  constructor(record: SheetRecord) {
    super(record.id, record.name);
    this.#resize('Rows', record.rows - this.maxRows, this.maxRows);
    this.#resize('Columns', record.columns - this.maxColumns, this.maxColumns);
    for (const { row, column, cell, computed, shown } of record.cells) {
      super.update(only(row, column), () => cell);
      this.#known.set(`${row},${column}`, cell);
      if (computed !== undefined) this.#computed.set(cell, computed);
      if (shown !== undefined) this.#shown.set(cell, shown);
    }
    this.#restructured = false;
    this.hidden = record.hidden;
    this.tabColor = record.tabColor;
    this.hiddenGridlines = record.hiddenGridlines;
    this.frozenRows = record.frozenRows;
    this.frozenColumns = record.frozenColumns;
    this.selection = record.selection;
    this.protections = record.protections.map((each) => ({ ...each }));
    this.conditionalRules = [...record.conditionalRules];
    this.metadata = record.metadata.map((each) => ({ ...each }));
    record.widths.forEach((pixels, index) => {
      this.setWidth(index + 1, pixels);
    });
    for (const column of record.hiddenColumns) this.setColumnHidden(column, true);
  }

  /** A formula that a script has just written is computed here, as far as the headless host can; others by the grid. */
  override value(row: number, column: number): CellValue {
    return this.#computed.get(this.cell(row, column)) ?? super.value(row, column);
  }

  override display(row: number, column: number): string {
    return this.#shown.get(this.cell(row, column)) ?? super.display(row, column);
  }

  override setHeight(row: number, pixels: number): void {
    super.setHeight(row, pixels);
    this.#heights.push([row, pixels]);
  }

  override update(area: Area, change: (cell: Cell, row: number, column: number) => Cell): void {
    super.update(area, (cell, row, column) => {
      const at = only(area.row + row, area.column + column);
      this.#written.set(`${at.row},${at.column}`, at);
      return change(cell, row, column);
    });
  }

  override insertRows(before: number, count: number): void {
    super.insertRows(before, count);
    this.#restructured = true;
  }

  override deleteRows(from: number, count: number): void {
    super.deleteRows(from, count);
    this.#restructured = true;
  }

  override moveRows(from: number, count: number, before: number): void {
    super.moveRows(from, count, before);
    this.#restructured = true;
  }

  override insertColumns(before: number, count: number): void {
    super.insertColumns(before, count);
    this.#restructured = true;
  }

  override deleteColumns(from: number, count: number): void {
    super.deleteColumns(from, count);
    this.#restructured = true;
  }

  /** The sheet with the cells that changed since it was read, or since this was called last. */
  changes(): SheetRecord {
    const places = this.#restructured
      ? this.map(this.whole, (row, column) => only(row, column)).flat()
      : [...this.#written.values()];
    const cells: CellRecord[] = [];
    for (const { row, column } of places) {
      const cell = this.cell(row, column);
      const key = `${row},${column}`;
      if (cell === (this.#known.get(key) ?? EMPTY_CELL)) continue;
      cells.push({ row, column, cell });
      this.#known.set(key, cell);
    }
    this.#written.clear();
    this.#restructured = false;
    const heights = this.#heights;
    this.#heights = [];
    const columns = Array.from({ length: this.maxColumns }, (_, index) => index + 1);
    return {
      id: this.id,
      name: this.name,
      hidden: this.hidden,
      tabColor: this.tabColor,
      hiddenGridlines: this.hiddenGridlines,
      frozenRows: this.frozenRows,
      frozenColumns: this.frozenColumns,
      rows: this.maxRows,
      columns: this.maxColumns,
      selection: this.selection,
      widths: columns.map((column) => this.width(column)),
      hiddenColumns: columns.filter((column) => this.isColumnHidden(column)),
      protections: this.protections,
      conditionalRules: this.conditionalRules,
      metadata: this.metadata,
      cells,
      heights,
    };
  }

  #resize(what: 'Rows' | 'Columns', by: number, from: number): void {
    if (by > 0) this[`insert${what}`](from + 1, by);
    if (by < 0) this[`delete${what}`](from + by + 1, -by);
  }
}

/** A sheet as Google makes new ones. */
export function emptySheet(id: number, name: string): SheetRecord {
  return {
    id,
    name,
    hidden: false,
    tabColor: null,
    hiddenGridlines: false,
    frozenRows: 0,
    frozenColumns: 0,
    rows: 1_000,
    columns: 26,
    selection: only(1, 1),
    widths: Array<number>(26).fill(100),
    hiddenColumns: [],
    protections: [],
    conditionalRules: [],
    metadata: [],
    cells: [],
    heights: [],
  };
}

const only = (row: number, column: number): Area => ({ row, column, rows: 1, columns: 1 });
