import { describe, expect, it } from 'vitest';
import type { Change } from '../shared/domain/scoring-sheets/shown.ts';
import type { HeadlessSheets } from './headless/index.ts';
import type { View } from './src/view.ts';
import { roundId } from './testing/review-service.ts';
import { cell, score, sitDown, started, tab, view, withAddon } from './testing/reviewer.ts';
import { generated, small } from './testing/sets.ts';

withAddon();

/** The changes that a view names. */
function changesIn(shown: View): readonly Change[] {
  if (shown.view === 'defects') return shown.changes;
  return shown.view === 'unconfirmed' || shown.view === 'confirmation'
    ? (shown.comparison?.changes ?? [])
    : [];
}

/** What a view asks about, as the answers that its buttons give. */
const asked = (shown: View): [string, string][] =>
  changesIn(shown)
    .filter(({ doubt }) => doubt !== null)
    .map(({ pointer, shown: at }) => [pointer, at]);

/** Three criteria rated 0, 1 and 2, commented and saved: rows 10, 11 and 13. */
async function saved() {
  const made = await started();
  for (const [row, rating] of [
    [10, '0 – Not met'],
    [11, '1 – Partly met'],
    [13, '2 – Met'],
  ] as const) {
    await made.sheets.spreadsheet.type(tab, `E${row}`, rating);
    await made.sheets.spreadsheet.type(tab, `G${row}`, `What I think of row ${row}.`);
  }
  expect(await view(made.sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
  return { ...made, before: made.service.draft.content };
}

const change = (where: string, before: string, after: string): Partial<Change> => ({
  where,
  before,
  after,
  doubt: expect.any(String),
});

const mishaps: readonly [string, (sheets: HeadlessSheets) => Promise<void>, readonly Partial<Change>[]][] = [
  [
    'two ratings that were sorted alone',
    (sheets) => sheets.spreadsheet.sortRange(tab, 'E10:E11', 'E', false),
    [
      change('4.1, rating', '0 – Not met', '1 – Partly met'),
      change('4.2, rating', '1 – Partly met', '0 – Not met'),
    ],
  ],
  [
    'texts that were sorted alone',
    (sheets) => sheets.spreadsheet.sortRange(tab, 'F10:G11', 'G', false),
    [
      change('4.1, comment to the developer', 'What I think of row 10.', 'What I think of row 11.'),
      change('4.2, comment to the developer', 'What I think of row 11.', 'What I think of row 10.'),
    ],
  ],
  [
    'a comment of three paragraphs that was pasted over others',
    (sheets) => sheets.spreadsheet.paste(tab, 'G10', 'Some new thought.\nA second thing.\nAnd the end.'),
    [
      change('4.1, comment to the developer', 'What I think of row 10.', 'Some new thought.'),
      change('4.2, comment to the developer', 'What I think of row 11.', 'A second thing.'),
    ],
  ],
  [
    'a rating that was dragged to another criterion',
    (sheets) => sheets.spreadsheet.moveCell(tab, 'E10', 'E13'),
    [change('4.1, rating', '0 – Not met', 'Not yet rated'), change('5.1, rating', '2 – Met', '0 – Not met')],
  ],
  [
    'a comment that was filled down',
    (sheets) => sheets.spreadsheet.fillDown(tab, 'G10', 1),
    [change('4.2, comment to the developer', 'What I think of row 11.', 'What I think of row 10.')],
  ],
];

describe.each(mishaps)('%s', (_, doIt, changes) => {
  it('are named before and after, and not submitted, whatever was saved in the background', async () => {
    const { sheets, service, before } = await saved();
    await doIt(sheets);
    await sheets.call('saveQuietly');
    await sheets.call('saveQuietly');
    expect(service.draft.content).toEqual(before);
    const shown = await view(sheets, 'checkScores', roundId);
    for (const each of changes) expect(changesIn(shown)).toContainEqual(expect.objectContaining(each));
    expect((await view(sheets, 'submitReview', roundId)).view).toMatch(/^confirmation$|^defects$/);
    expect(service.submissions).toEqual([]);
  });

  it('are kept by one press for all, and then submitted without being asked about again', async () => {
    const { sheets, service } = await saved();
    await doIt(sheets);
    const answers = asked(await view(sheets, 'saveDraft', roundId));
    expect(answers.length).toBeGreaterThanOrEqual(changes.length);
    await view(sheets, 'keepChanges', roundId, 'save', answers);
    await view(sheets, 'clearStray', roundId);
    if ((await cell(sheets, 'E10')) === 'Not yet rated') await sheets.spreadsheet.type(tab, 'E10', '2 – Met');
    const shown = await view(sheets, 'checkScores', roundId);
    expect(shown).toMatchObject({ view: 'confirmation' });
    expect(asked(shown)).toEqual([]);
    const seen = shown.view === 'confirmation' ? shown.seen : '';
    expect(await view(sheets, 'submitReview', roundId, seen)).toMatchObject({ view: 'receipt' });
    expect(service.submissions).toHaveLength(1);
  });

  it('are put back by one press each', async () => {
    const { sheets, service, before } = await saved();
    await doIt(sheets);
    let shown = await view(sheets, 'saveDraft', roundId);
    for (let answers = asked(shown); answers.length > 0; answers = asked(shown)) {
      shown = await view(sheets, 'putBack', roundId, 'save', answers.slice(0, 1));
      expect(asked(shown).length).toBeLessThan(answers.length);
    }
    expect(await view(sheets, 'clearStray', roundId)).toMatchObject({ view: 'scoring' });
    expect(service.draft.content).toEqual(before);
  });
});

describe('what may have landed elsewhere', () => {
  it('stays a question until it is answered, also where one of two is kept', async () => {
    const { sheets, service } = await saved();
    await sheets.spreadsheet.sortRange(tab, 'E10:E11', 'E', false);
    const answers = asked(await view(sheets, 'saveDraft', roundId));
    expect(answers).toHaveLength(2);
    const shown = await view(sheets, 'keepChanges', roundId, 'save', answers.slice(0, 1));
    expect(asked(shown)).toEqual(answers.slice(1));
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'confirmation' });
    expect(service.submissions).toEqual([]);
  });

  it('is not kept by an answer about something that has become yet another thing', async () => {
    const { sheets, service } = await saved();
    await sheets.spreadsheet.sortRange(tab, 'E10:E11', 'E', false);
    const answers = asked(await view(sheets, 'saveDraft', roundId));
    await sheets.spreadsheet.type(tab, 'E10', '2 – Met');
    await view(sheets, 'keepChanges', roundId, 'save', answers);
    expect(service.draft.content.ratings.need?.rating).toBe(0);
  });

  it('does not keep what is typed beside it from being saved', async () => {
    const { sheets, service } = await saved();
    await sheets.spreadsheet.sortRange(tab, 'E10:E11', 'E', false);
    await sheets.spreadsheet.type(tab, 'F13', 'page 12');
    await sheets.call('saveQuietly');
    expect(service.draft.content.ratings.level?.evidence).toBe('page 12');
    expect(service.draft.content.ratings.need?.rating).toBe(0);
  });

  it('is found where a whole column slid by a row', async () => {
    const set = generated(25);
    const { sheets } = await started(set);
    await score(sheets, set);
    await view(sheets, 'saveDraft', roundId);
    const rows = (await sheets.spreadsheet.shown(tab)).slice(9, 14).map((row) => [row[5] ?? '']);
    await sheets.spreadsheet.paste(tab, 'F11', rows.slice(0, 4));
    const shown = await view(sheets, 'saveDraft', roundId);
    expect(asked(shown).map(([pointer]) => pointer)).toEqual(
      [2, 3, 4, 5].map((n) => `/ratings/c-4-${n}/evidence`),
    );
  });

  it('is not suspected where a reviewer changes a rating or goes on with a comment', async () => {
    const { sheets, service } = await saved();
    await sheets.spreadsheet.type(tab, 'E10', '2 – Met');
    await sheets.spreadsheet.type(tab, 'G10', 'What I think of row 10. And one thing more.');
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'scoring',
      changes: [
        { where: '4.1, rating', before: '0 – Not met', after: '2 – Met', doubt: null },
        { where: '4.1, comment to the developer', doubt: null },
      ],
    });
    expect(service.draft.content.ratings.need).toMatchObject({
      rating: 2,
      comment: 'What I think of row 10. And one thing more.',
    });
  });
});

