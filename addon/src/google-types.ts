/** A tab. */
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The open file. */
export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
