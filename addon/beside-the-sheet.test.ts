import { describe, expect, it } from 'vitest';
import type { Pillar } from '../shared/domain/specifications/framework.ts';
import { framework2017 } from '../shared/domain/specifications/framework-2017.ts';
import type { Selection } from './src/view.ts';
import { roundId } from './testing/review-service.ts';
import { score, setUp, started, tab, view, withAddon } from './testing/reviewer.ts';
import { small } from './testing/sets.ts';

withAddon();

describe('declining and recusing', () => {
  it('declines a review that was not accepted, with a reason', async () => {
    const { sheets } = await setUp(small);
    expect(await view(sheets, 'listMyReviews')).toMatchObject({ assignments: [{ leaving: 'decline' }] });
    expect(await view(sheets, 'showLeaving', roundId)).toMatchObject({ view: 'leaving', leaving: 'decline' });
    expect(await view(sheets, 'leaveReview', roundId, { reason: ' ' })).toMatchObject({
      error: 'Give a reason; a few words are enough.',
    });
    expect(await view(sheets, 'leaveReview', roundId, { reason: 'No time.' })).toMatchObject({
      view: 'my-reviews',
      message: 'You have declined this review. Thank you for telling the Centre.',
      assignments: [{ status: 'Declined', action: null, leaving: null }],
    });
  });

  it('recuses from a submitted one, and says that the submission will not count', async () => {
    const { sheets } = await started();
    await score(sheets, small);
    await view(sheets, 'submitReview', roundId);
    expect(await view(sheets, 'showLeaving', roundId)).toMatchObject({ leaving: 'recuse', submitted: true });
    expect(await view(sheets, 'leaveReview', roundId, { reason: 'I know the author.' })).toMatchObject({
      assignments: [{ status: 'Recused' }],
    });
  });
});

describe('the selected row', () => {
  it('shows its criterion with the guidance and how far the reviewer has come, asking only the spreadsheet', async () => {
    const { sheets, service } = await started();
    await sheets.spreadsheet.type(tab, 'E10', '2 – Met');
    await sheets.spreadsheet.select(tab, 'F11');
    service.requests.length = 0;
    await sheets.resetCalls();
    const first = (await sheets.call('lookAtSelection', roundId, null)) as Selection;
    expect(first?.row).toEqual({
      progress: { rated: 1, total: 3 },
      counter: { length: 0, limit: 2_000 },
      criterion: {
        number: '4.2',
        text: 'The specification shows scale.',
        mandatory: false,
        guidance: 'Guidance for 4.2.',
      },
    });
    expect(service.requests).toEqual([]);
    expect(Object.values(await sheets.calls()).reduce((a, b) => a + b)).toBeLessThanOrEqual(17);
    const look = async () =>
      ((await sheets.call('lookAtSelection', roundId, first.sheetId)) as Selection).row;
    await sheets.spreadsheet.select(tab, 'A9');
    expect(await look()).toMatchObject({ criterion: null });
    await sheets.spreadsheet.select('Sheet1', 'A1');
    expect(await look()).toBeNull();
    await sheets.spreadsheet.select(tab, 'F11');
    expect(await look()).toEqual(first.row);
  });

  it('is looked at again and again with nothing that Google counts by the day', async () => {
    const { sheets } = await started();
    const { sheetId } = (await sheets.call('lookAtSelection', roundId, null)) as Selection;
    await sheets.resetCalls();
    await sheets.call('lookAtSelection', roundId, sheetId);
    const services = Object.keys(await sheets.calls()).map((call) => call.replace(/\..*/, ''));
    expect([...new Set(services)].sort()).toEqual(['Range', 'Sheet', 'Spreadsheet', 'SpreadsheetApp']);
  });
});

const notNamed = ({ capabilities }: Pillar) =>
  capabilities
    .filter(({ number }) => number !== '1.4' && number !== '3.2')
    .map(({ number, title }) => `${number} ${title}`)
    .join('\n');

describe('the alignment tab', () => {
  it('sets the capabilities against the framework, in words, and is made anew in its place', async () => {
    const { sheets, service } = await started();
    const capability = { id: 'assess', text: 'Assesses people after a stroke.', alignsTo: ['1.4', '3.2'] };
    service.form.specification = {
      ...service.form.specification,
      capabilities: [capability, { id: 'odd', text: '=1+1', alignsTo: [] }],
    };
    expect(await view(sheets, 'showAlignment', roundId)).toBeNull();
    const shown = await sheets.spreadsheet.shown('Alignment v2');
    expect(shown.slice(3)).toEqual([
      [
        'Area-specific capability',
        '1. Clinical practice',
        '2. Leadership and management',
        '3. Education',
        '4. Research',
        'Names in all',
      ],
      [
        'Assesses people after a stroke.',
        '1.4 Assessment in partnership',
        '–',
        '3.2 Self-directed, reflective learning',
        '–',
        '2',
      ],
      ['=1+1', '–', '–', '–', '–', '0'],
      [
        'The framework as a whole',
        '1. Clinical practice',
        '2. Leadership and management',
        '3. Education',
        '4. Research',
        '',
      ],
      ['Covered', '1 of 11', '0 of 11', '1 of 8', '0 of 8', ''],
      [
        'Covered capabilities',
        '1.4 Assessment in partnership',
        '–',
        '3.2 Self-directed, reflective learning',
        '–',
        '',
      ],
      ['Not covered', ...framework2017.pillars.map(notNamed), ''],
      ['1 of the area-specific capabilities names nothing of the framework', '', '', '', '', ''],
    ]);
    await view(sheets, 'showAlignment', roundId);
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', tab, 'Alignment v2']);
  });

  it('says that a medical specification is measured against nothing, and lists its capabilities', async () => {
    const { sheets, service } = await started();
    service.form.framework = null;
    service.form.specification = {
      ...service.form.specification,
      credentialType: 'medical',
      capabilities: [{ id: 'assess', text: 'Assesses people after a stroke.', alignsTo: ['1.4'] }],
    };
    expect(await view(sheets, 'showAlignment', roundId)).toBeNull();
    expect((await sheets.spreadsheet.shown('Alignment v2')).slice(1)).toEqual([
      ['Version 2'],
      ['A medical or dental specification is not measured against the Multi-professional framework.'],
      ['Area-specific capability'],
      ['Assesses people after a stroke.'],
    ]);
  });
});

describe('a service that was deployed after the add-on', () => {
  it('may say more than this add-on knows', async () => {
    const { sheets, service } = await started();
    service.additions = { news: { of: ['a', 'later', 'version'] } };
    await score(sheets, small);
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
  });
});