describe('what was saved in the background', () => {
  it('is no yardstick: what stands where nothing stood at the last look is named', async () => {
    const { sheets, service } = await saved();
    await sheets.spreadsheet.paste(tab, 'H10', 'One thing.\nAnother, for the next row.');
    await sheets.call('saveQuietly');
    await sheets.spreadsheet.paste(tab, 'H11', 'Another, for the next row. And more.');
    await sheets.call('saveQuietly');
    expect(service.draft.content.ratings.scale?.note).toBe('Another, for the next row. And more.');
    const named = [
      { where: '4.1, confidential note to the centre', before: '', after: 'One thing.' },
      {
        where: '4.2, confidential note to the centre',
        before: '',
        after: 'Another, for the next row. And more.',
      },
    ];
    expect(await view(sheets, 'checkScores', roundId)).toMatchObject({
      comparison: { since: 'you last looked', changes: named },
    });
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring', changes: named });
    expect(changesIn(await view(sheets, 'checkScores', roundId))).toEqual([]);
  });

  it('is never what somebody had looked at: that waits until they look again', async () => {
    const { sheets, service, before } = await saved();
    await sheets.spreadsheet.type(tab, 'G10', 'What I think of row 10. And one thing more.');
    expect(await sheets.call('saveQuietly')).toEqual([]);
    expect(service.draft.content).toEqual(before);
    expect(changesIn(await view(sheets, 'checkScores', roundId))).toMatchObject([
      { where: '4.1, comment to the developer', before: 'What I think of row 10.', doubt: null },
    ]);
  });
});

