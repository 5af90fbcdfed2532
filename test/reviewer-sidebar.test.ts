import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildAddon } from '../addon/build.ts';
import type { Selection } from '../addon/src/view.ts';
import { axeFindings, scrollsSideways, startBrowser } from './support/browser.ts';
import { openSidebar, type Server, sidebarHtml } from './support/sidebar.ts';
import { sampleViews } from './support/sidebar-views.ts';

/** Where to put a picture of every view, to look at; none are made without it. */
const pictures = process.env.SIDEBAR_PICTURES;

let browser: Browser;
let html: string;
beforeAll(async () => {
  const [started, { code }] = await Promise.all([startBrowser(), buildAddon()]);
  browser = started;
  html = await sidebarHtml(code, 'dr.a.reviewer@example.nhs.uk');
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
});
afterAll(() => browser.close());

let context: BrowserContext;
let page: Page;
const complaints: string[] = [];
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  complaints.length = 0;
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(() => context.close());

const row: NonNullable<Selection['row']> = {
  progress: { rated: 13, total: 27 },
  counter: { length: 1_204, limit: 4_000 },
  criterion: {
    number: '4.2',
    text: 'The capabilities together draw on all four pillars of advanced practice.',
    mandatory: true,
    guidance: 'Look for each pillar in turn.\nA pillar that is only named is not covered.',
  },
};

const selected: Selection = { sheetId: 7, row };

const show =
  (view: unknown): Server =>
  (name) => {
    if (name === 'lookAtSelection') return Promise.resolve(selected);
    return Promise.resolve(name === 'saveQuietly' ? [] : view);
  };

test.each(Object.entries(sampleViews))(
  'the view “%s” fits into 300 px, axe finds nothing, and all of it can be reached by keyboard',
  async (name, view) => {
    await openSidebar(page, html, show(view));
    await page.locator('h1').waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    if (pictures !== undefined)
      await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
    expect(await axeFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    expect(complaints).toEqual([]);
    expect(await page.evaluate('document.activeElement?.tagName')).not.toBe('BODY');
    const reachable = await page.locator('button, summary, input, textarea').count();
    await page.locator('h1').focus();
    const reached = new Set<string>();
    for (let n = 0; n <= reachable; n++) {
      await page.keyboard.press('Tab');
      reached.add(String(await page.evaluate('document.activeElement?.textContent')));
    }
    for (const button of await page.locator('button').allTextContents()) expect(reached).toContain(button);
  },
);

test('a list inside a criterion keeps its lines', async () => {
  const listed = { ...row.criterion, text: 'The capabilities draw on:\n- clinical practice\n- research' };
  await openSidebar(page, html, (name) =>
    name === 'lookAtSelection'
      ? Promise.resolve({ ...selected, row: { ...row, criterion: listed } })
      : show(sampleViews.scoring)(name, []),
  );
  const text = page.locator('.as-written', { hasText: 'clinical practice' });
  await text.waitFor();
  // biome-ignore lint/performance/useDomNodeTextContent: what is shown, not what is in the page.
  expect(await text.innerText()).toBe(listed.text);
});

describe('while the add-on works', () => {
  test('says what it does, holds the buttons, and after a while how long it has taken', async () => {
    const answers = Promise.withResolvers<unknown>();
    await openSidebar(page, html, (name) =>
      name === 'startReview' ? answers.promise : show(sampleViews['my-reviews'])(name, []),
    );
    await page.getByRole('button', { name: /^Start review/ }).click();
    await expect.poll(() => page.getByRole('status').textContent()).toBe('Opening the scoring sheet…');
    expect(await page.getByRole('button', { name: /^Start review/ }).isDisabled()).toBe(true);
    await expect
      .poll(() => page.getByRole('status').textContent(), { timeout: 8_000 })
      .toBe('Opening the scoring sheet… 5 seconds so far. Your scores are safe in the sheet.');
    if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, 'working.png') });
    answers.resolve(sampleViews.scoring);
    await page.getByRole('heading', { name: 'Score the criteria' }).waitFor();
    expect(await page.getByRole('status').textContent()).toBe('');
  });

  test('explains that Google itself refused, with the account that was signed in', async () => {
    await openSidebar(page, html, () => Promise.reject(new Error('PERMISSION_DENIED')));
    await page.getByRole('heading', { name: 'Google Sheets did not answer' }).waitFor();
    expect(await page.locator('.error').textContent()).toContain(
      'sign out of all but dr.a.reviewer@example.nhs.uk',
    );
    if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, 'unreached.png') });
    expect(await axeFindings(page)).toEqual([]);
  });

  test('says so when Google answers as another account than the one that opened the sidebar', async () => {
    const other = { ...sampleViews['my-reviews'], account: 'somebody.else@example.org' };
    await openSidebar(page, html, show(other));
    await page.getByText('Google answers as somebody.else@example.org').waitFor();
  });

  test('saves once in the background when the sidebar opens, and shows what there is to say', async () => {
    const asked: string[] = [];
    await openSidebar(page, html, (name) => {
      asked.push(name);
      return Promise.resolve(
        name === 'saveQuietly' ? ['There is another draft.'] : sampleViews['my-reviews'],
      );
    });
    await page.getByText('There is another draft.').waitFor();
    await page.getByRole('button', { name: 'Refresh the list' }).click();
    await expect.poll(() => asked).toEqual(['listMyReviews', 'saveQuietly', 'listMyReviews']);
  });
});

