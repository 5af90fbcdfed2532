import { StandInError } from '../google/errors.ts';
import { type Area, columnLetters, formatA1, parseA1 } from '../google/model/area.ts';
import { type Cell, type CellValue, EMPTY_CELL, emptied, type Style } from '../google/model/cell.ts';
import { cellsOf } from '../google/model/clipboard-text.ts';
import { dateOutward, wallOf } from '../google/model/dates.ts';
import type { SheetModel } from '../google/model/sheet.ts';
import { Workbook } from '../google/model/workbook.ts';
import type { HeadlessHost } from './host.ts';

/** A protection, as the person sees it. */
interface ProtectionRecord {
  readonly kind: 'RANGE' | 'SHEET';
  readonly a1: string;
  readonly description: string;
  readonly warningOnly: boolean;
}

/** A conditional-format rule, as the person sees it. */
interface ConditionalFormatRecord {
  readonly ranges: readonly string[];
  /** Google's name of the condition: `TEXT_EQUAL_TO`, `CELL_EMPTY`. */
  readonly condition: string;
  readonly argument: string | null;
  readonly background: string | null;
}

/** A cell that was copied from a spreadsheet: with its format, its fill and its rule. */
interface CopiedCell {
  readonly value: string | number | boolean;
  /** Automatic where none is given. */
  readonly numberFormat?: string;
  readonly background?: string;
  /** Where the cell has a rule that rejects everything but these. */
  readonly allowed?: readonly string[];
}

/** How a sheet is laid out. */
interface LayoutRecord {
  readonly rows: number;
  readonly columns: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly tabColor: string | null;
  /** In pixels, by column letters. */
  readonly columnWidths: Readonly<Record<string, number>>;
}

/** The person at the keyboard: what they can see of the spreadsheet and do to it without the add-on. */
export class Person {
  readonly #host: Pick<HeadlessHost, 'workbook' | 'past'>;

  constructor(host: Pick<HeadlessHost, 'workbook' | 'past'>) {
    this.#host = host;
  }

  /** Tabs from left to right, hidden ones too. */
  sheetNames(): string[] {
    return this.#host.workbook.sheets.map((sheet) => sheet.name);
  }

