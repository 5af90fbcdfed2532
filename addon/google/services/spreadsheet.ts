import { expose } from '../surface.ts';
import { RangeService } from './range.ts';
import { UserService } from './script.ts';
import { Service } from './service.ts';
import { SheetService } from './sheet.ts';

/** The open spreadsheet. */
export class SpreadsheetService extends Service {
  getSheets(): SheetService[] {
    return this.host.workbook.sheets.map((sheet) => new SheetService(this.host, sheet));
  }

  getSheetByName(name: string): SheetService | null {
    const found = this.host.workbook.find(name);
    return found && new SheetService(this.host, found);
  }

  insertSheet(...args: [] | [string] | [string, number]): SheetService {
    const { workbook } = this.host;
    const [name = null, index = workbook.sheets.indexOf(workbook.active) + 1] = args;
    return new SheetService(this.host, workbook.insert(name, index));
  }

  deleteSheet(sheet: SheetService): void {
    this.host.workbook.remove(sheet.model);
  }

  getActiveSheet(): SheetService {
    return new SheetService(this.host, this.host.workbook.active);
  }

  getActiveRange(): RangeService {
    const { active } = this.host.workbook;
    return new RangeService(this.host, active, active.layout.selection);
  }

  /** Everybody who can edit and was given the file by name, the owner included; whoever has only a link is not in it. */
  getEditors(): UserService[] {
    return this.host.members.editors.map((email) => new UserService(email));
  }

  getViewers(): UserService[] {
    return this.host.members.viewers.map((email) => new UserService(email));
  }

  getId(): string {
    return this.host.workbook.id;
  }

  getName(): string {
    return this.host.workbook.name;
  }

  toast(message: string, title: string | null = ''): void {
    this.host.showToast({ message, title: title ?? '' });
  }
}

expose(SpreadsheetService, 'SpreadsheetApp.Spreadsheet', {
  getSheets: [''],
  getSheetByName: ['string'],
  insertSheet: ['', 'string', 'string whole'],
  deleteSheet: ['Sheet'],
  getActiveSheet: [''],
  getActiveRange: [''],
  getEditors: [''],
  getViewers: [''],
  getId: [''],
  getName: [''],
  toast: ['string', 'string string', 'string string? number?'],
});
