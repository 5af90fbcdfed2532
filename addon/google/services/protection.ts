import type { Host } from '../host.ts';
import type { Area } from '../model/area.ts';
import type { ProtectedArea } from '../model/records.ts';
import type { SheetModel } from '../model/sheet.ts';
import { Enumeration, expose } from '../surface.ts';
import { RangeService } from './range.ts';
import { Service } from './service.ts';

/** `SpreadsheetApp.ProtectionType`. */
export const ProtectionType = new Enumeration('SpreadsheetApp.ProtectionType', ['RANGE', 'SHEET']);

/** A protection; it is recorded and binds nobody, as with the file's owner in Google Sheets. */
export class ProtectionService extends Service {
  readonly #sheet: SheetModel;
  readonly #record: ProtectedArea;

  constructor(host: Host, sheet: SheetModel, record: ProtectedArea) {
    super(host);
    this.#sheet = sheet;
    this.#record = record;
  }

  /** Protects an area. A sheet has one protection of its own: protecting it again returns that one. */
  static add(host: Host, sheet: SheetModel, kind: ProtectedArea['kind'], area: Area): ProtectionService {
    const existing = sheet.layout.protections.find((each) => kind === 'SHEET' && each.kind === 'SHEET');
    const record = existing ?? { kind, area, description: '', warningOnly: false };
    if (!existing) sheet.layout.protections.push(record);
    return new ProtectionService(host, sheet, record);
  }

  getDescription(): string {
    return this.#record.description;
  }

  setDescription(description: string): this {
    this.#record.description = description;
    return this;
  }

  isWarningOnly(): boolean {
    return this.#record.warningOnly;
  }

  setWarningOnly(warningOnly: boolean): this {
    this.#record.warningOnly = warningOnly;
    return this;
  }

  getRange(): RangeService {
    return new RangeService(this.host, this.#sheet, this.#record.area);
  }

  remove(): void {
    this.#sheet.layout.protections = this.#sheet.layout.protections.filter((each) => each !== this.#record);
  }
}

expose(ProtectionService, 'SpreadsheetApp.Protection', {
  getDescription: [''],
  setDescription: ['string'],
  isWarningOnly: [''],
  setWarningOnly: ['boolean'],
  getRange: [''],
  remove: [''],
});
