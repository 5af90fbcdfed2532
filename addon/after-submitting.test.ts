import { describe, expect, it } from 'vitest';
import { roundId } from './testing/review-service.ts';
import { cell, score, started, tab, view, withAddon } from './testing/reviewer.ts';
import { small } from './testing/sets.ts';

withAddon();

async function submitted() {
  const made = await started();
  await score(made.sheets, small);
  expect(await view(made.sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt', changes: [] });
  return made;
}

describe('after submitting', () => {
  it('points out what was changed in the sheet, and that it changes nothing', async () => {
    const { sheets, service } = await submitted();
    await sheets.spreadsheet.type(tab, 'E10', '0 – Not met');
    expect(await sheets.call('saveQuietly')).toEqual([
      expect.stringContaining('was changed after you submitted it. That changes nothing'),
    ]);
    expect(await view(sheets, 'showReceipt', roundId)).toMatchObject({
      view: 'receipt',
      changes: [{ where: '4.1, rating', cell: 'E10', before: '2 – Met', after: '0 – Not met' }],
    });
    expect(service.submissions).toHaveLength(1);
  });

  it('saves on submitting what was not saved before', async () => {
    const { service } = await submitted();
    expect(service.draft.version).toBe(1);
    expect(service.draft.content).toEqual(service.submissions[0]?.content);
  });

  it('writes the receipt back where its line was deleted', async () => {
    const { sheets } = await submitted();
    await sheets.spreadsheet.clear(tab, 'A6:D6');
    await view(sheets, 'showReceipt', roundId);
    expect(await cell(sheets, 'C6')).toMatch(/^Submitted: number 1 on/);
  });

  it('shows of a reopened review why, and before resubmitting what changed since the submission', async () => {
    const { sheets, service } = await submitted();
    service.reopen('Page 9 was replaced.');
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({
      view: 'scoring',
      reopenedBecause: 'Page 9 was replaced.',
    });
    expect(await cell(sheets, 'C6')).toMatch(/^Reopened: “Page 9 was replaced\.”/);
    await sheets.spreadsheet.type(tab, 'G11', 'Better now');
    await view(sheets, 'saveDraft', roundId);
    expect(await view(sheets, 'checkScores', roundId)).toMatchObject({
      comparison: {
        since: 'your submission number 1 of 1 August 2026 at midday',
        changes: [{ where: '4.2, comment to the developer', before: '', after: 'Better now', doubt: null }],
      },
    });
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt', number: 2 });
  });
});