  /** The used range; a date is a Date. */
  values(sheet: string): unknown[][] {
    const model = this.#sheet(sheet);
    return model.map(model.used, (row, column) =>
      dateOutward(model.value(row, column), this.#host.workbook.timeZone),
    );
  }

  /** The used range as it shows. */
  shown(sheet: string): string[][] {
    const model = this.#sheet(sheet);
    return model.map(model.used, (row, column) => model.display(row, column));
  }

  /** Types into a cell, over what is there. Throws where the cell's validation rejects it. */
  type(sheet: string, a1: string, value: string | number | boolean): void {
    this.#remember();
    const text = typeof value === 'string' ? value : this.#sheet(sheet).text(value);
    this.#sheet(sheet).write(this.#cellArea(sheet, a1), () => text, year());
  }

  /**
   * Pastes values with their top left corner at a cell; no validation is asked. Texts are read as if typed;
   * numbers, booleans and dates arrive as they are, even in plain-text cells, as copied from another cell. One text
   * is what another program copied: its lines are rows, its tabs columns.
   */
  paste(
    sheet: string,
    a1: string,
    copied: string | readonly (readonly (string | number | boolean | Date)[])[],
  ): void {
    this.#remember();
    const values = typeof copied === 'string' ? cellsOf(copied) : copied;
    const corner = parseA1(a1, 1, 1);
    if (!corner) throw new StandInError(`${a1} is not A1 notation`);
    const area = {
      ...corner,
      rows: values.length,
      columns: Math.max(0, ...values.map(({ length }) => length)),
    };
    const inward = (row: number, column: number): CellValue => {
      const value = values[row]?.[column] ?? '';
      return value instanceof Date ? wallOf(value, this.#host.workbook.timeZone) : value;
    };
    this.#sheet(sheet).paste(area, inward, year());
  }

  /** Pastes cells that were copied from a spreadsheet; what they bring along takes the place of what was there. */
  pasteCells(sheet: string, a1: string, copied: readonly (readonly CopiedCell[])[]): void {
    this.#remember();
    const corner = this.#cellArea(sheet, a1);
    const columns = Math.max(...copied.map(({ length }) => length));
    this.#sheet(sheet).pasteCells(
      { ...corner, rows: copied.length, columns },
      copied.map((row) => row.map(cellOf)),
    );
  }

  /** The delete key: contents go, formats, notes and validation stay. */
  clear(sheet: string, a1: string): void {
    this.#remember();
    this.#sheet(sheet).update(this.#area(sheet, a1), emptied);
  }

  /** Sorts a range by one of its columns (a letter); cells of the same rows outside the range stay. */
  sortRange(sheet: string, a1: string, column: string, ascending = true): void {
    this.#remember();
    const by = this.#area(sheet, `${column}1`).column;
    this.#sheet(sheet).sort(this.#area(sheet, a1), by, ascending);
  }

  /** Drags whole rows before another row. */
  moveRows(sheet: string, from: number, count: number, before: number): void {
    this.#remember();
    this.#sheet(sheet).moveRows(from, count, before);
  }

  insertRows(sheet: string, before: number, count: number): void {
    this.#remember();
    this.#sheet(sheet).insertRows(before, count);
  }

  deleteRows(sheet: string, from: number, count: number): void {
    this.#remember();
    this.#sheet(sheet).deleteRows(from, count);
  }

  insertColumns(sheet: string, before: number, count: number): void {
    this.#remember();
    this.#sheet(sheet).insertColumns(before, count);
  }

  deleteColumns(sheet: string, from: number, count: number): void {
    this.#remember();
    this.#sheet(sheet).deleteColumns(from, count);
  }

  /** File, Settings, Locale: what is in the cells stays, and shows as that locale shows it. */
  chooseLocale(locale: string): void {
    const { workbook } = this.#host;
    this.#host.workbook = new Workbook({ ...workbook.record(workbook.id), locale });
  }

  renameSheet(sheet: string, name: string): void {
    this.#host.workbook.rename(this.#sheet(sheet), name);
  }

  /** Copies a tab by its menu; the copy comes to the front. Its name is returned. */
  duplicateSheet(sheet: string): string {
    return this.#host.workbook.duplicate(this.#sheet(sheet)).name;
  }

  deleteSheet(sheet: string): void {
    this.#host.workbook.remove(this.#sheet(sheet));
  }

  /** Selects a range and brings its sheet to the front. */
  select(sheet: string, a1: string): void {
    const model = this.#sheet(sheet);
    model.layout.selection = this.#area(sheet, a1);
    this.#host.workbook.activate(model);
  }

  selected(): { sheet: string; a1: string } {
    const { active } = this.#host.workbook;
    return { sheet: active.name, a1: formatA1(active.layout.selection) };
  }

  note(sheet: string, a1: string): string {
    return this.#cell(sheet, a1).note;
  }

  background(sheet: string, a1: string): string {
    return this.#cell(sheet, a1).style.background ?? '#ffffff';
  }

  /** Everything that was set of how a cell looks. */
  style(sheet: string, a1: string): Style {
    return this.#cell(sheet, a1).style;
  }

  numberFormat(sheet: string, a1: string): string {
    return this.#cell(sheet, a1).numberFormat;
  }

  /** With its leading `=`; empty where the cell holds a value. */
  formula(sheet: string, a1: string): string {
    return this.#cell(sheet, a1).formula;
  }

  link(sheet: string, a1: string): string | null {
    return this.#cell(sheet, a1).link;
  }

  /** The values a cell's rule allows; null where it has none. */
  validation(sheet: string, a1: string): string[] | null {
    const rule = this.#cell(sheet, a1).validation;
    return rule && [...rule.allowed];
  }

  /** Developer metadata, which a person sees only through a script of their own. */
  metadata(sheet: string): { key: string; value: string | null }[] {
    return this.#sheet(sheet).layout.metadata.map(({ key, value }) => ({ key, value }));
  }

  protections(sheet: string): ProtectionRecord[] {
    return this.#sheet(sheet).layout.protections.map((each) => ({
      kind: each.kind,
      a1: formatA1(each.area),
      description: each.description,
      warningOnly: each.warningOnly,
    }));
  }

  conditionalFormatRules(sheet: string): ConditionalFormatRecord[] {
    return this.#sheet(sheet).layout.conditionalRules.map((rule) => ({
      ...rule,
      ranges: rule.ranges.map(formatA1),
    }));
  }

  /** Letters of the hidden columns. */
  hiddenColumns(sheet: string): string[] {
    const { columns } = this.#sheet(sheet).layout;
    return columns.flatMap(({ hidden }, index) => (hidden ? [columnLetters(index + 1)] : []));
  }

  layout(sheet: string): LayoutRecord {
    const { maxRows, maxColumns, layout } = this.#sheet(sheet);
    const { columns, frozenRows, frozenColumns, tabColor } = layout;
    const widths = columns.map(({ width }, index) => [columnLetters(index + 1), width]);
    return {
      rows: maxRows,
      columns: maxColumns,
      frozenRows,
      frozenColumns,
      tabColor,
      columnWidths: Object.fromEntries(widths),
    };
  }

  /**
   * Ctrl+Z: takes back the latest thing that was done to cells, by the person or by a script. What scripts keep beside
   * the cells (metadata, properties) stays. False where there is nothing to take back.
   */
  undo(): boolean {
    const before = this.#host.past.pop();
    if (before === undefined) return false;
    const { workbook } = this.#host;
    const sheets = before.sheets.map((sheet) => {
      const now = workbook.sheets.find(({ id }) => id === sheet.id);
      return { ...sheet, metadata: now?.layout.metadata ?? sheet.metadata };
    });
    this.#host.workbook = new Workbook({ ...before, sheets, active: workbook.active.id });
    return true;
  }

  #remember(): void {
    this.#host.past.push(this.#host.workbook.record(this.#host.workbook.id));
  }

  /** Drags a cell’s lower right corner down: the cells below become copies of it, and a number at its end counts on. */
  fillDown(sheet: string, a1: string, rows: number): void {
    this.#remember();
    const { row, column } = this.#area(sheet, a1);
    const model = this.#sheet(sheet);
    const from = model.cell(row, column);
    model.update({ row: row + 1, column, rows, columns: 1 }, (cell, below) => ({
      ...from,
      value: typeof from.value === 'string' ? countedOn(from.value, below + 1) : from.value,
      note: cell.note,
    }));
  }

  /** Drags a cell by its border (or cuts and pastes it) to another cell, over what is there. */
  moveCell(sheet: string, a1: string, to: string): void {
    this.#remember();
    const model = this.#sheet(sheet);
    const [from, target] = [this.#area(sheet, a1), this.#area(sheet, to)];
    const moved = model.cell(from.row, from.column);
    model.update({ ...from, rows: 1, columns: 1 }, emptied);
    model.update({ ...target, rows: 1, columns: 1 }, () => moved);
  }

  #sheet(name: string): SheetModel {
    const found = this.#host.workbook.find(name);
    if (!found)
      throw new StandInError(`There is no sheet named "${name}", only ${this.sheetNames().join(', ')}`);
    return found;
  }

  #area(sheet: string, a1: string): Area {
    const model = this.#sheet(sheet);
    const area = parseA1(a1, model.maxRows, model.maxColumns);
    if (!area) throw new StandInError(`${a1} is not A1 notation`);
    model.assertInside(area);
    return area;
  }

  #cellArea(sheet: string, a1: string): Area {
    return { ...this.#area(sheet, a1), rows: 1, columns: 1 };
  }

  #cell(sheet: string, a1: string): Cell {
    const { row, column } = this.#area(sheet, a1);
    return this.#sheet(sheet).cell(row, column);
  }
}

function year(): number {
  return new Date().getFullYear();
}

function cellOf({ value, numberFormat, background, allowed }: CopiedCell): Cell {
  return {
    ...EMPTY_CELL,
    value,
    ...(numberFormat !== undefined && { numberFormat }),
    style: background === undefined ? {} : { background },
    validation: allowed
      ? { allowed: [...allowed], showDropdown: true, allowInvalid: false, helpText: null }
      : null,
  };
}

/** “page 4” filled down goes on as “page 5”. */
const countedOn = (text: string, by: number): string =>
  text.replace(/\d+$/, (digits) => String(Number(digits) + by));
