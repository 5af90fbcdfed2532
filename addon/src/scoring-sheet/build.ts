import type { Sheet, Spreadsheet } from '../google-types.ts';
import type { Form } from './form.ts';
import { columns, headerRows, headingRow, notRated, ratingChoices, tabName } from './layout.ts';
import { headerColumn, type PlannedRow } from './plan.ts';
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
  number: 110,
  id: 110,
  criterion: 360,
  mandatory: 90,
  rating: 170,
  reason: 240,
  evidence: 240,
  comment: 240,
  note: 240,
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
  const link = SpreadsheetApp.newRichTextValue()
    .setText(form.specification.documentUrl)
    .setLinkUrl(form.specification.documentUrl)
    .build();
  sheet
    .getRange(headerRows.indexOf('document') + 1, columns.indexOf(headerColumn) + 1)
    .setRichTextValue(link);
}

function offerRatings(sheet: Sheet, form: Form, rows: readonly PlannedRow[]): void {
  const below = rows.slice(headingRow);
  const first = headingRow + 1;
  const rating = columns.indexOf('rating') + 1;
  const cells = sheet.getRange(first, rating, below.length, 1);
  const rule = SpreadsheetApp.newDataValidation()
    .requireValueInList(
      ratingChoices(form.criteriaSet).map((choice) => choice.label),
      true,
    )
    .setAllowInvalid(false)
    .setHelpText('Choose one of the ratings in the list.')
    .build();
  cells.setDataValidations(below.map((row) => [row.kind === 'criterion' ? rule : null]));
  const missing = SpreadsheetApp.newConditionalFormatRule()
    .setRanges([cells])
    .whenFormulaSatisfied(
      `=AND($B${first}<>"",ISERROR(FIND(":",$B${first})),OR($E${first}="",$E${first}="${notRated}"))`,
    )
    .setBackground(missingFill)
    .build();
  sheet.setConditionalFormatRules([missing]);
}

function protectCriteria(sheet: Sheet, rows: readonly PlannedRow[]): void {
  // A warning and not a lock: the file is the reviewer's own, and the service checks whatever arrives.
  sheet
    .getRange(1, 1, rows.length, columns.indexOf('rating'))
    .protect()
    .setDescription('The criteria. Write in the columns from “Rating” on.')
    .setWarningOnly(true);
}
