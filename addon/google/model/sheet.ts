import { GoogleError, StandInError } from '../errors.ts';
import { type Area, type Axis, afterDelete, afterInsert, afterMove, formatA1 } from './area.ts';
import {
  blankLike,
  type Cell,
  type CellValue,
  EMPTY_CELL,
  hasContent,
  PLAIN_TEXT,
  withContent,
} from './cell.ts';
import { displayValue } from './display.ts';
import { readEntry } from './entry.ts';
import type { Locale } from './locales.ts';
import { movedProtections } from './protections.ts';
import { type CellRecord, newColumn, type SheetLayout, type SheetRecord } from './records.ts';
import { sortedOrder } from './sort.ts';

/** Sheets' limit of characters in a cell. */
const CELL_LIMIT = 50_000;

/** One sheet: a grid of cells and what belongs to its rows, its columns and itself. */
export class SheetModel {
  readonly id: number;
  readonly layout: SheetLayout;
  readonly #locale: Locale;
  readonly #rows: Cell[][];
  /** The cells when the sheet was opened, or its changes were asked for last. */
  #seen: readonly (readonly Cell[])[];

  /** The locale is the spreadsheet's. */
  constructor({ id, rows, cells, ...layout }: SheetRecord, locale: Locale) {
    this.id = id;
    this.#locale = locale;
    this.layout = layout;
    this.#rows = Array.from({ length: rows }, () => []);
    for (const { row, column, cell } of cells) this.#put(row, column, cell);
    this.#seen = this.#copy();
  }

  get name(): string {
    return this.layout.name;
  }

  get maxRows(): number {
    return this.#rows.length;
  }

  get maxColumns(): number {
    return this.layout.columns.length;
  }

  get whole(): Area {
    return { row: 1, column: 1, rows: this.maxRows, columns: this.maxColumns };
  }

  /** From A1 to the last row and the last column with content; A1 alone on an empty sheet. */
  get used(): Area {
    return { row: 1, column: 1, rows: Math.max(1, this.lastRow), columns: Math.max(1, this.lastColumn) };
  }

  /** 0 on an empty sheet. */
  get lastRow(): number {
    return this.#rows.findLastIndex((cells) => cells.some((cell) => cell && hasContent(cell))) + 1;
  }

  /** 0 on an empty sheet. */
  get lastColumn(): number {
    return Math.max(
      0,
      ...this.#rows.map((cells) => cells.findLastIndex((cell) => cell && hasContent(cell)) + 1),
    );
  }

  /** Throws Google's error where the area is not on the sheet. */
  assertInside(area: Area): void {
    const inside =
      area.row + area.rows - 1 <= this.maxRows && area.column + area.columns - 1 <= this.maxColumns;
    if (!inside)
      throw new GoogleError('The coordinates of the range are outside the dimensions of the sheet.');
  }

  cell(row: number, column: number): Cell {
    return this.#rows[row - 1]?.[column - 1] ?? EMPTY_CELL;
  }

  /** What a cell holds; refused where that is what a formula gives and the grid has not computed it. */
  value(row: number, column: number): CellValue {
    const { formula, value, computed } = this.cell(row, column);
    if (formula === '') return value;
    if (computed !== undefined) return computed;
    throw new StandInError(`What ${formula} gives is not known: the stand-in computes no formula`);
  }

  /** What a cell shows. */
  display(row: number, column: number): string {
    const { shown, numberFormat } = this.cell(row, column);
    return shown ?? this.text(this.value(row, column), numberFormat);
  }

  /** What a value shows in a cell of that format. */
  text(value: CellValue, numberFormat = PLAIN_TEXT): string {
    return displayValue(value, numberFormat, this.#locale);
  }

  /** The sheet as plain data with all of its cells, as a sheet of another id; its metadata goes along. */
  record(id: number): SheetRecord {
    const cells = this.#rows.flatMap((row, r) =>
      row.map((cell, c): CellRecord => ({ row: r + 1, column: c + 1, cell })),
    );
    return { ...structuredClone(this.layout), id, rows: this.maxRows, cells };
  }

