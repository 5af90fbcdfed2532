/** A piece of Apps Script's behaviour that the add-on relies on. */
export interface Check {
  readonly name: string;
  /** Each step is a run of its own, so that what one writes and another reads has been in the grid between. */
  readonly steps: readonly (() => unknown)[];
  /** What Google gives for each step, as plain data. */
  readonly gives: readonly unknown[];
}

/** A sheet of a check's own, empty at first. */
export function sheetFor(name: string): GoogleAppsScript.Spreadsheet.Sheet {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  return spreadsheet.getSheetByName(name) ?? spreadsheet.insertSheet(name);
}

/** The message with which something is refused; `accepted` where it is not. */
export function refusal(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
