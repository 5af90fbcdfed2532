import {
  columns,
  headerRows,
  headingRow,
  notRated,
  ratingChoices,
  tabName,
} from '../../../shared/domain/scoring-sheets/layout.ts';
import { headerColumn, type PlannedRow } from '../../../shared/domain/scoring-sheets/plan.ts';
import type { Rule, Sheet, Spreadsheet } from '../google-types.ts';
import type { Form } from './form.ts';
import { freeName, markAs } from './tabs.ts';

/** Fill of a row, and of the cells in it that carry no mark. */
export const fills: Readonly<Record<PlannedRow['kind'], string>> = {
  title: '#ffffff',
  header: '#ffffff',
  headings: '#005eb8',
  section: '#d8e4f0',
  criterion: '#ffffff',
  overall: '#f0f4f5',
};

const widths: Readonly<Record<(typeof columns)[number], number>> = {
  // At 1366 × 768 with the sidebar open there are 1,020 pixels: up to the rating all stays in sight (574), and beside
  // it a whole column to write in.
  number: 96,
  id: 96,
  criterion: 250,
  mandatory: 92,
  rating: 136,
  evidence: 280,
  comment: 280,
  note: 280,
  reason: 280,
};

const missingFill = '#fff2a8';

/** Adds the tab of a round, with the scores filled in, and brings it to the front. */
export function buildScoringSheet(
  spreadsheet: Spreadsheet,
  form: Form,
  owner: string,
  rows: readonly PlannedRow[],
): { readonly sheet: Sheet; readonly name: string } {
  const name = freeName(spreadsheet, tabName(form.specification.title, form.assignment.specificationVersion));
  const sheet = spreadsheet.insertSheet(name);
  markAs(sheet, owner);
  const missing = rows.length - sheet.getMaxRows();
  if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing);
  write(sheet, rows);
  linkDocument(sheet, form);
  offerRatings(sheet, form, rows);
  protectCriteria(sheet, rows);
  return { sheet, name };
}

function write(sheet: Sheet, rows: readonly PlannedRow[]): void {
  const perCell = <T>(value: (row: PlannedRow) => T) => rows.map((row) => columns.map(() => value(row)));
  // Plain text before the values: whatever starts with "=" or looks like a date stays what it is.
  sheet
    .getRange(1, 1, rows.length, columns.length)
    .setNumberFormat('@')
    .setValues(rows.map((row) => [...row.cells]))
    .setNotes(rows.map((row) => columns.map((column) => (column === notedColumn(row) ? row.note : ''))))
    .setBackgrounds(perCell((row) => fills[row.kind]))
    .setFontColors(perCell((row) => (row.kind === 'headings' ? '#ffffff' : '#212b32')))
    .setFontWeights(rows.map((row) => columns.map((_, index) => (isBold(row, index) ? 'bold' : 'normal'))))
    .setVerticalAlignment('top');
  sheet.getRange(1, 1).setFontSize(16);
  // The lines above the headings run over the columns to their right instead of being wrapped into column A.
  sheet
    .getRange(headingRow, 1, rows.length - headingRow + 1, columns.length)
    .setWrapStrategy(SpreadsheetApp.WrapStrategy.WRAP);
  setWidths(sheet);
  sheet.hideColumns(columns.indexOf('id') + 1);
  sheet.setFrozenRows(headingRow);
  sheet.setFrozenColumns(columns.indexOf('rating') + 1);
  const table = rows.length - headingRow;
  sheet
    .getRange(headingRow, 1, table + 1, columns.length)
    .setBorder(true, true, true, true, true, true, '#aeb7bd', SpreadsheetApp.BorderStyle.SOLID);
  // A comment of 4,000 characters would make a row of 2,000 pixels: it shows whole where it is being written.
  sheet.setRowHeightsForced(headingRow + 1, table, heightFor(rows));
}

