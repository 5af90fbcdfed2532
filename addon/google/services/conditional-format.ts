import { GoogleError } from '../errors.ts';
import type { Host } from '../host.ts';
import type { ConditionalRule } from '../model/records.ts';
import type { SheetModel } from '../model/sheet.ts';
import { expose } from '../surface.ts';
import { RangeService } from './range.ts';
import { Service } from './service.ts';

/** A conditional-format rule. */
export class ConditionalFormatRuleService extends Service {
  readonly rule: ConditionalRule;
  readonly #sheet: SheetModel;

  constructor(host: Host, sheet: SheetModel, rule: ConditionalRule) {
    super(host);
    this.#sheet = sheet;
    this.rule = rule;
  }

  getRanges(): RangeService[] {
    return this.rule.ranges.map((area) => new RangeService(this.host, this.#sheet, area));
  }
}

/** What `SpreadsheetApp.newConditionalFormatRule()` returns. */
export class ConditionalFormatRuleBuilderService extends Service {
  #sheet: SheetModel | null = null;
  #rule: ConditionalRule = { ranges: [], condition: '', argument: null, background: null };

  constructor(host: Host) {
    super(host);
  }

  setRanges(ranges: RangeService[]): this {
    const sheets = new Set(ranges.map((range) => range.sheet));
    const [sheet, ...others] = sheets;
    if (!sheet || others.length > 0) {
      throw new GoogleError('Conditional format rule cannot have ranges that are on different sheets.');
    }
    this.#sheet = sheet;
    return this.#with({ ranges: ranges.map((range) => range.area) });
  }

  whenTextEqualTo(text: string): this {
    return this.#with({ condition: 'TEXT_EQUAL_TO', argument: text });
  }

  whenCellEmpty(): this {
    return this.#with({ condition: 'CELL_EMPTY', argument: null });
  }

  setBackground(color: string | null): this {
    return this.#with({ background: color });
  }

  build(): ConditionalFormatRuleService {
    if (!this.#sheet) throw new GoogleError('Conditional format rule must have at least one range.');
    if (!this.#rule.condition) throw new GoogleError('Conditional format rule must have a condition.');
    return new ConditionalFormatRuleService(this.host, this.#sheet, this.#rule);
  }

  #with(change: Partial<ConditionalRule>): this {
    this.#rule = { ...this.#rule, ...change };
    return this;
  }
}

expose(ConditionalFormatRuleService, 'SpreadsheetApp.ConditionalFormatRule', { getRanges: [''] });
expose(ConditionalFormatRuleBuilderService, 'SpreadsheetApp.ConditionalFormatRuleBuilder', {
  setRanges: ['Range[]'],
  whenTextEqualTo: ['string'],
  whenCellEmpty: [''],
  setBackground: ['string?'],
  build: [''],
});
