import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { signIn, startBrowser } from './support/browser.ts';
import { review, startWorld, type World } from './support/world.ts';

let world: World;
let browser: Browser;
let closedRound: string;
let openRound: string;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  closedRound = await world.openRound();
  for (const reviewer of [1, 2, 3] as const) await review(world, closedRound, reviewer);
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId: closedRound },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId: closedRound } }),
    body: {},
  });
  openRound = await world.openRound();
  await review(world, openRound, 1);
  await world.service.idle();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

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

const resultOf = (roundId: string) => `${world.service.url}/rounds/${roundId}/result`;

test('staff sign in and find the recommendation on the first screen of the page they asked for', async () => {
  await page.goto(resultOf(closedRound));
  await page
    .getByRole('link', { name: 'Sign in' })
    .or(page.getByRole('button', { name: 'Sample staff member' }))
    .first()
    .click();
  const chooser = page.getByRole('button', { name: 'Sample staff member' });
  if (await chooser.isVisible()) await chooser.click();
  await page.waitForURL(resultOf(closedRound));
  const recommendation = page.getByText('Endorse with conditions').first();
  expect((await recommendation.boundingBox())?.y).toBeLessThan(720);
  await expect(
    page.getByText('Mandatory criteria 7.2 and 8.1 are partly met.').count(),
  ).resolves.toBeGreaterThan(0);
  expect(await page.getByText('Sample criteria').count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test('the page names no reviewer', async () => {
  await signIn(page, world.service.url, 'Sample staff member');
  await page.goto(resultOf(closedRound));
  const text = await page.locator('body').textContent();
  expect(text).toContain('R1');
  expect(text).not.toMatch(/Sample reviewer|reviewer-\d|@example\.org/);
});

test('signing out ends the session for every window at once', async () => {
  await signIn(page, world.service.url, 'Sample staff member');
  const other = await context.newPage();
  await other.goto(resultOf(closedRound));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await other.reload();
  expect(other.url()).not.toBe(resultOf(closedRound));
});

test('a reviewer is told that this is not their place', async () => {
  await signIn(page, world.service.url, 'Sample reviewer 1');
  expect(await page.locator('h1').textContent()).toBe('You cannot use this site');
});
