import { GoogleError } from '../errors.ts';
import { SheetModel } from './sheet.ts';

/** The open spreadsheet: its sheets in tab order and which is in front. */
export class Workbook {
  readonly id = 'headless-spreadsheet';
  readonly name = 'Untitled spreadsheet';
  readonly locale = 'en_GB';
  readonly timeZone = 'Europe/London';
  readonly sheets: SheetModel[] = [new SheetModel(0, 'Sheet1')];
  #active: SheetModel = this.sheets[0] ?? new SheetModel(0, 'Sheet1');
  #made = 0;

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
    this.#made++;
    const sheet = new SheetModel(this.#made * 1_000 + 1, '');
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
    sheet.name = name;
  }

  remove(sheet: SheetModel): void {
    if (this.sheets.length === 1) throw new GoogleError("You can't remove all the sheets in a document.");
    const index = this.sheets.indexOf(sheet);
    this.sheets.splice(index, 1);
    if (this.#active === sheet) this.#active = this.#visibleNear(index);
  }

  hide(sheet: SheetModel): void {
    if (this.sheets.every((each) => each === sheet || each.hidden)) {
      throw new GoogleError("You can't hide all the sheets in a document.");
    }
    sheet.hidden = true;
    if (this.#active === sheet) this.#active = this.#visibleNear(this.sheets.indexOf(sheet));
  }

  /** Moves a sheet to a tab index counted from 0. */
  move(sheet: SheetModel, index: number): void {
    this.sheets.splice(this.sheets.indexOf(sheet), 1);
    this.sheets.splice(index, 0, sheet);
  }

  #visibleNear(index: number): SheetModel {
    const visible = this.sheets.filter((sheet) => !sheet.hidden);
    return visible[Math.min(index, visible.length - 1)] ?? this.#active;
  }

  #freeName(): string {
    let number = this.sheets.length + 1;
    while (this.find(`Sheet${number}`)) number++;
    return `Sheet${number}`;
  }
}
