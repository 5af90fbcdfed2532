import { GoogleError, StandInError } from '../errors.ts';
import type { Host } from '../host.ts';
import { type Area, formatA1 } from '../model/area.ts';
import { type Cell, type CellValue, cleared, type Style, withContent, withFormat } from '../model/cell.ts';
import { dateOutward, wallOf } from '../model/dates.ts';
import type { SheetModel } from '../model/sheet.ts';
import { type EnumValue, expose } from '../surface.ts';
import { ProtectionService } from './protection.ts';
import type { RichTextValueService } from './rich-text.ts';
import { Service } from './service.ts';
import { assertOnWorkbook } from './sheet.ts';
import { DataValidationService } from './validation.ts';

/** A rectangle of a sheet. Its coordinates are fixed: it does not follow rows that move. */
export class RangeService extends Service {
  readonly sheet: SheetModel;
  readonly area: Area;

  constructor(host: Host, sheet: SheetModel, area: Area) {
    super(host);
    sheet.assertInside(area);
    this.sheet = sheet;
    this.area = area;
  }

  getValues(): unknown[][] {
    return this.#read((row, column) =>
      dateOutward(this.sheet.value(row, column), this.host.workbook.timeZone),
    );
  }

  getValue(): unknown {
    return this.getValues()[0]?.[0];
  }

  getDisplayValues(): string[][] {
    return this.#read((row, column) => this.sheet.display(row, column));
  }

  getDisplayValue(): string {
    return this.getDisplayValues()[0]?.[0] ?? '';
  }

  setValues(values: unknown[][]): this {
    const grid = this.#fitting(values);
    return this.#write((row, column) => grid[row]?.[column]);
  }

  setValue(value: unknown): this {
    return this.#write(() => value);
  }

  getFormulas(): string[][] {
    return this.#cells((cell) => cell.formula);
  }

  getNotes(): string[][] {
    return this.#cells((cell) => cell.note);
  }

  getNote(): string {
    return this.getNotes()[0]?.[0] ?? '';
  }

  setNotes(notes: (string | null)[][]): this {
    const grid = this.#fitting(notes);
    return this.#change((_cell, row, column) => ({ note: grid[row]?.[column] ?? '' }));
  }

  setNote(note: string | null): this {
    return this.#change(() => ({ note: note ?? '' }));
  }

  getBackgrounds(): string[][] {
    return this.#cells((cell) => cell.style.background ?? '#ffffff');
  }

  setBackgrounds(colors: (string | null)[][]): this {
    return this.#styles('background', colors);
  }

  setBackground(color: string | null): this {
    return this.#style('background', color);
  }

  setFontWeights(weights: (string | null)[][]): this {
    return this.#styles('fontWeight', weights);
  }

  setFontColors(colors: (string | null)[][]): this {
    return this.#styles('fontColor', colors);
  }

  setFontSize(points: number): this {
    return this.#style('fontSize', points);
  }

  setWrapStrategy(strategy: EnumValue): this {
    return this.#style('wrap', strategy.name());
  }

  setVerticalAlignment(alignment: string | null): this {
    return this.#style('verticalAlignment', alignment);
  }

  setBorder(): this {
    return this.#style('border', true);
  }

  getNumberFormats(): string[][] {
    return this.#cells((cell) => cell.numberFormat);
  }

  setNumberFormat(format: string): this {
    return this.#replace((cell) => withFormat(cell, format));
  }

  getDataValidations(): (DataValidationService | null)[][] {
    return this.#cells((cell) => cell.validation && new DataValidationService(cell.validation));
  }

  setDataValidations(rules: (DataValidationService | null)[][]): this {
    const grid = this.#fitting(rules);
    return this.#change((_cell, row, column) => ({ validation: grid[row]?.[column]?.rule ?? null }));
  }

  setDataValidation(rule: DataValidationService | null): this {
    return this.#change(() => ({ validation: rule?.rule ?? null }));
  }

  setRichTextValue(value: RichTextValueService): this {
    return this.#replace((cell) => withContent(cell, { value: value.text, link: value.link }));
  }

  clear(): this {
    return this.#replace(cleared);
  }

  getRow(): number {
    return this.area.row;
  }

  getColumn(): number {
    return this.area.column;
  }

  getA1Notation(): string {
    return formatA1(this.area);
  }

  activate(): this {
    this.host.workbook.activate(this.sheet);
    this.sheet.layout.selection = this.area;
    return this;
  }

  protect(): ProtectionService {
    return ProtectionService.add(this.host, this.sheet, 'RANGE', this.area);
  }

  #read<T>(read: (row: number, column: number) => T): T[][] {
    assertOnWorkbook(this.host, this.sheet);
    this.sheet.assertInside(this.area);
    return this.sheet.map(this.area, read);
  }

  #cells<T>(read: (cell: Cell) => T): T[][] {
    return this.#read((row, column) => read(this.sheet.cell(row, column)));
  }

  #change(change: (cell: Cell, row: number, column: number) => Partial<Cell>): this {
    return this.#replace((cell, row, column) => ({ ...cell, ...change(cell, row, column) }));
  }

  #replace(change: (cell: Cell, row: number, column: number) => Cell): this {
    assertOnWorkbook(this.host, this.sheet);
    this.sheet.assertInside(this.area);
    this.sheet.update(this.area, change);
    return this;
  }

  #write(value: (row: number, column: number) => unknown): this {
    assertOnWorkbook(this.host, this.sheet);
    this.sheet.assertInside(this.area);
    const inward = (row: number, column: number) => this.#inward(value(row, column));
    this.sheet.write(this.area, inward, new Date().getFullYear());
    return this;
  }

  #style(key: keyof Style, value: unknown): this {
    return this.#change((cell) => ({ style: styled(cell.style, key, value) }));
  }

  #styles(key: keyof Style, values: unknown[][]): this {
    const grid = this.#fitting(values);
    return this.#change((cell, row, column) => ({ style: styled(cell.style, key, grid[row]?.[column]) }));
  }

  #fitting<T>(values: T[][]): T[][] {
    const { rows, columns } = this.area;
    if (values.length !== rows) throw mismatch('rows', values.length, rows);
    const odd = values.find((row) => row.length !== columns);
    if (odd) throw mismatch('columns', odd.length, columns);
    return values;
  }

  #inward(value: unknown): CellValue {
    if (value === null || value === undefined) return '';
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    if (value instanceof Date) return wallOf(value, this.host.workbook.timeZone);
    throw new StandInError('Range.setValues was given something that is not text, number, boolean or date');
  }
}