  /** The sheet as it is, with the cells that changed since it was opened or this was called last. */
  changes(): SheetRecord {
    const cells: CellRecord[] = [];
    for (let row = 1; row <= this.maxRows; row++) {
      const seen = this.#seen[row - 1] ?? [];
      const width = Math.max(seen.length, this.#rows[row - 1]?.length ?? 0);
      for (let column = 1; column <= Math.min(width, this.maxColumns); column++) {
        const cell = this.cell(row, column);
        if (cell !== (seen[column - 1] ?? EMPTY_CELL)) cells.push({ row, column, cell });
      }
    }
    this.#seen = this.#copy();
    const record = { ...this.layout, id: this.id, rows: this.maxRows, cells };
    this.layout.heights = [];
    return record;
  }

  /** Reads an area cell by cell. */
  map<T>(area: Area, read: (row: number, column: number) => T): T[][] {
    return Array.from({ length: area.rows }, (_, row) =>
      Array.from({ length: area.columns }, (_, column) => read(area.row + row, area.column + column)),
    );
  }

  /** Replaces every cell of an area; `row` and `column` count from 0 within it. */
  update(area: Area, change: (cell: Cell, row: number, column: number) => Cell): void {
    for (let row = 0; row < area.rows; row++) {
      for (let column = 0; column < area.columns; column++) {
        const at = { row: area.row + row, column: area.column + column };
        this.#put(at.row, at.column, change(this.cell(at.row, at.column), row, column));
      }
    }
  }

  /**
   * Writes values as a script or a keyboard does: texts are read by the cell's format, and a rejecting validation
   * throws before anything is written. `year` completes dates typed without one.
   */
  write(area: Area, value: (row: number, column: number) => CellValue, year: number): void {
    const next = this.map(area, (row, column) => {
      const cell = this.#withValue(this.cell(row, column), value(row - area.row, column - area.column), year);
      this.#assertValid(cell, row, column);
      return cell;
    });
    this.update(area, (cell, row, column) => next[row]?.[column] ?? cell);
  }

  /** Writes without asking the validation, as a paste does; the grid grows where the values reach beyond it. */
  paste(area: Area, value: (row: number, column: number) => CellValue, year: number): void {
    this.#growTo(area);
    this.update(area, (cell, row, column) => {
      const pasted = value(row, column);
      // A number or a date comes from another cell and brings that cell's format; a text is read by this one's.
      const format = typeof pasted === 'string' ? cell.numberFormat : EMPTY_CELL.numberFormat;
      return this.#withValue({ ...cell, numberFormat: format }, pasted, year);
    });
  }

  /** Puts copied cells in place of an area's, as a paste within Sheets does: with their formats, rules and notes. */
  pasteCells(area: Area, copied: readonly (readonly Cell[])[]): void {
    this.#growTo(area);
    this.update(area, (cell, row, column) => copied[row]?.[column] ?? cell);
  }

  /** Inserts rows before a row; they look and validate as the row above (below, at the top). */
  insertRows(before: number, count: number): void {
    const model = this.#rows[before === 1 ? 0 : before - 2] ?? [];
    this.#rows.splice(before - 1, 0, ...Array.from({ length: count }, () => model.map(blank)));
    this.#moveAreas((area) => afterInsert(area, 'row', before, count));
  }

  deleteRows(from: number, count: number): void {
    this.#assertDeletable('row', from, count, this.maxRows);
    this.#rows.splice(from - 1, count);
    this.#moveAreas((area) => afterDelete(area, 'row', from, count));
  }

  /** Moves whole rows before another row: everything in and on them goes along. */
  moveRows(from: number, count: number, before: number): void {
    if (before >= from && before <= from + count) return;
    const moved = this.#rows.splice(from - 1, count);
    const landing = before > from ? before - count : before;
    this.#rows.splice(landing - 1, 0, ...moved);
    this.#moveAreas((area) => afterMove(area, from, count, before));
  }

  insertColumns(before: number, count: number): void {
    for (const cells of this.#rows) {
      const model = cells[before === 1 ? 0 : before - 2];
      if (cells.length < before) continue;
      cells.splice(before - 1, 0, ...Array.from({ length: count }, () => blank(model)));
    }
    this.layout.columns.splice(before - 1, 0, ...Array.from({ length: count }, newColumn));
    this.#moveAreas((area) => afterInsert(area, 'column', before, count));
  }

  deleteColumns(from: number, count: number): void {
    this.#assertDeletable('column', from, count, this.maxColumns);
    for (const cells of this.#rows) cells.splice(from - 1, count);
    this.layout.columns.splice(from - 1, count);
    this.#moveAreas((area) => afterDelete(area, 'column', from, count));
  }

  /**
   * Sorts the rows of an area by one of its columns: whole cells (value, format, note, validation, link) of the
   * area move, cells of the same row outside it stay.
   */
  sort(area: Area, column: number, ascending: boolean): void {
    const rows = this.map(area, (row, at) => this.cell(row, at));
    const keys = rows.map((_, index) => this.value(area.row + index, column));
    const order = sortedOrder(keys, ascending);
    this.update(area, (cell, row, at) => rows[order[row] ?? row]?.[at] ?? cell);
  }

  #growTo(area: Area): void {
    this.insertRows(this.maxRows + 1, Math.max(0, area.row + area.rows - 1 - this.maxRows));
    this.insertColumns(this.maxColumns + 1, Math.max(0, area.column + area.columns - 1 - this.maxColumns));
  }

  #copy(): readonly (readonly Cell[])[] {
    return this.#rows.map((cells) => [...cells]);
  }

