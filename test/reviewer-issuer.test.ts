import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, startBrowser } from './support/browser.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let browser: Browser;
let roundId: string;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  roundId = await world.openRound();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

const heading = (page: Page) => page.locator('main h1').textContent();

/** Follows the way from a page of a review to the issuer in a browser of one’s own, where people choose who they are. */
async function atTheIssuer(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${world.service.url}/my-reviews/${roundId}`);
  await page.getByRole('link', { name: 'sign in with the sample issuer' }).click();
  await page.waitForURL(`${world.service.issuer}/**`);
  return page;
}

const sessionOf = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name.startsWith('__Host-reviewing'))?.value;

const isRefused = async (page: Page) => {
  expect(await heading(page)).toContain('You are not signed in');
  expect(await sessionOf(page)).toBeUndefined();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await page.waitForURL('**/my-reviews/sign-in');
};

test('a reviewer signs in at the Centre’s issuer, comes to what they asked for, sees My reviews, and signs out', async () => {
  const page = await atTheIssuer();
  await page.getByRole('button', { name: 'reviewer-1@example.org' }).click();
  await page.waitForURL(`${world.service.url}/my-reviews/${roundId}`);
  await page.goto(`${world.service.url}/my-reviews`);
  expect(await heading(page)).toContain('My reviews');
  expect(await page.locator('main').textContent()).toContain('Sample credential in frailty');
  const session = await sessionOf(page);
  expect(session).toMatch(/^[\w-]{43}$/);
  // What it came back with is used up, and is nothing that could be followed a second time.
  await page.goto(`${world.service.url}/my-reviews/issuer`);
  expect(await heading(page)).toContain('You are not signed in');
  await page.goto(`${world.service.url}/my-reviews`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/my-reviews/sign-in');
  expect(await sessionOf(page)).toBeUndefined();
  await page.context().close();
});

test('an account that is no reviewer’s is told so on a page, and led to a code', async () => {
  const page = await atTheIssuer();
  await page.getByRole('button', { name: 'staff@example.org' }).click();
  await page.waitForURL('**/my-reviews/issuer');
  await isRefused(page);
  await page.context().close();
});

test('whom the issuer refuses, or who cancels there, is told so on a page, and led to a code', async () => {
  const page = await atTheIssuer();
  const button = page.getByRole('button', { name: 'reviewer-1@example.org' });
  await button.evaluate((element) => element.setAttribute('value', 'nobody@example.org'));
  await button.click();
  await page.waitForURL('**/auth/reviewer?**');
  await isRefused(page);
  await page.context().close();
});

test('what the issuer sent to one browser opens nothing in another, which has not asked for it', async () => {
  const mine = await atTheIssuer();
  // The attacker does not go the way back themselves, to have somebody else follow it.
  await mine.context().clearCookies({ domain: 'localhost' });
  await mine.getByRole('button', { name: 'reviewer-1@example.org' }).click();
  await mine.waitForURL('**/auth/reviewer?**');
  const way = mine.url();
  expect(way).toContain('code=');
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(way);
  await isRefused(theirs);
  // Nor where that browser is on its way to the issuer itself.
  const another = await atTheIssuer();
  await another.goto(way);
  await isRefused(another);
  for (const page of [mine, theirs, another]) await page.context().close();
});
