import { describe, expect, it } from 'vitest';
import { emptyReview } from '../shared/domain/reviews/review.ts';
import { roundId } from './testing/review-service.ts';
import { cell, keepSheet, score, sitDown, started, tab, view, withAddon } from './testing/reviewer.ts';
import { given, small } from './testing/sets.ts';

withAddon();

describe('a draft from another device', () => {
  it('is shown side by side and never overwritten by itself', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    const elsewhere = {
      ...emptyReview(service.form.criteriaSetHash),
      ratings: { need: given(2, 'page 1'), scale: given(0, 'page 2') },
      overallComment: 'From my laptop',
    };
    service.draft = { version: 5, savedAt: '2026-08-01T08:00:00Z', content: elsewhere };
    for (const call of ['saveDraft', 'submitReview', 'startReview'])
      expect(await view(sheets, call, roundId)).toMatchObject({
        view: 'newer-draft',
        savedAt: '1 August 2026 at 9am',
        etag: '"5"',
        differences: [
          { where: '4.2, rating', cell: 'E11', before: '0 – Not met', after: '2 – Met' },
          { where: '5.1, rating', cell: 'E13', before: 'Not yet rated', after: '2 – Met' },
          { where: '5.1, evidence or page reference', cell: 'F13', before: '', after: 'page 3' },
          { where: 'Overall comment', cell: 'G14', before: 'From my laptop', after: '' },
        ],
      });
    expect(service.draft.content).toEqual(elsewhere);
    expect(service.submissions).toEqual([]);
  });

  it('is replaced by this sheet where the reviewer says so: the draft that was shown, by what was shown of the sheet', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    const content = { ...emptyReview(service.form.criteriaSetHash), overallComment: 'From my laptop' };
    service.draft = { version: 5, savedAt: '2026-08-01T08:00:00Z', content };
    let shown = await view(sheets, 'saveDraft', roundId);
    service.draft = { ...service.draft, version: 6 };
    shown = await keepSheet(sheets, shown);
    expect(shown).toMatchObject({ view: 'newer-draft', etag: '"6"' });
    await sheets.spreadsheet.moveCell(tab, 'F10', 'F11');
    shown = await keepSheet(sheets, shown);
    expect(shown).toMatchObject({
      view: 'newer-draft',
      differences: expect.arrayContaining([expect.objectContaining({ cell: 'F11', after: 'page 1' })]),
    });
    expect(service.draft).toMatchObject({ version: 6, content });
    expect(await keepSheet(sheets, shown)).toMatchObject({ view: 'scoring' });
    expect(service.draft).toMatchObject({ version: 7, content: { overallComment: '' } });
  });

  it('is taken over place by place, as it was shown, and the rest of this sheet is kept', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    const elsewhere = {
      ...emptyReview(service.form.criteriaSetHash),
      ratings: { need: given(2, 'page 1'), scale: given(0, 'page 2'), level: given(1, 'page 3') },
      overallComment: 'From my laptop',
    };
    service.draft = { version: 5, savedAt: '2026-08-01T08:00:00Z', content: elsewhere };
    const shown = await view(sheets, 'saveDraft', roundId);
    const differences = shown.view === 'newer-draft' ? shown.differences : [];
    const answer = (at: string) =>
      differences.filter(({ where }) => where === at).map(({ pointer, shown: value }) => [pointer, value]);
    const rest = [{ where: '4.2, rating' }, { where: '5.1, rating' }];
    expect(await view(sheets, 'takeSaved', roundId, '"5"', answer('Overall comment'))).toMatchObject({
      view: 'newer-draft',
      differences: rest,
    });
    // What was typed over since it was shown, and a draft that was saved since, are not taken.
    await sheets.spreadsheet.type(tab, 'E13', '0 – Not met');
    await view(sheets, 'takeSaved', roundId, '"5"', answer('5.1, rating'));
    await view(sheets, 'takeSaved', roundId, '"4"', answer('4.2, rating'));
    expect([await cell(sheets, 'E11'), await cell(sheets, 'E13')]).toEqual(['2 – Met', '0 – Not met']);
    await view(sheets, 'takeSaved', roundId, '"5"', answer('4.2, rating'));
    const last = await view(sheets, 'startReview', roundId);
    expect(await keepSheet(sheets, last)).toMatchObject({ view: 'scoring' });
    expect(service.draft.content).toEqual({
      ...elsewhere,
      ratings: { ...elsewhere.ratings, level: given(0, 'page 3') },
    });
  });

  it('is taken, with this sheet kept beside it', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    const content = { ...emptyReview(service.form.criteriaSetHash), overallComment: 'From my laptop' };
    service.draft = { version: 6, savedAt: '2026-08-01T08:00:00Z', content };
    expect(await view(sheets, 'rebuildSheet', roundId)).toMatchObject({ view: 'scoring' });
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', `${tab} – set aside`, tab]);
    expect(await cell(sheets, 'G14')).toBe('From my laptop');
  });

  it('is found by two spreadsheets of one reviewer that save in turns', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await view(sheets, 'saveDraft', roundId);
    const other = await sitDown(service);
    expect(await view(other, 'startReview', roundId)).toMatchObject({
      view: 'scoring',
      progress: { rated: 3, total: 3 },
    });
    await other.spreadsheet.type(tab, 'G10', 'From the other one');
    expect(await view(other, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({
      view: 'newer-draft',
      differences: [{ where: '4.1, comment to the developer', before: 'From the other one', after: '' }],
    });
  });
});

describe('saving in the background', () => {
  it('asks the service for nothing where nothing was typed since the last save', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await view(sheets, 'saveDraft', roundId);
    service.requests.length = 0;
    expect(await sheets.call('saveQuietly')).toEqual([]);
    expect(service.requests).toEqual([]);
  });

  it('saves what was typed, marks nothing and says nothing', async () => {
    const { sheets, service } = await started();
    await sheets.spreadsheet.type(tab, 'F10', 'page 4');
    expect(await sheets.call('saveQuietly')).toEqual([]);
    expect(service.draft).toMatchObject({
      version: 1,
      content: { ratings: { need: { evidence: 'page 4' } } },
    });
    await sheets.spreadsheet.type(tab, 'G11', 'x'.repeat(4_001));
    expect(await sheets.call('saveQuietly')).toEqual([
      `One place in “${tab}” could not be saved as it is. Continue the review to see why.`,
    ]);
    expect(await sheets.spreadsheet.note(tab, 'G11')).toBe('');
  });

  it('leaves a draft from elsewhere alone, and says that there is one', async () => {
    const { sheets, service } = await started();
    await sheets.spreadsheet.type(tab, 'F10', 'page 4');
    const content = { ...emptyReview(service.form.criteriaSetHash), overallComment: 'From my laptop' };
    service.draft = { version: 1, savedAt: '2026-08-01T08:00:00Z', content };
    expect(await sheets.call('saveQuietly')).toEqual([
      `There is another draft of “${tab}”, saved from elsewhere. Continue the review to compare the two.`,
    ]);
    expect(service.draft.content).toEqual(content);
  });

  it('is silent when the service cannot be reached', async () => {
    const { sheets, service } = await started();
    await sheets.spreadsheet.type(tab, 'F10', 'page 4');
    for (let n = 0; n < 4; n++) service.faults.push({ on: 'getForm', cut: 'before' });
    expect(await sheets.call('saveQuietly')).toEqual([]);
  });
});
