import ExcelJS, { type DataValidation, type Worksheet } from 'exceljs';
import type { Column } from '../../shared/domain/criteria-set-columns.ts';
import type { Rows } from '../../shared/domain/criteria-set-rows.ts';
import { columnLetters } from '../../shared/domain/row-defect.ts';
import { maxRows } from './table-file.ts';
import { escapedForXlsx } from './xlsx-text.ts';

/** The name of the one sheet. */
export const sheetName = 'Criteria set';

/** In characters. Columns that are not here are as wide as a number needs. */
const widths: Partial<Record<string, number>> = {
  Row: 10,
  Id: 24,
  Title: 32,
  Text: 60,
  Guidance: 60,
  Label: 16,
  Meaning: 48,
  Kind: 14,
  Instructions: 60,
} satisfies Partial<Record<Column, number>>;

const usualWidth = 12;

/** What can be chosen in a column. */
const choices: Partial<Record<string, readonly string[]>> = {
  Mandatory: ['yes', 'no'],
  Sample: ['yes', 'no'],
  Kind: ['endorsement', 'gateway'],
} satisfies Partial<Record<Column, readonly string[]>>;

/** Rows, the header first, as a workbook to edit in a spreadsheet: every cell is text, nothing is a formula. */
export async function xlsxOfRows(rows: Rows): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', xSplit: 0, ySplit: 1 }] });
  const [headings = []] = rows;
  // Cells that are still empty are text too: a spreadsheet would make 4.1 of the number 4.10.
  sheet.columns = headings.map((heading) => ({
    width: widths[heading] ?? usualWidth,
    style: { numFmt: '@', alignment: { vertical: 'top', wrapText: true } },
  }));
  for (const row of rows) sheet.addRow(row.map((cell) => (cell === '' ? null : escapedForXlsx(cell))));
  sheet.getRow(1).font = { bold: true };
  headings.forEach((heading, index) => {
    const words = choices[heading];
    const letter = columnLetters(index);
    if (words !== undefined) offer(sheet, `${letter}2:${letter}${maxRows}`, words);
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Offers a choice in every cell of a range. exceljs can do that, but its types only know single cells. */
function offer(sheet: Worksheet, range: string, words: readonly string[]): void {
  const { dataValidations } = sheet as unknown as {
    readonly dataValidations: { add(range: string, validation: DataValidation): void };
  };
  dataValidations.add(range, { type: 'list', allowBlank: true, formulae: [`"${words.join(',')}"`] });
}
