import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { axeFindings, scrollsSideways, signIn, startBrowser, widths } from './support/browser.ts';
import { type Furnished, startFurnished } from './support/furnished.ts';
import {
  getRoutes,
  notPages,
  pages,
  reviewerFiles,
  reviewerGetRoutes,
  reviewerPages,
  reviewersSignIn,
  somebodyWho,
} from './support/site-pages.ts';

let furnished: Furnished;
let browser: Browser;
beforeAll(async () => {
  [furnished, browser] = await Promise.all([startFurnished(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await furnished.world.stop();
});

test('every route that answers a GET has an address to test, or is said to be no page', () => {
  const tested = [...Object.keys(pages), ...Object.keys(notPages)].sort();
  expect(tested).toEqual(getRoutes.map(({ path }) => path).sort());
  const ofReviewers = [...Object.keys(reviewerPages), ...reviewerFiles, ...reviewersSignIn].sort();
  expect(ofReviewers).toEqual(reviewerGetRoutes.map(({ path }) => path).sort());
});

/**
 * What is wrong with the page that is open, by the rules that hold for every page, in each width of the window; `quick`
 * leaves out axe, which takes three quarters of the time.
 */
async function wrongs(page: Page, status: number, quick = false): Promise<readonly string[]> {
  const inAny = [
    ...(status === 200 ? [] : [`answers ${status}`]),
    ...((await page.locator('h1').count()) === 1 ? [] : ['has not one h1']),
    ...((await page.title()).endsWith(' – Credential review – NHS') ? [] : ['has no title of its own']),
    ...((await page.getByRole('link', { name: 'Skip to main content' }).count()) === 1
      ? []
      : ['has no skip link']),
    ...((await page.locator('script').count()) === 0 ? [] : ['has a script']),
  ];
  const inEach: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    // The one frame there is holds an email, and those have a test of their own.
    const findings = quick ? [] : await axeFindings(page, { layoutOnly: width !== widths[0] });
    if (await scrollsSideways(page)) findings.push('scrolls sideways');
    inEach.push(...findings.map((finding) => `at ${width} px: ${finding}`));
  }
  return [...inAny, ...inEach];
}

/** What is wrong with each page of the Centre's, seen by somebody who may, by its route. */
async function wrongsOfPages(quick: boolean): Promise<Record<string, readonly string[]>> {
  const { url } = furnished.world.service;
  const found: Record<string, readonly string[]> = {};
  const byPerson = Map.groupBy(
    getRoutes.filter(({ path }) => path in pages),
    somebodyWho,
  );
  for (const [name, routes] of byPerson) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page, url, name);
    for (const { path } of routes) {
      const response = await page.goto(`${url}${pages[path]?.(furnished) ?? ''}`);
      const wrong = await wrongs(page, response?.status() ?? 0, quick);
      if (wrong.length > 0) found[path] = wrong;
    }
    await context.close();
  }
  return found;
}

test('every page has one h1, a title, a skip link and no script, and does not scroll sideways', async () => {
  expect(await wrongsOfPages(true)).toEqual({});
});

test('every page has no findings of axe', { tags: 'long', timeout: 600_000 }, async () => {
  expect(await wrongsOfPages(false)).toEqual({});
});

test('so do the pages of strangers, of what is not there, and of forms with errors', async () => {
  const { url } = furnished.world.service;
  const context = await browser.newContext();
  const page = await context.newPage();
  const start = await page.goto(url);
  expect(await wrongs(page, start?.status() ?? 0)).toEqual([]);
  await signIn(page, url, 'Sample staff member');
  const nowhere = await page.goto(`${url}/nowhere`);
  expect(await wrongs(page, nowhere?.status() ?? 0)).toEqual(['answers 404']);
  for (const path of ['/specifications/register', '/criteria-sets/import', '/people/import']) {
    await page.goto(`${url}${path}`);
    await page.locator('main form button').last().click();
    expect([path, await page.title(), await wrongs(page, 200)]).toEqual([
      path,
      expect.stringMatching(/^Error: /),
      [],
    ]);
  }
  // A table as people keep it: what was read of it is shown by the answer to a POST.
  await page.goto(`${url}/criteria-sets/import`);
  await page
    .locator('textarea[name=pasted]')
    .fill('Domain\tNo.\tCriterion\tMust have?\nPractice\t1.1\tIt is safe\tY\n\t1.2\tIt is new\tno');
  await page.locator('main form button').last().click();
  expect([await page.locator('h1').textContent(), await wrongs(page, 200)]).toEqual([
    'Check what was read',
    [],
  ]);
  await page.goto(`${url}/people/import`);
  await page.locator('textarea[name=pasted]').fill('Name,Email,Expertise\nAda,ada@example.org,Frailty');
  await page.locator('main form button').last().click();
  expect([await page.locator('h1').textContent(), await wrongs(page, 200)]).toEqual([
    'Check who was read',
    [],
  ]);
  await page.goto(`${url}/specifications/register`);
  await page.getByLabel('Title').fill('A specification that took long to enter');
  await context.clearCookies();
  await page.locator('main form button').last().click();
  expect([await page.locator('h1').textContent(), await wrongs(page, 200)]).toEqual([
    'You have been signed out',
    [],
  ]);
  expect(await page.locator('main').textContent()).toContain('A specification that took long to enter');
  await context.close();
}, 60_000);

test('so do reviewers’ pages, with and without errors', async () => {
  const { world } = furnished;
  const { url } = world.service;
  const reviewer = reviewerBrowser(world.service);
  await reviewer.signIn('reviewer-1@example.org');
  const context = await browser.newContext({ javaScriptEnabled: true });
  const page = await context.newPage();
  const found: Record<string, readonly string[]> = {};
  const look = async (path: string, status = 200) => {
    const response = await page.goto(`${url}${path}`);
    const wrong = await wrongs(page, response?.status() === status ? 200 : (response?.status() ?? 0));
    if (wrong.length > 0) found[path] = wrong;
  };
  await look('/my-reviews/sign-in');
  await page.getByLabel('Email address').fill('nobody@example.org');
  await page.getByRole('button', { name: 'Send the code' }).click();
  found.code = await wrongs(page, 200);
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.title()).toMatch(/^Error: /);
  found['code with an error'] = await wrongs(page, 200);
  await context.addCookies(reviewer.forBrowser());
  for (const { path } of reviewerGetRoutes) {
    const address = reviewerPages[path]?.(furnished);
    if (address !== undefined) await look(address);
  }
  // By keyboard alone: a rating is chosen by its arrow keys, and the page saved from its button.
  await page.goto(`${url}${reviewerPages['/my-reviews/{roundId}/sections/{sectionId}']?.(furnished)}`);
  await page.getByRole('radio', { name: 'Not yet rated' }).first().focus();
  await page.keyboard.press('ArrowUp');
  await page.getByLabel('Comment to the developer').first().fill('x'.repeat(4_001));
  await page.getByRole('button', { name: 'Save and continue' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('There is a problem').waitFor();
  expect(await page.title()).toMatch(/^Error: /);
  found['section with an error'] = await wrongs(page, 200);
  await context.close();
  expect(Object.fromEntries(Object.entries(found).filter(([, wrong]) => wrong.length > 0))).toEqual({});
}, 300_000);
