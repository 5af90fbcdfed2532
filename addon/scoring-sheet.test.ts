import { describe, expect, it } from 'vitest';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { roundId } from './testing/review-service.ts';
import { first, score, setUp, started, tab, view, withAddon } from './testing/reviewer.ts';
import { sample, small } from './testing/sets.ts';

withAddon();

describe('the scoring sheet', () => {
  it('has its title in A1, one frozen heading row, a hidden id column, and says that criteria are a sample', async () => {
    const { sheets } = await started(sample);
    const rows = await sheets.spreadsheet.shown(tab);
    expect(rows[0]?.[0]).toBe('Review: Enhanced stroke care');
    expect(rows.slice(1, 7).map((row) => [row[0], row[2]])).toEqual([
      ['Specification', 'Version 2, Stroke'],
      ['Criteria', 'Sample endorsement criteria, version 1. Sample criteria: not the Centre’s own'],
      ['Document', 'https://developer.example.org/stroke-v2.pdf'],
      ['Due', '6 August 2026 at 5:30pm UK time'],
      ['Status', 'Not submitted yet. How far you are stands in the sidebar.'],
      ['Instructions', expect.stringMatching(/^Choose a rating in every row/)],
    ]);
    expect(rows[7]).toEqual([
      'Number',
      'Criterion id (do not change)',
      'Criterion',
      'Mandatory',
      'Rating',
      'Evidence or page reference',
      'Comment to the developer',
      'Confidential note to the Centre',
      'Reason if unable to judge',
    ]);
    const one = criteriaOf(sample)[0];
    expect(rows[first - 1]).toEqual([
      one?.number,
      one?.id,
      one?.text,
      one?.mandatory ? 'Mandatory' : '',
      'Not yet rated',
      '',
      '',
      '',
      '',
    ]);
    expect(await sheets.spreadsheet.layout(tab)).toMatchObject({ frozenRows: 8, frozenColumns: 5 });
    expect(await sheets.spreadsheet.hiddenColumns(tab)).toEqual(['B']);
    expect(await sheets.spreadsheet.link(tab, 'C4')).toBe('https://developer.example.org/stroke-v2.pdf');
    expect(await sheets.spreadsheet.note(tab, `C${first}`)).toBe(one?.guidance);
    expect(await sheets.spreadsheet.validation(tab, `E${first}`)).toEqual([
      'Not yet rated',
      '1 – Not met',
      '2 – Partly met',
      '3 – Met',
      '4 – Exceeded',
      'Unable to judge',
    ]);
    expect(await sheets.spreadsheet.protections(tab)).toMatchObject([
      { a1: `A1:D${rows.length}`, warningOnly: true },
    ]);
    expect(await sheets.spreadsheet.conditionalFormatRules(tab)).toHaveLength(2);
  });

  it('keeps the lines of a list inside a criterion, and can be read again', async () => {
    const text = 'The specification names:\n- who may enter\n- how they progress';
    const [section, ...others] = small.sections;
    const [criterion, ...rest] = section?.criteria ?? [];
    if (section === undefined || criterion === undefined) throw new Error('The set has a criterion');
    const listed = { ...section, criteria: [{ ...criterion, text }, ...rest] };
    const { sheets, service } = await started({ ...small, sections: [listed, ...others] });
    expect((await sheets.spreadsheet.shown(tab))[first - 1]?.[2]).toBe(text);
    await score(sheets, small);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
    expect(service.submissions).toHaveLength(1);
  });

  it('keeps what is typed as it was typed', async () => {
    const { sheets, service } = await started();
    for (const [a1, text] of Object.entries({ F10: '=1+1', G10: '+44 20 7946 0000', H10: '3/4' }))
      await sheets.spreadsheet.type(tab, a1, text);
    await view(sheets, 'saveDraft', roundId);
    expect(service.draft.content.ratings.need).toMatchObject({
      evidence: '=1+1',
      comment: '+44 20 7946 0000',
      note: '3/4',
    });
  });

  it('gets a tab name that Google accepts and that is not taken', async () => {
    const { sheets, service } = await setUp(small, 'accepted');
    service.form.specification.title = `Care: [acute/chronic]? ${'long '.repeat(30)}`;
    await view(sheets, 'startReview', roundId);
    const [, name = ''] = await sheets.spreadsheet.sheetNames();
    expect(name).toMatch(/^Care acute chronic long .*… v2$/);
    await sheets.setProperty('user', `review:headless-spreadsheet:${roundId}`, null);
    await view(sheets, 'rebuildSheet', roundId);
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', `${name} – set aside`, name]);
  });
});
