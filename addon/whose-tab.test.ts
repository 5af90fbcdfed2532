import { describe, expect, it } from 'vitest';
import type { HeadlessSheets } from './headless/index.ts';
import { type Account, accountOf, type ReviewService, reviewer, roundId } from './testing/review-service.ts';
import { first, keepSheet, score, setUp, started, tab, view, withAddon } from './testing/reviewer.ts';
import { small } from './testing/sets.ts';

withAddon();

const second = accountOf('second@example.org');

/** Somebody who is on no panel. */
const staff = accountOf('staff@example.org');

/** Says of everything that the add-on showed, sent and left whether a text is in it. */
const mentions = (everything: unknown, text: string) => JSON.stringify(everything ?? null).includes(text);

/** Two reviewers of the round in one spreadsheet that both can edit; the first of them sits at it. */
async function twoInOneFile() {
  const { sheets, service } = await setUp(small, 'accepted');
  const other = service.join(second);
  await sheets.share([reviewer.email, second.email]);
  const people = [
    { account: reviewer, service, secret: 'ONLY-THE-FIRST-WROTE-THIS' },
    { account: second, service: other, secret: 'ONLY-THE-SECOND-WROTE-THIS' },
  ] as const;
  return { sheets, people };
}

type Someone = Awaited<ReturnType<typeof twoInOneFile>>['people'][number];

const signIn = (sheets: HeadlessSheets, { email, token }: Account) => sheets.signIn(email, token);

/** The tab that the person's start has brought to the front. */
const inFront = async (sheets: HeadlessSheets) => (await sheets.spreadsheet.selected()).sheet;

const calls = [
  'startReview',
  'saveDraft',
  'checkScores',
  'submitReview',
  'showReceipt',
  'saveQuietly',
] as const;

async function call(sheets: HeadlessSheets, name: (typeof calls)[number] | 'rebuildSheet') {
  return name === 'saveQuietly' ? sheets.call(name) : sheets.call(name, roundId);
}

/** Starts a review, writes the person's own words into it and rates everything. */
async function write(sheets: HeadlessSheets, { account, secret }: Someone) {
  await signIn(sheets, account);
  await sheets.call('startReview', roundId);
  const name = await inFront(sheets);
  for (const row of [10, 11, 13]) {
    await sheets.spreadsheet.type(name, `E${row}`, '2 – Met');
    await sheets.spreadsheet.type(name, `G${row}`, secret);
  }
  return name;
}

describe('two reviewers in one spreadsheet', () => {
  it.each([
    ['the first starts', [0, 1]],
    ['the second starts', [1, 0]],
  ] as const)(
    'never see or send what the other wrote, whatever is called in whatever order: %s',
    async (_, order) => {
      const { sheets, people } = await twoInOneFile();
      const names = [];
      for (const index of order) names.push(await write(sheets, people[index]));
      expect(new Set(names).size).toBe(2);
      // Every step of each, while the tab of the other is in front, and the other's steps in between.
      for (const name of [...calls, 'rebuildSheet', ...calls] as const) {
        for (const index of order) {
          const [me, them] = [people[index], people[1 - index] as Someone];
          await signIn(sheets, me.account);
          await sheets.spreadsheet.select(names[order[0] === index ? 1 : 0] ?? '', 'G10');
          const shown = await call(sheets, name);
          expect(mentions(shown, them.secret), `${name} shows it`).toBe(false);
          expect(mentions(await sheets.call('lookAtSelection', roundId, null), them.secret)).toBe(false);
          const { draft, submissions } = me.service;
          expect(mentions({ draft, submissions }, them.secret), `${name} sends it`).toBe(false);
        }
      }
      for (const { service, secret } of people) {
        expect(service.submissions).toHaveLength(1);
        expect(mentions(service.submissions[0]?.content, secret)).toBe(true);
      }
    },
  );

  it('leave each other’s tab alone when one of them sets their own aside', async () => {
    const { sheets, people } = await twoInOneFile();
    const name = await write(sheets, people[0]);
    await signIn(sheets, second);
    await sheets.call('rebuildSheet', roundId);
    expect(await sheets.spreadsheet.sheetNames()).toContain(name);
    expect(mentions(await sheets.spreadsheet.shown(name), people[0].secret)).toBe(true);
  });

  it('cannot be given the other’s tab by asking for it', async () => {
    const { sheets, people } = await twoInOneFile();
    const name = await write(sheets, people[0]);
    const copy = await sheets.spreadsheet.duplicateSheet(name);
    await sheets.setProperty('user', `review:headless-spreadsheet:${roundId}`, null);
    const asked = await view(sheets, 'startReview', roundId);
    const ids = asked.view === 'own-tabs' ? asked.tabs.map(({ sheetId }) => sheetId) : [];
    expect(ids).toHaveLength(2);
    await signIn(sheets, second);
    for (const id of ids) {
      const shown = await sheets.call('useTab', roundId, id);
      expect(mentions(shown, people[0].secret)).toBe(false);
      await sheets.call('saveDraft', roundId);
    }
    expect(mentions(people[1].service.draft, people[0].secret)).toBe(false);
    expect(await sheets.spreadsheet.sheetNames()).toContain(copy);
  });

  it('work in another’s file as if nothing of theirs were there, where it was shared after starting or copied', async () => {
    for (const copied of [false, true]) {
      const { sheets, people } = await twoInOneFile();
      await write(sheets, people[0]);
      await sheets.call('saveDraft', roundId);
      if (copied) await sheets.openCopy('copy-of-it');
      await signIn(sheets, second);
      for (const name of ['saveQuietly', 'saveDraft', 'submitReview', 'showReceipt'] as const)
        expect(mentions(await call(sheets, name), people[0].secret)).toBe(false);
      expect(await view(sheets, 'startReview', roundId)).toMatchObject({
        view: 'scoring',
        progress: { rated: 0, total: 3 },
      });
      expect(people[1].service).toMatchObject({ draft: { version: 0 }, submissions: [] });
    }
  });

  it('are told before they start that others can read the spreadsheet', async () => {
    const { sheets } = await twoInOneFile();
    const warning =
      'This spreadsheet is shared with one other person, who can read what you write in it. Review in one of your own.';
    expect(await view(sheets, 'listMyReviews')).toMatchObject({ sharing: warning });
    await sheets.share([reviewer.email], ['a@example.org', 'b@example.org']);
    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      sharing: expect.stringContaining('shared with 2 other people'),
    });
    await sheets.share([reviewer.email]);
    expect(await view(sheets, 'listMyReviews')).toMatchObject({ sharing: null });
  });
});