describe('the selected row', () => {
  test('is asked for every two seconds while the sidebar is seen, after a pause too, and not while it is hidden', async () => {
    await page.clock.install();
    const asked: unknown[] = [];
    await openSidebar(page, html, (name, args) => {
      if (name === 'lookAtSelection') asked.push(args[1]);
      return show(sampleViews.scoring)(name, args);
    });
    await page.locator('h1').waitFor();
    const in20Seconds = async () => {
      const before = asked.length;
      for (let second = 0; second < 20; second++) {
        await page.clock.runFor(1_000);
        await page.evaluate('Promise.resolve()');
      }
      return asked.length - before;
    };
    const setHidden = (hidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
    expect(await in20Seconds()).toBeGreaterThanOrEqual(8);
    await page.getByText('13 of 27 rated').waitFor();
    await page.getByText('A pillar that is only named is not covered.').waitFor();

    await setHidden(true);
    expect(await in20Seconds()).toBe(0);
    await setHidden(false);
    expect(await in20Seconds()).toBeGreaterThanOrEqual(8);
    // Nobody has been there for hours, and then somebody goes on in the sheet, of which the sidebar sees nothing.
    await page.clock.fastForward(3 * 60 * 60_000);
    expect(await in20Seconds()).toBeGreaterThanOrEqual(8);
    // Only the first question of a view lets the add-on look up which tab is meant.
    expect(asked.slice(0, 2)).toEqual([null, 7]);
    expect(new Set(asked.slice(1))).toEqual(new Set([7]));
  });

  test('is asked for again where an answer never came, and one that came too late is not shown', async () => {
    await page.clock.install();
    const first = Promise.withResolvers<unknown>();
    let asked = 0;
    await openSidebar(page, html, (name) => {
      if (name !== 'lookAtSelection') return show(sampleViews.scoring)(name, []);
      asked += 1;
      return asked === 1 ? first.promise : Promise.resolve(selected);
    });
    await page.locator('h1').waitFor();
    await page.clock.runFor(31_000);
    await page.getByText('A pillar that is only named is not covered.').waitFor();
    first.resolve({ ...selected, row: { ...row, criterion: null } });
    await page.evaluate('Promise.resolve()');
    expect(await page.getByText('Select a row in the sheet').count()).toBe(0);
  });

  test('stays shown where what is to be mended is listed, and one is led to the sheet from there', async () => {
    await openSidebar(page, html, (name) => {
      if (name === 'selectNextUnrated') return Promise.resolve(null);
      return show(name === 'checkScores' ? sampleViews.defects : sampleViews.scoring)(name, []);
    });
    await page.getByText('A pillar that is only named is not covered.').waitFor();
    await page.clock.install();
    await page.getByRole('button', { name: 'Check and submit' }).click();
    await page.getByRole('heading', { name: 'things to mend' }).waitFor();
    for (const shown of ['13 of 27 rated', 'A pillar that is only named is not covered.'])
      await page.getByText(shown).waitFor();
    await page.getByRole('button', { name: 'Next unrated' }).click();
    await page.locator('html[data-in-sheet]').waitFor();
  });

  test('is not asked for where no sheet is scored', async () => {
    await page.clock.install();
    const asked: string[] = [];
    await openSidebar(page, html, (name) => {
      asked.push(name);
      return show(sampleViews.receipt)(name, []);
    });
    await page.locator('h1').waitFor();
    await page.clock.runFor(60_000);
    expect(asked).not.toContain('lookAtSelection');
  });
});
