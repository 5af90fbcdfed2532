import { dateAndTime } from '../dates.ts';
import { buildTab } from '../made-tabs/build.ts';
import { headings, line, row, title } from '../made-tabs/plan.ts';
import { runChecks } from '../self-test/run.ts';

/** Tries what the add-on relies on of Google, here and now, and writes a report into a tab. */
export function runSelfTest(): void {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const outcomes = runChecks(spreadsheet);
  const failed = outcomes.filter(({ failure }) => failure !== null).length;
  buildTab(spreadsheet, 'self-test', {
    name: 'Self-test',
    widths: [560, 90, 560],
    rows: [
      title('Self-test of the add-on'),
      line(
        `${outcomes.length - failed} of ${outcomes.length} checks passed on ${dateAndTime(new Date())}. Send this tab to whoever looks after the add-on.`,
      ),
      headings('Check', 'Result', 'What was seen'),
      ...outcomes.map(({ name, failure }) =>
        row(name, failure === null ? 'Passed' : 'FAILED', failure ?? ''),
      ),
    ],
  });
}
