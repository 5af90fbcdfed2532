import { GoogleError } from '../errors.ts';
import { type Locale, localeNamed } from './locales.ts';
import { emptySheet, type SheetRecord, type WorkbookRecord } from './records.ts';
import { SheetModel } from './sheet.ts';

/** The open spreadsheet: its sheets in tab order and which is in front. */
export class Workbook {
  readonly id: string;
  readonly name = 'Untitled spreadsheet';
  readonly #locale: Locale;
  readonly timeZone = 'Europe/London';
  readonly sheets: SheetModel[];
  #active: SheetModel;

  /** Opens a spreadsheet, which has at least one sheet. */
  constructor({ id, locale, sheets, active }: WorkbookRecord) {
    this.id = id;
    this.#locale = localeNamed(locale);
    this.sheets = sheets.map((sheet) => new SheetModel(sheet, this.#locale));
    const front = this.sheets.find((sheet) => sheet.id === active) ?? this.sheets[0];
    if (!front) throw new Error('A spreadsheet without sheets');
    this.#active = front;
  }

  get active(): SheetModel {
    return this.#active;
  }

  activate(sheet: SheetModel): void {
    this.#active = sheet;
  }

  find(name: string): SheetModel | null {
    return this.sheets.find((sheet) => sheet.name === name) ?? null;
  }

  /** Inserts a sheet at a tab index counted from 0 and brings it to the front. */
  insert(name: string | null, index: number): SheetModel {
    const sheet = new SheetModel(emptySheet(this.#freeId(), ''), this.#locale);
    this.rename(sheet, name ?? this.#freeName());
    this.sheets.splice(index, 0, sheet);
    this.#active = sheet;
    return sheet;
  }

  rename(sheet: SheetModel, name: string): void {
    if (name === '') throw new GoogleError('The sheet name cannot be empty.');
    const taken = this.sheets.some(
      (other) => other !== sheet && other.name.toLowerCase() === name.toLowerCase(),
    );
    if (taken) {
      throw new GoogleError(`A sheet with the name "${name}" already exists. Please enter another name.`);
    }
    sheet.layout.name = name;
  }

  remove(sheet: SheetModel): void {
    if (this.sheets.length === 1) throw new GoogleError("You can't remove all the sheets in a document.");
    const index = this.sheets.indexOf(sheet);
    this.sheets.splice(index, 1);
    if (this.#active === sheet) this.#active = this.#visibleNear(index);
  }

  /** Every sheet, with the cells that changed since it was opened or this was called last. */
  changes(): WorkbookRecord {
    return this.#recordOf(this.id, (sheet) => sheet.changes());
  }

  /** Every sheet with all of its cells: what a copy of the file is made of. */
  record(id: string): WorkbookRecord {
    return this.#recordOf(id, (sheet) => sheet.record(sheet.id));
  }

  /** Copies a sheet as the tab's menu does: the copy has a name and an id of its own, and comes to the front. */
  duplicate(sheet: SheetModel): SheetModel {
    const copy = new SheetModel({ ...sheet.record(this.#freeId()), name: '' }, this.#locale);
    let name = `Copy of ${sheet.name}`;
    for (let n = 2; this.find(name); n++) name = `Copy of ${sheet.name} ${n}`;
    this.rename(copy, name);
    this.sheets.splice(this.sheets.indexOf(sheet) + 1, 0, copy);
    this.#active = copy;
    return copy;
  }

  #recordOf(id: string, read: (sheet: SheetModel) => SheetRecord): WorkbookRecord {
    return { id, locale: this.#locale.name, sheets: this.sheets.map(read), active: this.#active.id };
  }

  #visibleNear(index: number): SheetModel {
    const visible = this.sheets.filter((sheet) => !sheet.layout.hidden);
    return visible[Math.min(index, visible.length - 1)] ?? this.#active;
  }

  /** Any number, as Google's are: no id comes back after its sheet was deleted. */
  #freeId(): number {
    const id = Math.floor(Math.random() * 2 ** 31);
    return this.sheets.some((sheet) => sheet.id === id) ? this.#freeId() : id;
  }

  #freeName(): string {
    let number = this.sheets.length + 1;
    while (this.find(`Sheet${number}`)) number++;
    return `Sheet${number}`;
  }
}
