import { describe, expect, it } from 'vitest';
import type { HeadlessSheets } from './headless/index.ts';
import { roundId } from './testing/review-service.ts';
import { cell, copied, score, started, swapSeenCells, tab, view, withAddon } from './testing/reviewer.ts';
import { given, small } from './testing/sets.ts';

withAddon();

describe('checking', () => {
  it('shows every defect at its cell, and takes the marks away when they are mended', async () => {
    const { sheets } = await started();
    await sheets.spreadsheet.type(tab, 'E10', 'Unable to judge');
    await sheets.spreadsheet.paste(tab, 'E11', [['good']]);
    await sheets.spreadsheet.type(tab, 'G11', 'x'.repeat(4_001));
    const result = await view(sheets, 'submitReview', roundId);
    expect(result).toEqual({
      view: 'defects',
      structure: false,
      saved: false,
      stray: false,
      changes: [],
      heading: { roundId, title: 'Enhanced stroke care', version: 2, sample: false, tab },
      defects: [
        {
          cell: 'E11',
          where: 'Criterion 4.2, rating',
          detail: '“good” is not a rating. Choose one from the list in the cell.',
        },
        {
          cell: 'G11',
          where: 'Criterion 4.2, comment to the developer',
          detail: 'This text has 4,001 characters, and at most 4,000 can be sent. Shorten it by 1.',
        },
        {
          cell: 'I10',
          where: 'Criterion 4.1, reason if unable to judge',
          detail: 'Say why you are unable to judge criterion 4.1.',
        },
        {
          cell: 'E13',
          where: 'Criterion 5.1, rating',
          detail: 'Rate criterion 5.1, or choose “Unable to judge” and say why.',
        },
      ],
    });
    expect(await sheets.spreadsheet.note(tab, 'I10')).toBe(
      'To mend: Say why you are unable to judge criterion 4.1.',
    );
    // A missing rating has its colour by a rule, so that it goes with the rating.
    expect(await sheets.spreadsheet.background(tab, 'E13')).toBe('#ffffff');
    expect(await sheets.spreadsheet.note(tab, 'E13')).toBe('');
    expect(await view(sheets, 'selectCell', roundId, 'E13')).toBeNull();
    expect(await sheets.spreadsheet.selected()).toEqual({ sheet: tab, a1: 'E13' });

    await sheets.spreadsheet.type(tab, 'I10', 'Not my field');
    for (const row of [11, 13]) await sheets.spreadsheet.type(tab, `E${row}`, '2 – Met');
    await sheets.spreadsheet.clear(tab, 'G11');
    // Without evidence: that is said, and refuses nothing.
    expect(await view(sheets, 'checkScores', roundId)).toMatchObject({
      view: 'confirmation',
      withoutEvidence: 3,
    });
    expect(await sheets.spreadsheet.note(tab, 'I10')).toBe('');
    expect(await sheets.spreadsheet.note(tab, 'C10')).toBe('Guidance for 4.1.');
    expect(await sheets.spreadsheet.background(tab, 'E13')).toBe('#ffffff');
  });

  it('reads ratings as people type and paste them, and writes them back as the list has them', async () => {
    const { sheets, service } = await started();
    await sheets.spreadsheet.type(tab, 'E10', 'MET ');
    await sheets.spreadsheet.paste(tab, 'E11', [[1]]);
    await sheets.spreadsheet.type(tab, 'E13', '0 - not met');
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'scoring',
      progress: { rated: 3 },
    });
    const { need, scale, level } = service.draft.content.ratings;
    expect([need?.rating, scale?.rating, level?.rating]).toEqual([2, 1, 0]);
    const rows = await sheets.spreadsheet.shown(tab);
    expect([10, 11, 13].map((row) => rows[row - 1]?.[4])).toEqual([
      '2 – Met',
      '1 – Partly met',
      '0 – Not met',
    ]);
    await sheets.spreadsheet.type(tab, 'E10', '1 – Met');
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'defects',
      defects: [{ cell: 'E10', detail: expect.stringContaining('could be “1 – Partly met” or “2 – Met”') }],
    });
  });

  it('reads, writes back and puts back where a paste brought a format and a rule of its own', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await sheets.spreadsheet.type(tab, 'G10', '3/4 of it');
    await view(sheets, 'saveDraft', roundId);
    const strict = (value: string) => [{ value, background: '#ffff00', allowed: [value] }];
    await sheets.spreadsheet.pasteCells(tab, 'E10', [strict('met')]);
    await sheets.spreadsheet.pasteCells(tab, 'G10', [strict('Of another sheet altogether')]);
    const shown = await view(sheets, 'saveDraft', roundId);
    expect([await cell(sheets, 'E10'), await sheets.spreadsheet.validation(tab, 'E10')]).toEqual([
      '2 – Met',
      await sheets.spreadsheet.validation(tab, 'E11'),
    ]);
    const changes = shown.view === 'unconfirmed' ? (shown.comparison?.changes ?? []) : [];
    expect(changes.map(({ where }) => where)).toEqual(['4.1, comment to the developer']);
    const answers = changes.map(({ pointer, shown: now }) => [pointer, now]);
    expect(await view(sheets, 'putBack', roundId, 'save', answers)).toMatchObject({ view: 'scoring' });
    expect(await cell(sheets, 'G10')).toBe('3/4 of it');
    expect(await sheets.spreadsheet.validation(tab, 'G10')).toBeNull();
    expect(service.draft.content.ratings.need).toMatchObject({ rating: 2, comment: '3/4 of it' });
  });

  it('shows what the service refuses at the same cells', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    service.faults.push({
      on: 'submitReview',
      problem: 'invalid-body',
      errors: [{ pointer: '/ratings/scale/evidence', code: 'not-allowed', detail: 'Name the page.' }],
    });
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      view: 'defects',
      defects: [
        { cell: 'F11', where: 'Criterion 4.2, evidence or page reference', detail: 'Name the page.' },
      ],
    });
  });

  it.each<[string, (sheets: HeadlessSheets) => Promise<void>, string | null]>([
    ['was renumbered', (s) => s.spreadsheet.paste(tab, 'A10', [['4.9']]), 'A10'],
    ['was deleted', (s) => s.spreadsheet.deleteRows(tab, 11, 1), null],
    ['slid with its text', (s) => s.spreadsheet.sortRange(tab, 'C10:I11', 'C', false), 'C10'],
    ['was sorted without its hidden id', (s) => swapSeenCells(s), 'A10'],
    ['was copied below', async (s) => s.spreadsheet.paste(tab, 'A15', await copied(s, 10)), 'A15'],
    ['lost its hidden id', (s) => s.spreadsheet.clear(tab, 'B10'), 'E10'],
    ['is of no criterion', (s) => s.spreadsheet.paste(tab, 'B10', [['other']]), 'A10'],
    ['lost the heading over it', (s) => s.spreadsheet.clear(tab, 'E8'), 'A8'],
  ])('refuses to read any score when a row %s', async (_, change, at) => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await change(sheets);
    const result = await view(sheets, 'submitReview', roundId);
    expect(result).toMatchObject({ view: 'defects', structure: true });
    expect(result.view === 'defects' && result.defects.map((defect) => defect.cell)).toContain(at);
    expect(service.submissions).toEqual([]);
  });

  it('reads rows that were moved or sorted as a whole', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await sheets.spreadsheet.moveRows(tab, 13, 1, 10);
    await sheets.spreadsheet.sortRange(tab, 'A9:I14', 'F', false);
    await sheets.spreadsheet.insertColumns(tab, 4, 1);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
    expect(service.submissions[0]?.content.ratings).toEqual({
      need: given(2, 'page 1'),
      scale: given(2, 'page 2'),
      level: given(2, 'page 3'),
    });
  });

  it('sets a broken sheet aside, keeping it, and goes on from the saved draft', async () => {
    const { sheets } = await started();
    await score(sheets, small);
    await view(sheets, 'saveDraft', roundId);
    await sheets.spreadsheet.deleteRows(tab, 11, 1);
    expect(await view(sheets, 'rebuildSheet', roundId)).toMatchObject({ view: 'scoring' });
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', `${tab} – set aside`, tab]);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
  });
});
