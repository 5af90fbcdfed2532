// The facade's methods stand in its packages' own declarations; the presets bring the code.
import '@univerjs/sheets/facade';
import '@univerjs/sheets-ui/facade';
import '@univerjs/ui/facade';
import '@univerjs/sheets-data-validation/facade';
import '@univerjs/sheets-conditional-formatting/facade';
import '@univerjs/sheets-note/facade';
import type { FUniver } from '@univerjs/core/facade';
import type { FWorkbook, FWorksheet } from '@univerjs/sheets/facade';

export type { FWorkbook, FWorksheet } from '@univerjs/sheets/facade';

/** The spreadsheet in the page. */
export interface Grid {
  readonly api: FUniver;
  readonly workbook: FWorkbook;
}

/** Google numbers sheets; the grid names those that a person adds with random letters. */
export function numberOf(sheet: FWorksheet): number {
  const id = sheet.getSheetId();
  if (/^\d+$/.test(id)) return Number(id);
  return [...id].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 2_000_000_011, 7);
}

/** The grid's sheet with Google's number. */
export const sheetNumbered = ({ workbook }: Grid, id: number): FWorksheet | undefined =>
  workbook.getSheets().find((sheet) => numberOf(sheet) === id);
