import type { Spreadsheet } from '../google-types.ts';
import { buildTab, madePurposes } from '../made-tabs/build.ts';
import { explain } from '../problems-in-words.ts';
import { fetchResults, roundIdIn } from '../results/fetch.ts';
import { planResults, type ResultTab } from '../results/plan.ts';
import { othersIn } from './sharing.ts';

const purposeOf = (roundId: string, tab: string) => `results:${roundId}:${tab}`;

/** The tabs from last to first, so that the summary is in front in the end. */
const tabs: readonly ResultTab[] = ['Agreement', 'Comments', 'Criteria', 'Summary'];

/** Asks for a round and puts its results into tabs of this spreadsheet. */
export function importResults(): void {
  const ui = SpreadsheetApp.getUi();
  const answer = ui.prompt(
    'Import results',
    'Paste the address of the round’s result page, or the id of the round.',
    ui.ButtonSet.OK_CANCEL,
  );
  if (answer.getSelectedButton() !== ui.Button.OK) return;
  const roundId = roundIdIn(answer.getResponseText());
  if (roundId === null) {
    tell(
      'This names no round',
      'Copy the address of the round’s result page from the browser, and paste it.',
    );
    return;
  }
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const others = othersIn(spreadsheet) ?? 0;
  if (others > 0) {
    const sure = ui.alert(
      'Others can read this spreadsheet',
      `It is shared with ${others === 1 ? 'one other person' : `${others} other people`}, who would see the results. Import them here?`,
      ui.ButtonSet.YES_NO,
    );
    if (sure !== ui.Button.YES) return;
  }
  importRound(spreadsheet, roundId);
}

/** Brings the results in this spreadsheet up to date, in place. */
export function refreshResults(): void {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const rounds = madePurposes(spreadsheet).flatMap((purpose) => {
    const [, roundId] = /^results:([^:]+):/.exec(purpose) ?? [];
    return roundId ?? [];
  });
  if (rounds.length === 0) tell('There are no results here', 'Choose “Import the results of a round” first.');
  for (const roundId of new Set(rounds)) importRound(spreadsheet, roundId);
}

function importRound(spreadsheet: Spreadsheet, roundId: string): void {
  const results = fetchResults(roundId);
  if (!results.ok) {
    const { title, what, next } = explain(results.error, 'importing');
    tell(title, `${what} ${next}`);
    return;
  }
  const plans = planResults(results.value, new Date());
  for (const tab of tabs) buildTab(spreadsheet, purposeOf(roundId, tab), plans[tab]);
}

function tell(title: string, text: string): void {
  const ui = SpreadsheetApp.getUi();
  ui.alert(title, text, ui.ButtonSet.OK);
}
