import { type Column, columns } from '../../shared/domain/tables/criteria-set-columns.ts';
import type { Rows } from '../../shared/domain/tables/criteria-set-rows.ts';
import { maxRows } from './table-file.ts';
import type { EditableSheet } from './xlsx.ts';

/** The name of the one sheet. */
export const sheetName = 'Criteria set';

/** In characters. Columns that are not here are as wide as a number needs. */
const widths: Partial<Record<Column, number>> = {
  Row: 10,
  Id: 24,
  Title: 32,
  Text: 60,
  Guidance: 60,
  Label: 16,
  Meaning: 48,
  Kind: 14,
  Instructions: 60,
};

const usualWidth = 12;

/** What can be chosen in a column. */
const choices: Partial<Record<Column, readonly string[]>> = {
  Mandatory: ['yes', 'no'],
  'Dissent refers': ['yes', 'no'],
  Sample: ['yes', 'no'],
  Kind: ['endorsement', 'gateway'],
};

/** A criteria set's rows as a sheet to edit, with what can be chosen where there is a choice. */
export const sheetOfRows = (rows: Rows): EditableSheet => ({
  name: sheetName,
  rows,
  widths: columns.map((column) => widths[column] ?? usualWidth),
  choices: Object.fromEntries(
    columns.flatMap((column, i) => (choices[column] === undefined ? [] : [[i, choices[column]]])),
  ),
  lastRow: maxRows,
});
