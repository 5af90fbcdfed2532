import { GoogleError } from '../errors.ts';
import type { Validation } from '../model/cell.ts';
import { expose } from '../surface.ts';

/** Google's limit of values in a list rule. */
const LIST_LIMIT = 500;

/** A rule that a cell carries. */
export class DataValidationService {
  readonly rule: Validation;

  constructor(rule: Validation) {
    this.rule = rule;
  }

  getCriteriaValues(): [string[], boolean] {
    return [[...this.rule.allowed], this.rule.showDropdown];
  }
}

/** What `SpreadsheetApp.newDataValidation()` returns. Rules allow invalid values until told otherwise, as Google's. */
export class DataValidationBuilderService {
  #rule: Validation = { allowed: [], showDropdown: true, allowInvalid: true, helpText: null };
  #chosen = false;

  requireValueInList(values: unknown[], showDropdown = true): this {
    if (values.length > LIST_LIMIT) {
      throw new GoogleError(
        `The data validation rule has more items than the limit of ${LIST_LIMIT}. Use the “List from a range” criteria instead.`,
      );
    }
    this.#rule = { ...this.#rule, allowed: values.map(String), showDropdown };
    this.#chosen = true;
    return this;
  }

  setAllowInvalid(allowInvalid: boolean): this {
    this.#rule = { ...this.#rule, allowInvalid };
    return this;
  }

  setHelpText(helpText: string): this {
    this.#rule = { ...this.#rule, helpText };
    return this;
  }

  build(): DataValidationService {
    if (!this.#chosen) throw new GoogleError('Data validation rule must have criteria.');
    return new DataValidationService(this.#rule);
  }
}

expose(DataValidationService, 'SpreadsheetApp.DataValidation', {
  getCriteriaValues: [''],
});
expose(DataValidationBuilderService, 'SpreadsheetApp.DataValidationBuilder', {
  requireValueInList: ['list', 'list boolean'],
  setAllowInvalid: ['boolean'],
  setHelpText: ['string'],
  build: [''],
});
