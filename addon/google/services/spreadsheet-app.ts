import { GoogleError } from '../errors.ts';
import { expose } from '../surface.ts';
import { ConditionalFormatRuleBuilderService } from './conditional-format.ts';
import { ProtectionType } from './protection.ts';
import { BorderStyle, WrapStrategy } from './range.ts';
import { RichTextValueBuilderService } from './rich-text.ts';
import { Service } from './service.ts';
import { SpreadsheetService } from './spreadsheet.ts';
import { UiService } from './ui.ts';
import { DataValidationBuilderService, DataValidationCriteria } from './validation.ts';

/** `SpreadsheetApp`. */
export class SpreadsheetAppService extends Service {
  getActive(): SpreadsheetService {
    return new SpreadsheetService(this.host);
  }

  getActiveSpreadsheet(): SpreadsheetService {
    return this.getActive();
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
    getActive: [''],
    getActiveSpreadsheet: [''],
    getUi: [''],
    newDataValidation: [''],
    newConditionalFormatRule: [''],
    newRichTextValue: [''],
    flush: [''],
  },
  { ProtectionType, WrapStrategy, BorderStyle, DataValidationCriteria },
);
