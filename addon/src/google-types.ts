/** A tab. */
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The open file. */
export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** What a cell takes. */
export type Rule = GoogleAppsScript.Spreadsheet.DataValidation;