  #put(row: number, column: number, cell: Cell): void {
    const cells = this.#rows[row - 1];
    if (!cells || (cell === EMPTY_CELL && cells.length < column)) return;
    // Filling the gap keeps the array dense: holes would be skipped by map() when rows are copied.
    while (cells.length < column) cells.push(EMPTY_CELL);
    cells[column - 1] = cell;
  }

  #withValue(cell: Cell, value: CellValue, year: number): Cell {
    if (typeof value === 'string' && value.length > CELL_LIMIT) {
      throw new GoogleError(
        'Your input contains more than the maximum of 50000 characters in a single cell.',
      );
    }
    if (typeof value === 'string')
      return withContent(cell, readEntry(value, cell.numberFormat, year, this.#locale));
    return withContent(cell, { value: cell.numberFormat === PLAIN_TEXT ? this.text(value) : value });
  }

  #assertValid(cell: Cell, row: number, column: number): void {
    const rule = cell.validation;
    if (!rule || rule.allowInvalid || !hasContent(cell)) return;
    const a1 = formatA1({ row, column, rows: 1, columns: 1 });
    if (cell.formula !== '') {
      throw new StandInError(
        `Whether ${cell.formula} fits the rule of ${a1} is not known: no formula is computed`,
      );
    }
    if (rule.allowed.includes(this.text(cell.value, cell.numberFormat))) return;
    throw new GoogleError(
      `The data you entered in cell ${a1} violates the data validation rules set on this cell.`,
    );
  }

  #assertDeletable(axis: Axis, from: number, count: number, size: number): void {
    if (from < 1 || count < 1 || from + count - 1 > size)
      throw new GoogleError(`Those ${axis}s are out of bounds.`);
    if (count === size) throw new GoogleError(`You can't delete all the ${axis}s on the sheet.`);
  }

  #moveAreas(move: (area: Area) => Area | null): void {
    const kept = (areas: readonly Area[]) => areas.map(move).filter((area) => area !== null);
    const { layout } = this;
    layout.protections = movedProtections(layout.protections, move, this.whole);
    layout.conditionalRules = layout.conditionalRules
      .map((rule) => ({ ...rule, ranges: kept(rule.ranges) }))
      .filter((rule) => rule.ranges.length > 0);
    layout.heights = layout.heights.flatMap(({ area, pixels }) =>
      kept([area]).map((moved) => ({ area: moved, pixels })),
    );
    layout.selection = move(layout.selection) ?? { row: 1, column: 1, rows: 1, columns: 1 };
  }
}

function blank(cell: Cell | undefined): Cell {
  return cell ? blankLike(cell) : EMPTY_CELL;
}
