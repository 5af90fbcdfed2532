import { GoogleError, StandInError } from '../errors.ts';
import type { Host } from '../host.ts';
import { type Area, parseA1 } from '../model/area.ts';
import { cleared } from '../model/cell.ts';
import type { Column } from '../model/records.ts';
import type { SheetModel } from '../model/sheet.ts';
import { type EnumValue, expose } from '../surface.ts';
import { ConditionalFormatRuleService } from './conditional-format.ts';
import { DeveloperMetadataService } from './metadata.ts';
import { ProtectionService } from './protection.ts';
import { RangeService } from './range.ts';
import { Service } from './service.ts';

/** One sheet of the spreadsheet. */
export class SheetService extends Service {
  readonly #model: SheetModel;

  constructor(host: Host, model: SheetModel) {
    super(host);
    this.#model = model;
  }

  /** For other services: the sheet itself, still in the spreadsheet. */
  get model(): SheetModel {
    assertOnWorkbook(this.host, this.#model);
    return this.#model;
  }

  getName(): string {
    return this.model.name;
  }

  setName(name: string): this {
    this.host.workbook.rename(this.model, name);
    return this;
  }

  getSheetId(): number {
    return this.model.id;
  }

  getRange(...args: [string] | number[]): RangeService {
    return this.#range(this.#areaOf(args));
  }

  getDataRange(): RangeService {
    return this.#range(this.model.used);
  }

  getLastRow(): number {
    return this.model.lastRow;
  }

  getLastColumn(): number {
    return this.model.lastColumn;
  }

  getMaxRows(): number {
    return this.model.maxRows;
  }

  getMaxColumns(): number {
    return this.model.maxColumns;
  }

  insertRowsAfter(after: number, count: number): this {
    assertPosition('row', after, count, this.model.maxRows);
    this.model.insertRows(after + 1, count);
    return this;
  }

  setFrozenRows(rows: number): void {
    this.model.layout.frozenRows = rows;
  }

  setFrozenColumns(columns: number): void {
    this.model.layout.frozenColumns = columns;
  }

  setColumnWidth(column: number, pixels: number): this {
    return this.setColumnWidths(column, 1, pixels);
  }

  setColumnWidths(from: number, count: number, pixels: number): this {
    return this.#changeColumns(from, count, { width: pixels });
  }

  /** Rows stay at this height whatever is in them: what does not fit is cut off. */
  setRowHeightsForced(from: number, count: number, pixels: number): this {
    const area = { row: from, column: 1, rows: count, columns: this.model.maxColumns };
    this.model.assertInside(area);
    this.model.layout.heights.push({ area, pixels });
    return this;
  }

  hideColumns(from: number, count = 1): void {
    this.#changeColumns(from, count, { hidden: true });
  }

  isColumnHiddenByUser(column: number): boolean {
    return this.model.layout.columns[column - 1]?.hidden ?? false;
  }

  activate(): this {
    this.host.workbook.activate(this.model);
    return this;
  }

  protect(): ProtectionService {
    return ProtectionService.add(this.host, this.model, 'SHEET', this.model.whole);
  }

  getProtections(type: EnumValue): ProtectionService[] {
    return this.model.layout.protections
      .filter((record) => record.kind === type.name())
      .map((record) => new ProtectionService(this.host, this.model, record));
  }

  getConditionalFormatRules(): ConditionalFormatRuleService[] {
    return this.model.layout.conditionalRules.map(
      (rule) => new ConditionalFormatRuleService(this.host, this.model, rule),
    );
  }

  setConditionalFormatRules(rules: ConditionalFormatRuleService[]): void {
    this.model.layout.conditionalRules = rules.map(({ rule }) => rule);
  }

  getDeveloperMetadata(): DeveloperMetadataService[] {
    return this.model.layout.metadata.map((record) => new DeveloperMetadataService(this.model, record));
  }

  addDeveloperMetadata(key: string, value: string | null = null): this {
    const id =
      this.model.layout.metadata.reduce((highest, record) => Math.max(highest, record.id), this.model.id) + 1;
    this.model.layout.metadata.push({ id, key, value });
    return this;
  }

  setTabColor(color: string | null): this {
    this.model.layout.tabColor = color;
    return this;
  }

  clear(): this {
    this.model.update(this.model.whole, cleared);
    this.model.layout.conditionalRules = [];
    return this;
  }

  #areaOf(args: readonly (string | number)[]): Area {
    const [row = 1, column = 1, rows = 1, columns = 1] = args;
    if (typeof row === 'string') {
      const area = parseA1(row, this.model.maxRows, this.model.maxColumns);
      if (!area) throw new GoogleError('Range not found');
      return area;
    }
    const area = { row, column: Number(column), rows: Number(rows), columns: Number(columns) };
    if (area.row < 1) throw new GoogleError('The starting row of the range is too small.');
    if (area.column < 1) throw new GoogleError('The starting column of the range is too small.');
    if (area.rows < 1) throw new GoogleError('The number of rows in the range must be at least 1.');
    if (area.columns < 1) throw new GoogleError('The number of columns in the range must be at least 1.');
    return area;
  }

  #range(area: Area): RangeService {
    return new RangeService(this.host, this.model, area);
  }

  #changeColumns(from: number, count: number, change: Partial<Column>): this {
    this.model.assertInside({ row: 1, column: from, rows: 1, columns: count });
    for (const column of this.model.layout.columns.slice(from - 1, from - 1 + count))
      Object.assign(column, change);
    return this;
  }
}

/** Throws as Google does where the sheet was deleted. */
export function assertOnWorkbook(host: Host, sheet: SheetModel): void {
  if (!host.workbook.sheets.includes(sheet)) throw new GoogleError(`Sheet ${sheet.id} not found`);
}

function assertPosition(axis: 'row' | 'column', after: number, count: number, size: number): void {
  if (after < 1 || after > size) throw new GoogleError(`Those ${axis}s are out of bounds.`);
  if (count < 1) throw new StandInError(`Inserting ${count} ${axis}s is not part of the stand-in`);
}

expose(SheetService, 'SpreadsheetApp.Sheet', {
  getName: [''],
  setName: ['string'],
  getSheetId: [''],
  getRange: ['string', 'whole whole', 'whole whole whole', 'whole whole whole whole'],
  getDataRange: [''],
  getLastRow: [''],
  getLastColumn: [''],
  getMaxRows: [''],
  getMaxColumns: [''],
  insertRowsAfter: ['whole whole'],
  setFrozenRows: ['whole'],
  setFrozenColumns: ['whole'],
  setColumnWidth: ['whole whole'],
  setColumnWidths: ['whole whole whole'],
  setRowHeightsForced: ['whole whole whole'],
  hideColumns: ['whole', 'whole whole'],
  isColumnHiddenByUser: ['whole'],
  activate: [''],
  protect: [''],
  getProtections: ['Enum'],
  getConditionalFormatRules: [''],
  setConditionalFormatRules: ['ConditionalFormatRule[]'],
  getDeveloperMetadata: [''],
  addDeveloperMetadata: ['string', 'string string'],
  setTabColor: ['string?'],
  clear: [''],
});
