import { describe, expect, it } from 'vitest';
import { roundId } from './testing/review-service.ts';
import { score, setUp, tab, view, withAddon } from './testing/reviewer.ts';
import { generated } from './testing/sets.ts';

withAddon();

/** Ten criteria in rows 10 to 23, rated 0, 1, 2, 0, 1 … and saved; then the ratings alone are sorted. */
async function sorted() {
  const set = generated(10);
  const { sheets, service } = await setUp(set, 'accepted');
  await view(sheets, 'startReview', roundId);
  await score(sheets, set);
  const rows = await sheets.spreadsheet.shown(tab);
  const criteria = rows.flatMap((row, index) => (/^c-/.test(row[1] ?? '') ? [index + 1] : []));
  for (const [index, row] of criteria.entries())
    await sheets.spreadsheet.type(
      tab,
      `E${row}`,
      ['0 – Not met', '1 – Partly met', '2 – Met'][index % 3] ?? '',
    );
  await view(sheets, 'saveDraft', roundId);
  const ratings = service.draft.content;
  // Two rows of a section each, so that sorting within them leaves every other cell in its place.
  for (const row of criteria.filter((_, index) => index % 2 === 0)) {
    const [[upper = ''] = [], [lower = ''] = []] = (await sheets.spreadsheet.shown(tab))
      .slice(row - 1, row + 1)
      .map((cells) => [cells[4] ?? '']);
    await sheets.spreadsheet.paste(tab, `E${row}`, [[lower], [upper]]);
  }
  return { sheets, service, ratings };
}

describe('ratings that slid to other rows', () => {
  it('are not saved before the reviewer has looked at them', async () => {
    const { sheets, service, ratings } = await sorted();
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'many-changes',
      comparison: {
        since: 'your draft of 1 August 2026 at 11am',
        suspicious: true,
        changes: expect.arrayContaining([
          expect.objectContaining({ where: '4.1, rating', before: '0 – Not met', after: '1 – Partly met' }),
        ]),
      },
    });
    expect(service.draft.content).toEqual(ratings);
    expect(await view(sheets, 'saveChanges', roundId)).toMatchObject({ view: 'scoring' });
    expect(service.draft.version).toBe(2);
  });

  it('are not saved in the background', async () => {
    const { sheets, service, ratings } = await sorted();
    expect(await sheets.call('saveQuietly')).toEqual([
      expect.stringMatching(/^10 ratings in .* are not those you saved last \(4\.1, 4\.2, .*…\)/),
    ]);
    expect(service.draft.content).toEqual(ratings);
  });

  it('are named one by one, with a warning, before submitting', async () => {
    const { sheets } = await sorted();
    const shown = await view(sheets, 'checkScores', roundId);
    expect(shown).toMatchObject({ view: 'confirmation', comparison: { suspicious: true } });
    if (shown.view === 'confirmation') expect(shown.comparison?.changes).toHaveLength(10);
  });

  it('are not suspected where a reviewer changes two of them', async () => {
    const { sheets } = await sorted();
    await view(sheets, 'saveChanges', roundId);
    for (const cell of ['E10', 'E11']) await sheets.spreadsheet.type(tab, cell, 'Not yet rated');
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
  });
});
