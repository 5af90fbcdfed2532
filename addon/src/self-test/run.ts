import type { Spreadsheet } from '../google-types.ts';
import { freeName } from '../scoring-sheet/tabs.ts';
import { cellChecks } from './cells.ts';
import type { Check, Outcome } from './check.ts';
import { serviceChecks } from './services.ts';
import { tabChecks } from './tabs.ts';

/** Everything that the add-on relies on of Google. */
export const checks: readonly Check[] = [...cellChecks, ...tabChecks, ...serviceChecks];

/** Tries every check, each on an empty tab of its own; one that fails keeps none of the others from running. */
export function runChecks(spreadsheet: Spreadsheet): readonly Outcome[] {
  const front = spreadsheet.getActiveSheet();
  const outcomes = checks.map((check) => outcomeOf(spreadsheet, check));
  front.activate();
  return outcomes;
}

function outcomeOf(spreadsheet: Spreadsheet, { name, run }: Check): Outcome {
  const sheet = spreadsheet.insertSheet(freeName(spreadsheet, 'Self-test scratch'));
  try {
    run(sheet);
    return { name, failure: null };
  } catch (error) {
    return { name, failure: error instanceof Error ? error.message : String(error) };
  } finally {
    spreadsheet.deleteSheet(sheet);
  }
}