/** Pixels for the longest criterion, of three to eight lines. */
function heightFor(rows: readonly PlannedRow[]): number {
  const at = columns.indexOf('criterion');
  const lines = rows
    .slice(headingRow)
    .map(({ cells }) =>
      (cells[at] ?? '').split('\n').reduce((sum, line) => sum + Math.max(Math.ceil(line.length / 36), 1), 0),
    );
  return Math.min(Math.max(...lines, 3), 8) * 19 + 6;
}

const isBold = ({ kind }: PlannedRow, column: number) =>
  kind === 'header' ? column === 0 : kind !== 'criterion';

/** One call for each run of columns of the same width. */
function setWidths(sheet: Sheet): void {
  columns.forEach((column, index) => {
    const width = widths[column];
    if (index > 0 && widths[columns[index - 1] ?? column] === width) return;
    const rest = columns.slice(index);
    const end = rest.findIndex((each) => widths[each] !== width);
    sheet.setColumnWidths(index + 1, end < 0 ? rest.length : end, width);
  });
}

const notedColumn = (row: PlannedRow) => (row.kind === 'criterion' ? 'criterion' : 'number');

function linkDocument(sheet: Sheet, form: Form): void {
  const { documentUrl } = form.specification;
  if (documentUrl === null) return;
  const link = SpreadsheetApp.newRichTextValue().setText(documentUrl).setLinkUrl(documentUrl).build();
  sheet
    .getRange(headerRows.indexOf('document') + 1, columns.indexOf(headerColumn) + 1)
    .setRichTextValue(link);
}

function offerRatings(sheet: Sheet, form: Form, rows: readonly PlannedRow[]): void {
  const below = rows.slice(headingRow);
  const first = headingRow + 1;
  const rating = columns.indexOf('rating') + 1;
  const cells = sheet.getRange(first, rating, below.length, 1);
  const rule = ratingRule(form);
  cells.setDataValidations(below.map((row) => [row.kind === 'criterion' ? rule : null]));
  sheet.setConditionalFormatRules(missingRules(sheet, rows));
}

/** What a rating's cell offers. */
export const ratingRule = ({ criteriaSet }: Form): Rule =>
  SpreadsheetApp.newDataValidation()
    .requireValueInList(
      ratingChoices(criteriaSet).map((choice) => choice.label),
      true,
    )
    // “4”, “met” and “3 - Met” may be typed: they are read, and written back as the list has them.
    .setAllowInvalid(true)
    .setHelpText('Choose one of the ratings in the list, or type its number or its words.')
    .build();

/** Colours for ratings that are missing. No formula: a spreadsheet's locale may want other separators in it. */
function missingRules(sheet: Sheet, rows: readonly PlannedRow[]) {
  const rating = columns.indexOf('rating') + 1;
  const ranges = runsOf(rows, 'criterion').map(({ from, count }) => sheet.getRange(from, rating, count, 1));
  const rule = () => SpreadsheetApp.newConditionalFormatRule().setRanges(ranges).setBackground(missingFill);
  return [rule().whenTextEqualTo(notRated).build(), rule().whenCellEmpty().build()];
}

/** Runs of rows of a kind, from 1. */
function runsOf(rows: readonly PlannedRow[], kind: PlannedRow['kind']): { from: number; count: number }[] {
  const runs: { from: number; count: number }[] = [];
  for (const [index, row] of rows.entries()) {
    const last = runs[runs.length - 1];
    if (row.kind !== kind) continue;
    if (last !== undefined && last.from + last.count === index + 1) last.count += 1;
    else runs.push({ from: index + 1, count: 1 });
  }
  return runs;
}

function protectCriteria(sheet: Sheet, rows: readonly PlannedRow[]): void {
  // A warning and not a lock: the file is the reviewer's own, and the service checks whatever arrives.
  sheet
    .getRange(1, 1, rows.length, columns.indexOf('rating'))
    .protect()
    .setDescription('The criteria. Write in the columns from “Rating” on.')
    .setWarningOnly(true);
}