describe('a spreadsheet that Centre staff open', () => {
  it('gives them nothing of the reviewer’s', async () => {
    const { sheets, service } = await started();
    await sheets.spreadsheet.type(tab, 'G10', 'ONLY-FOR-ME');
    await signIn(sheets, staff);
    for (const name of [...calls, 'rebuildSheet'] as const)
      expect(mentions(await call(sheets, name), 'ONLY-FOR-ME'), name).toBe(false);
    expect(await sheets.call('lookAtSelection', roundId, null)).toBeNull();
    expect(service.draft.version).toBe(0);
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', tab]);
  });
});

describe('a copy of one’s own', () => {
  async function inACopy(): Promise<{ sheets: HeadlessSheets; service: ReviewService }> {
    const { sheets, service } = await started();
    await score(sheets, small);
    await view(sheets, 'saveDraft', roundId);
    await sheets.openCopy('a-copy');
    return { sheets, service };
  }

  it('is asked about, and nothing is read from it before', async () => {
    const { sheets } = await inACopy();
    await sheets.spreadsheet.type(tab, 'G10', 'In the copy');
    await sheets.resetCalls();
    const asked = await view(sheets, 'startReview', roundId);
    expect(asked).toMatchObject({ view: 'own-tabs', tabs: [{ name: tab }] });
    expect(Object.keys(await sheets.calls())).not.toContain('Range.getDisplayValues');
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      explanation: { title: 'There is no scoring sheet for this review here' },
    });
  });

  it('is gone on in where the reviewer says so, after comparing it with the saved draft', async () => {
    const { sheets, service } = await inACopy();
    await sheets.spreadsheet.type(tab, 'G10', 'In the copy');
    const asked = await view(sheets, 'startReview', roundId);
    const [own] = asked.view === 'own-tabs' ? asked.tabs : [];
    const shown = await view(sheets, 'useTab', roundId, own?.sheetId);
    expect(shown).toMatchObject({
      view: 'newer-draft',
      differences: [{ where: '4.1, comment to the developer', before: '', after: 'In the copy' }],
    });
    expect(await keepSheet(sheets, shown)).toMatchObject({ view: 'scoring' });
    expect(service.draft.content.ratings.need?.comment).toBe('In the copy');
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', tab]);
  });

  it('is set aside where the reviewer starts a new tab', async () => {
    const { sheets } = await inACopy();
    expect(await view(sheets, 'rebuildSheet', roundId)).toMatchObject({ view: 'scoring' });
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', `${tab} – set aside`, tab]);
    expect((await sheets.spreadsheet.shown(tab))[first - 1]?.[4]).toBe('2 – Met');
  });

  it('says in the file whose it is without saying who that is', async () => {
    const { sheets } = await started();
    const marks = await sheets.spreadsheet.metadata(tab);
    expect(marks).toEqual([
      { key: 'credential-review-owner', value: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    await signIn(sheets, second);
    expect(await sheets.properties('user')).toEqual({});
  });
});
