import type { Metadata } from '../model/records.ts';
import type { SheetModel } from '../model/sheet.ts';
import { expose } from '../surface.ts';

/** A key and value that the add-on keeps on a sheet. */
export class DeveloperMetadataService {
  readonly #sheet: SheetModel;
  readonly #record: Metadata;

  constructor(sheet: SheetModel, record: Metadata) {
    this.#sheet = sheet;
    this.#record = record;
  }

  getId(): number {
    return this.#record.id;
  }

  getKey(): string {
    return this.#record.key;
  }

  getValue(): string | null {
    return this.#record.value;
  }

  setValue(value: string): this {
    this.#record.value = value;
    return this;
  }

  remove(): void {
    this.#sheet.layout.metadata = this.#sheet.layout.metadata.filter((each) => each !== this.#record);
  }
}

expose(DeveloperMetadataService, 'SpreadsheetApp.DeveloperMetadata', {
  getId: [''],
  getKey: [''],
  getValue: [''],
  setValue: ['string'],
  remove: [''],
});
