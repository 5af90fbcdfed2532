/// <reference types="google-apps-script" />
import { sheetFor } from './check.ts';
import { rules } from './rules.ts';
import { sheets } from './sheets.ts';
import { surroundings } from './surroundings.ts';
import { values } from './values.ts';

const checks = [...values, ...rules, ...sheets, ...surroundings];

/** Every check, with what Google gives for each of its steps. */
export function listChecks(): { name: string; gives: readonly unknown[] }[] {
  return checks.map(({ name, gives }) => ({ name, gives }));
}

/** Runs a step of a check; `null` where it returns nothing. */
export function runStep(name: string, step: number): unknown {
  return checks.find((check) => check.name === name)?.steps[step]?.() ?? null;
}

/** Writes values into the first row of a sheet of their own. */
export function writeRow(sheet: string, values: readonly unknown[]): void {
  sheetFor(sheet)
    .getRange(1, 1, 1, values.length)
    .setValues([[...values]]);
}

/** What the used cells of a sheet hold. */
export function readSheet(sheet: string): unknown[][] {
  return sheetFor(sheet).getDataRange().getValues();
}

/** The menu comes before any permission. */
export function onOpen(): void {
  SpreadsheetApp.getUi().createAddonMenu().addItem('List the checks', 'listChecks').addToUi();
}

/** Asks for something that no stand-in has: the run must fail, whatever is caught. */
export function useWhatIsMissing(): void {
  try {
    SpreadsheetApp.getActiveSpreadsheet().addDeveloperMetadata('key');
  } catch {
    // A host that let this pass would hide a gap.
  }
}

/** A date cannot cross to the sidebar. */
export function returnDate(): Date {
  return new Date(0);
}

/** Says something in a corner, shows what has been written so far, asks, and writes down the answers. */
export function askPerson(): void {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const ui = SpreadsheetApp.getUi();
  const sheet = spreadsheet.insertSheet('Asked');
  sheet.getRange('A1').setValue('written before the question');
  spreadsheet.toast('One moment', 'Asking');
  const sure = ui.alert('Sure?', 'Say whether you are sure.', ui.ButtonSet.YES_NO);
  const name = ui.prompt('Your name', 'What is your name?', ui.ButtonSet.OK_CANCEL);
  const closed = ui.alert('Close this box.');
  sheet
    .getRange('A2:D2')
    .setValues([[String(sure), String(name.getSelectedButton()), name.getResponseText(), String(closed)]]);
}
