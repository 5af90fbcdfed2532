import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { startBrowser } from './support/browser.ts';
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

test('a reviewer signs in by a code, rates section after section, checks, submits and gets a receipt', async () => {
  const roundId = await world.openRound();
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(20_000);
  const press = (name: string) => page.locator('main').getByRole('button', { name, exact: true }).click();

  await page.goto(`${world.service.url}/my-reviews/${roundId}`);
  await page.getByLabel('Email address').fill('reviewer-1@example.org');
  await press('Send the code');
  await page.getByLabel('Code').fill(await reviewerBrowser(world.service).codeFor('reviewer-1@example.org'));
  await press('Sign in');
  await press('Declare your interests');
  await page.getByLabel('No, I have none').check();
  await press('Declare');

  const { sections } = sampleCriteriaSet();
  const { ratings, overallComment } = readSampleReview(1);
  await page.getByRole('link', { name: sections[0]?.title ?? '' }).click();
  for (const { title, criteria } of sections) {
    expect(await page.locator('h1').textContent()).toContain(title);
    for (const { id, number } of criteria) {
      const { rating, ...texts } = ratings[number] ?? {};
      await page.locator(`main [name="/ratings/${id}/rating"][value="${rating}"]`).check();
      for (const [name, text] of Object.entries(texts).filter(([, written]) => written !== ''))
        await page.locator(`main [name="/ratings/${id}/${name}"]`).fill(text);
    }
    await press('Save and continue');
  }
  await page.locator('main [name="/overallComment"]').fill(overallComment ?? '');
  await press('Save and check your answers');
  expect(await page.locator('h1').textContent()).toContain('Check your answers');
  expect(await page.locator('main').textContent()).not.toContain('Still missing');
  await press('Submit the review');
  await page.waitForURL(/\/receipt\?done=review-submitted/);
  expect(await page.getByRole('heading', { name: 'Submission 1' }).count()).toBe(1);
  await page.context().close();
});