it('what was asked about before submitting stays a question, whatever is typed after', async () => {
  const { sheets } = await saved();
  await sheets.spreadsheet.sortRange(tab, 'E10:E11', 'E', false);
  expect(asked(await view(sheets, 'checkScores', roundId))).toHaveLength(2);
  await sheets.spreadsheet.type(tab, 'E10', '0 – Not met');
  const [still] = changesIn(await view(sheets, 'saveDraft', roundId));
  expect(still).toMatchObject({
    where: '4.2, rating',
    doubt: 'This was in question before, and is not answered.',
  });
});

describe('submitting', () => {
  it('shows the review again where the sheet has changed since it was shown', async () => {
    const { sheets, service } = await saved();
    const shown = await view(sheets, 'checkScores', roundId);
    const seen = shown.view === 'confirmation' ? shown.seen : '';
    await sheets.spreadsheet.type(tab, 'G13', 'What I think of row 13. Or not.');
    expect(await view(sheets, 'submitReview', roundId, seen)).toMatchObject({
      view: 'confirmation',
      message: 'The sheet has changed since you looked. Nothing was sent yet.',
    });
    expect(service.submissions).toEqual([]);
  });
});

describe('a copy of the tab in front', () => {
  it('is neither saved nor submitted in place of the other: the sidebar asks which one is meant', async () => {
    const { sheets, service, before } = await saved();
    const copy = await sheets.spreadsheet.duplicateSheet(tab);
    await sheets.spreadsheet.type(copy, 'E10', '2 – Met');
    for (const call of ['saveDraft', 'checkScores', 'submitReview'])
      expect(await view(sheets, call, roundId)).toMatchObject({
        view: 'own-tabs',
        heading: { tab },
        tabs: [{ name: copy }],
      });
    expect(service.draft.content).toEqual(before);
    expect(service.submissions).toEqual([]);
  });

  it('is gone on in, or left, as the reviewer says', async () => {
    const { sheets, service } = await saved();
    const copy = await sheets.spreadsheet.duplicateSheet(tab);
    await sheets.spreadsheet.type(copy, 'F10', 'page 9');
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({ heading: { tab } });
    expect(await sheets.spreadsheet.selected()).toMatchObject({ sheet: tab });
    await sheets.spreadsheet.select(copy, 'A1');
    const shown = await view(sheets, 'saveDraft', roundId);
    const id = shown.view === 'own-tabs' ? shown.tabs[0]?.sheetId : 0;
    expect(await view(sheets, 'useTab', roundId, id)).toMatchObject({
      view: 'scoring',
      heading: { tab: copy },
    });
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ heading: { tab: copy } });
    expect(service.draft.content.ratings.need?.evidence).toBe('page 9');
  });
});

