import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { scrollsSideways, startBrowser } from './support/browser.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

// What drives a stock Firefox cannot switch its scripts off; no page has one.
const phone = {
  viewport: { width: 390, height: 844 },
  javaScriptEnabled: process.env.BROWSER === 'firefox',
};

test('a reviewer on a phone signs in by a code, rates 27 criteria by keyboard and without a script, submits and gets a receipt', async () => {
  const roundId = await world.openRound();
  const page = await (await browser.newContext(phone)).newPage();
  page.setDefaultTimeout(20_000);
  /** Goes on with the tab key alone until it is there. */
  const reach = async (target: Locator) => {
    for (let presses = 0; presses < 100; presses++) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`No tab leads to ${target}.`);
  };
  const enter = async (target: Locator, text: string) => {
    await reach(target);
    await page.keyboard.insertText(text);
  };
  /** Chooses one of several by arrow keys, from where it is among them. */
  const choose = async (radio: Locator) => {
    for (let presses = 0; presses < 12 && !(await radio.isChecked()); presses++)
      await page.keyboard.press('ArrowDown');
    expect(await radio.isChecked()).toBe(true);
  };
  const press = async (name: string) => {
    await reach(page.locator('main').getByRole('button', { name, exact: true }));
    await page.keyboard.press('Enter');
    await page.waitForLoadState();
  };

  await page.goto(`${world.service.url}/my-reviews/${roundId}`);
  await enter(page.getByLabel('Email address'), 'reviewer-1@example.org');
  await press('Send the code');
  const code = await reviewerBrowser(world.service).codeFor('reviewer-1@example.org');
  await enter(page.getByLabel('Code'), code);
  await press('Sign in');
  await press('Declare your interests');
  await reach(page.getByRole('radio').first());
  await choose(page.getByLabel('No, I have none'));
  await press('Declare');

  const { sections } = sampleCriteriaSet();
  const { ratings, overallComment } = readSampleReview(1);
  await reach(page.getByRole('link', { name: sections[0]?.title ?? '' }));
  await page.keyboard.press('Enter');
  for (const { title, criteria } of sections) {
    await page.locator('h1', { hasText: title }).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    for (const { id, number } of criteria) {
      const { rating, ...texts } = ratings[number] ?? {};
      const levels = `main [name="/ratings/${id}/rating"]`;
      await reach(page.locator(`${levels}:checked`));
      await choose(page.locator(`${levels}[value="${rating}"]`));
      for (const [name, text] of Object.entries(texts).filter(([, written]) => written !== ''))
        await enter(page.locator(`main [name="/ratings/${id}/${name}"]`), text);
    }
    await press('Save and continue');
  }
  await enter(page.locator('main [name="/overallComment"]'), overallComment ?? '');
  await press('Save and check your answers');
  await page.locator('h1', { hasText: 'Check your answers' }).waitFor();
  expect(await page.locator('main').textContent()).not.toContain('Still missing');
  await press('Submit the review');
  await page.waitForURL(/\/receipt\?done=review-submitted/);
  expect(await page.getByRole('heading', { name: 'Submission 1' }).count()).toBe(1);
  await page.context().close();
});
