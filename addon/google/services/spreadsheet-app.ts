import { GoogleError } from '../errors.ts';
import { Enumeration, expose } from '../surface.ts';
import { ConditionalFormatRuleBuilderService } from './conditional-format.ts';
import { ProtectionType } from './protection.ts';
import { RichTextValueBuilderService } from './rich-text.ts';
import { Service } from './service.ts';
import { SpreadsheetService } from './spreadsheet.ts';
import { UiService } from './ui.ts';
import { DataValidationBuilderService } from './validation.ts';

const WrapStrategy = new Enumeration('SpreadsheetApp.WrapStrategy', ['WRAP', 'OVERFLOW', 'CLIP']);
const BorderStyle = new Enumeration('SpreadsheetApp.BorderStyle', [
  'DOTTED',
  'DASHED',
  'SOLID',
  'SOLID_MEDIUM',
  'SOLID_THICK',
  'DOUBLE',
]);

/** `SpreadsheetApp`. */
export class SpreadsheetAppService extends Service {
  getActiveSpreadsheet(): SpreadsheetService {
    return new SpreadsheetService(this.host);
  }

  getUi(): UiService {
    if (!this.host.hasUi) throw new GoogleError('Cannot call SpreadsheetApp.getUi() from this context.');
    return new UiService(this.host);
  }

  newDataValidation(): DataValidationBuilderService {
    return new DataValidationBuilderService();
  }

  newConditionalFormatRule(): ConditionalFormatRuleBuilderService {
    return new ConditionalFormatRuleBuilderService(this.host);
  }

  newRichTextValue(): RichTextValueBuilderService {
    return new RichTextValueBuilderService();
  }

  flush(): void {
    this.host.flush();
  }
}

expose(
  SpreadsheetAppService,
  'SpreadsheetApp',
  {
    getActiveSpreadsheet: [''],
    getUi: [''],
    newDataValidation: [''],
    newConditionalFormatRule: [''],
    newRichTextValue: [''],
    flush: [''],
  },
  { ProtectionType, WrapStrategy, BorderStyle },
);
