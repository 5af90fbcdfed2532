import { describe, expect, it } from 'vitest';
import type { CriteriaSet } from '../shared/domain/criteria-sets/criteria-set.ts';
import type { HeadlessSheets } from './headless/index.ts';
import { roundId } from './testing/review-service.ts';
import { score, setUp, view, withAddon } from './testing/reviewer.ts';
import { generated } from './testing/sets.ts';

withAddon();

describe('service calls', () => {
  it('do not grow with the number of criteria', async () => {
    const counted = [];
    for (const criteria of [25, 250]) counted.push(await countCalls(generated(criteria)));
    const [few, many] = counted;
    console.table({ '25 criteria': few, '250 criteria': many });
    expect(many).toEqual(few);
    expect(few?.['start: to Google']).toBeLessThanOrEqual(40);
    expect(few?.['save: to Google']).toBeLessThanOrEqual(8);
    expect(few?.['submit: to Google']).toBeLessThanOrEqual(12);
  });
});

/**
 * Calls that only hand out an object, build a rule, look into an answer that is here already, or compute.
 * All others make the add-on wait for Google's servers or ours.
 */
const local =
  /^(?:SpreadsheetApp|DataValidationBuilder|ConditionalFormatRuleBuilder|RichTextValueBuilder|HTTPResponse|Utilities)\.|^(?:Spreadsheet|Sheet)\.get(?:Id|SheetId|Range|DataRange|MaxRows)$|^PropertiesService\.|^LockService\./;

const lastTab = async (sheets: HeadlessSheets) => (await sheets.spreadsheet.sheetNames()).at(-1) ?? '';

async function countCalls(set: CriteriaSet): Promise<Record<string, number>> {
  const { sheets } = await setUp(set, 'accepted');
  const counts: Record<string, number> = {};
  for (const [name, call] of [
    ['start', 'startReview'],
    ['save', 'saveDraft'],
    ['submit', 'submitReview'],
  ] as const) {
    // The dearest submission: something was typed since the last save, and is saved on the way.
    if (name === 'submit') await sheets.spreadsheet.type(await lastTab(sheets), 'G10', 'One more thing');
    await sheets.resetCalls();
    const result = await view(sheets, call, roundId);
    expect(result.view).toBe(name === 'submit' ? 'receipt' : 'scoring');
    const calls = Object.entries(await sheets.calls());
    const sum = (entries: typeof calls) => entries.reduce((total, [, count]) => total + count, 0);
    counts[`${name}: to Google`] = sum(calls.filter(([method]) => !local.test(method)));
    counts[`${name}: all`] = sum(calls);
    if (name === 'start') await score(sheets, set);
  }
  return counts;
}
