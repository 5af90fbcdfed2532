import { checkReading } from '../../../shared/contract/reviews/check-reading.ts';
import { inWords } from '../../../shared/domain/scoring-sheets/changes.ts';
import { readScores } from '../../../shared/domain/scoring-sheets/read.ts';
import type { Change } from '../../../shared/domain/scoring-sheets/shown.ts';
import { changesBetween } from '../../../shared/domain/typed-reviews/changes.ts';
import type { Call } from '../api-client.ts';
import { findKeys } from '../review-keys.ts';
import type { Form } from '../scoring-sheet/form.ts';
import { gridOf } from '../scoring-sheet/grid.ts';
import { readStatusLine, writeStatusLine } from '../scoring-sheet/status-line.ts';
import { sheetById } from '../scoring-sheet/tabs.ts';
import type { View } from '../view.ts';
import { failed, notPossible, receiptView } from './answers.ts';
import { findAssignment } from './list-reviews.ts';
import { getForm, latestSubmission, type Submission } from './service.ts';
import { submittedStatus } from './status-words.ts';

/**
 * The receipt of the latest submission, which is written on the sheet as well. What the sheet says
 * otherwise than the submission is pointed out: it changes nothing.
 */
export function showReceipt(roundId: string): View {
  const found = findAssignment(roundId);
  if (!found.ok) return found.error;
  const { api, assignment } = found.value;
  const latest = latestSubmission(api, roundId);
  if (!latest.ok) return failed(latest.error, 'looking', roundId);
  if (latest.value === null)
    return notPossible(
      'There is no receipt yet',
      'You have not submitted this review.',
      'Open My reviews and go on with it.',
    );
  return receiptView(assignment, latest.value.receipt, changesOnSheet(api, assignment, latest.value));
}

/** Null where there is no sheet here, or none that can be read. */
function changesOnSheet(
  api: Call,
  { roundId, status }: Form['assignment'],
  { receipt, content: submitted }: Submission,
): readonly Change[] | null {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const keys = findKeys(spreadsheet.getId(), roundId);
  const sheet = keys === null ? null : sheetById(spreadsheet, keys.sheetId);
  const form = sheet === null ? null : getForm(api, roundId);
  if (sheet === null || !form?.ok) return null;
  const grid = gridOf(sheet);
  const line = readStatusLine(grid);
  const words = submittedStatus(receipt);
  if (status === 'submitted' && line !== null && line !== words) writeStatusLine(sheet, grid, words);
  const set = form.value.criteriaSet;
  const reading = readScores(grid, set);
  if (!reading.ok) return null;
  const { content } = checkReading(form.value, reading.value, 'draft');
  const changes = changesBetween(set, submitted, content).map((change) => ({ ...change, doubt: null }));
  return inWords(set, changes, reading.value);
}