function mismatch(what: 'rows' | 'columns', given: number, wanted: number): GoogleError {
  return new GoogleError(
    `The number of ${what} in the data does not match the number of ${what} in the range. The data has ${given} but the range has ${wanted}.`,
  );
}

function styled(style: Style, key: keyof Style, value: unknown): Style {
  const { [key]: _previous, ...rest } = style;
  return value === null || value === undefined || value === '' ? rest : { ...rest, [key]: value };
}

const FLAGS = Array(6).fill('boolean?').join(' ');

expose(RangeService, 'SpreadsheetApp.Range', {
  getValues: [''],
  getValue: [''],
  getDisplayValues: [''],
  getDisplayValue: [''],
  setValues: ['grid'],
  setValue: ['any'],
  getFormulas: [''],
  getNotes: [''],
  getNote: [''],
  setNotes: ['string?[][]'],
  setNote: ['string?'],
  getBackgrounds: [''],
  setBackgrounds: ['string?[][]'],
  setBackground: ['string?'],
  setFontWeights: ['string?[][]'],
  setFontColors: ['string?[][]'],
  setFontSize: ['whole'],
  setWrapStrategy: ['Enum'],
  setVerticalAlignment: ['string?'],
  setBorder: [FLAGS, `${FLAGS} string? Enum?`],
  getNumberFormats: [''],
  setNumberFormat: ['string'],
  getDataValidations: [''],
  setDataValidations: ['DataValidation?[][]'],
  setDataValidation: ['DataValidation?'],
  setRichTextValue: ['RichTextValue'],
  clear: [''],
  getRow: [''],
  getColumn: [''],
  getA1Notation: [''],
  activate: [''],
  protect: [''],
});