describe('undo', () => {
  it('past a save goes on from one’s own draft, and names what it took back', async () => {
    const { sheets, service } = await saved();
    await sheets.spreadsheet.type(tab, 'E10', '2 – Met');
    await view(sheets, 'saveDraft', roundId);
    await sheets.spreadsheet.undo();
    expect(await cell(sheets, 'E10')).toBe('0 – Not met');
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'scoring',
      changes: [{ where: '4.1, rating', before: '2 – Met', after: '0 – Not met' }],
    });
    expect(service.draft.content.ratings.need?.rating).toBe(0);
  });

  it('is not taken for a draft from elsewhere, which is still found', async () => {
    const { sheets, service } = await saved();
    await sheets.spreadsheet.undo();
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({ view: 'scoring' });
    const other = await sitDown(service);
    await view(other, 'startReview', roundId);
    await other.spreadsheet.type(tab, 'F10', 'from elsewhere');
    await view(other, 'saveDraft', roundId);
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'newer-draft' });
  });
});

describe('one defect', () => {
  it('keeps nothing else from being saved', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await sheets.spreadsheet.paste(tab, 'E11', [['good']]);
    await sheets.spreadsheet.type(tab, 'G10', 'x'.repeat(4_312));
    await sheets.spreadsheet.type(tab, 'G12', 'In the row of a section');
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'defects',
      saved: true,
      stray: true,
      defects: expect.arrayContaining([
        expect.objectContaining({ cell: 'E11' }),
        expect.objectContaining({ cell: 'G12' }),
        expect.objectContaining({
          cell: 'G10',
          detail: 'This text has 4,312 characters, and at most 4,000 can be sent. Shorten it by 312.',
        }),
      ]),
    });
    expect(service.draft.content.ratings).toMatchObject({
      need: { rating: 2, evidence: 'page 1', comment: '' },
      scale: { rating: null, evidence: 'page 2' },
      level: { rating: 2, evidence: 'page 3' },
    });
  });

  it('leaves in the draft what stood there before', async () => {
    const { sheets, service } = await saved();
    await sheets.spreadsheet.type(tab, 'G10', 'x'.repeat(4_001));
    await sheets.spreadsheet.type(tab, 'F10', 'page 5');
    await sheets.call('saveQuietly');
    expect(service.draft.content.ratings.need).toMatchObject({
      evidence: 'page 5',
      comment: 'What I think of row 10.',
    });
  });

  it('of stray texts is cleared by one button', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    for (const at of ['G9', 'F12', 'E14']) await sheets.spreadsheet.paste(tab, at, [['stray']]);
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'defects', stray: true });
    expect(await view(sheets, 'clearStray', roundId)).toMatchObject({ view: 'scoring' });
    for (const at of ['G9', 'F12', 'E14']) expect(await cell(sheets, at)).toBe('');
    expect(service.draft.content.ratings.need?.evidence).toBe('page 1');
  });
});

it('an edited heading never throws while rows are looked at', async () => {
  const { sheets } = await started();
  for (const at of ['A8', 'C8', 'D8', 'E8', 'B8']) {
    await sheets.spreadsheet.select(tab, 'F10');
    await sheets.spreadsheet.paste(tab, at, [['Something else']]);
    expect(await sheets.call('lookAtSelection', roundId, null)).toMatchObject({
      row: { progress: expect.anything() },
    });
  }
});
