import type { Sheet, Spreadsheet } from '../google-types.ts';
import { freeName } from '../scoring-sheet/tabs.ts';
import type { TabPlan, TabRow } from './plan.ts';

/** Developer metadata that says what a tab of ours shows, so that it is found again whatever its name. */
const purposeMark = 'credential-review-tab';

const fills: Readonly<Record<TabRow['kind'], string>> = {
  title: '#ffffff',
  text: '#ffffff',
  headings: '#005eb8',
  row: '#ffffff',
};

/** Writes a tab over the one that was made for the same purpose, or a new one, and brings it to the front. */
export function buildTab(spreadsheet: Spreadsheet, purpose: string, { name, widths, rows }: TabPlan): void {
  const sheet = emptySheet(spreadsheet, purpose, name, rows.length);
  const width = widths.length;
  const perCell = <T>(value: (row: TabRow) => T) => rows.map((row) => widths.map(() => value(row)));
  // Plain text before the values: what reviewers wrote stays text, whatever it starts with.
  sheet
    .getRange(1, 1, rows.length, width)
    .setNumberFormat('@')
    .setValues(rows.map(({ cells }) => widths.map((_, index) => cells[index] ?? '')))
    .setBackgrounds(perCell(({ kind }) => fills[kind]))
    .setFontColors(perCell(({ kind }) => (kind === 'headings' ? '#ffffff' : '#212b32')))
    .setFontWeights(perCell(({ kind }) => (kind === 'title' || kind === 'headings' ? 'bold' : 'normal')))
    .setVerticalAlignment('top');
  sheet.getRange(1, 1).setFontSize(16);
  const table = rows.findIndex(({ kind }) => kind === 'headings');
  if (table >= 0)
    sheet
      .getRange(table + 1, 1, rows.length - table, width)
      .setWrapStrategy(SpreadsheetApp.WrapStrategy.WRAP);
  widths.forEach((pixels, index) => {
    sheet.setColumnWidth(index + 1, pixels);
  });
}

/** Every purpose for which there is a tab. */
export const madePurposes = (spreadsheet: Spreadsheet): readonly string[] =>
  spreadsheet.getSheets().flatMap(purposesOf);

function emptySheet(spreadsheet: Spreadsheet, purpose: string, name: string, rows: number): Sheet {
  const made = spreadsheet.getSheets().find((sheet) => purposesOf(sheet).includes(purpose));
  const sheet = made ?? spreadsheet.insertSheet(freeName(spreadsheet, name));
  if (made === undefined) sheet.addDeveloperMetadata(purposeMark, purpose);
  sheet.clear();
  const missing = rows - sheet.getMaxRows();
  if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing);
  sheet.activate();
  return sheet;
}

const purposesOf = (sheet: Sheet) =>
  sheet
    .getDeveloperMetadata()
    .filter((metadata) => metadata.getKey() === purposeMark)
    .map((metadata) => metadata.getValue() ?? '');
