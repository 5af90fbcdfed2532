import { expect, it } from 'vitest';
import { checks } from './src/self-test/run.ts';
import { roundId } from './testing/review-service.ts';
import { cell, setUp, tab, view, withAddon } from './testing/reviewer.ts';
import { small } from './testing/sets.ts';

withAddon();

/** A tick box answers it: rows 10, 11 and 13 of a new sheet. */
const twoLevels = { ...small, scale: small.scale.slice(0, 2), rules: { ...small.rules, threshold: 1 } };

it.each([
  ['en_US', 'TRUE', '1.5'],
  ['de_DE', 'WAHR', '1,5'],
  ['fr_FR', 'VRAI', '1,5'],
])(
  'a review in a spreadsheet of %s is sent as it shows, with ratings, tick boxes and texts',
  async (locale, ticked, shown) => {
    const { sheets, service } = await setUp(twoLevels, 'accepted');
    await sheets.spreadsheet.chooseLocale(locale);
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({ view: 'scoring' });
    expect(await sheets.spreadsheet.conditionalFormatRules(tab)).toHaveLength(2);
    expect(await cell(sheets, 'E10')).toBe('Not yet rated');

    await sheets.spreadsheet.paste(tab, 'E10', [[true], [0]]);
    expect([await cell(sheets, 'E10'), await cell(sheets, 'E11')]).toEqual([ticked, '0']);
    await sheets.spreadsheet.type(tab, 'E13', '1 - partly met');
    await sheets.spreadsheet.paste(tab, 'F10', [[1.5]]);
    await sheets.spreadsheet.type(tab, 'F11', '3.4');
    await sheets.spreadsheet.type(tab, 'F13', '=SUM(3,4)');
    expect(await view(sheets, 'checkScores', roundId)).toMatchObject({ view: 'confirmation' });
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
    const { need, scale, level } = service.submissions[0]?.content.ratings ?? {};
    expect([need, scale, level].map((each) => [each?.rating, each?.evidence])).toEqual([
      [1, shown],
      [0, '3.4'],
      [1, '=SUM(3,4)'],
    ]);
    expect(await cell(sheets, 'E10')).toBe('1 – Partly met');
  },
);

it.each(['en_US', 'de_DE', 'fr_FR'])(
  'what the add-on relies on is so in a spreadsheet of %s',
  async (locale) => {
    const { sheets } = await setUp(small);
    await sheets.spreadsheet.chooseLocale(locale);
    await sheets.call('runSelfTest');
    const results = (await sheets.spreadsheet.shown('Self-test')).slice(3).map(([, result]) => result);
    // Only the identity token is otherwise: it is Google's on Google only.
    expect(results.filter((result) => result === 'Passed')).toHaveLength(checks.length - 1);
  },
);
