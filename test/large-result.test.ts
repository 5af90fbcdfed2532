import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson } from '../functions/people/changes-storage.ts';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { emptyCriterionReview, type ReviewContent } from '../shared/domain/reviews/review.ts';
import { scrollsSideways, startBrowser } from './support/browser.ts';
import { type Centre, given, startCentre } from './support/centre.ts';
import { openSession } from './support/session.ts';
import { siteOver } from './support/site-over.ts';

const reviewers = Array.from({ length: 20 }, (_, index) => `reviewer-${index + 1}`);

/** The sample's sections over and over, to sixty criteria. */
const largeSet = () => {
  const sample = sampleCriteriaSet();
  const written = criteriaOf(sample);
  const section = (number: number) => ({
    id: `s${number}`,
    number: String(number),
    title: `Section ${number}`,
    criteria: Array.from({ length: 10 }, (_, index) => ({
      ...(written[((number - 4) * 10 + index) % written.length] ?? written[0]),
      id: `c${number}-${index + 1}`,
      number: `${number}.${index + 1}`,
    })),
  });
  return { ...sample, id: 'large', sections: [4, 5, 6, 7, 8, 9].map(section) } as typeof sample;
};

/** Most find most of it met; every tenth criterion divides them, and one is not met. */
function reviewBy(
  reviewer: number,
  set: ReturnType<typeof largeSet>,
  criteriaSetHash: string,
): ReviewContent {
  const ratingOf = (index: number) => {
    if (index === 7) return 1;
    if (index % 10 === 3) return reviewer % 2 === 0 ? 1 : 4;
    return (reviewer + index) % 20 === 0 ? 2 : 3;
  };
  const ratings = criteriaOf(set).map(({ id }, index) => [
    id,
    {
      ...emptyCriterionReview,
      rating: ratingOf(index),
      comment: `Seen from one side, and then the other: ${index}.`,
    },
  ]);
  return {
    criteriaSetHash,
    ratings: Object.fromEntries(ratings),
    overallComment: '',
    overallNote: '',
  };
}

let centre: Centre;
let browser: Browser;
let page: Page;
let roundId: string;
let folder: string;

beforeAll(async () => {
  [centre, browser] = await Promise.all([startCentre(), startBrowser()]);
  const { by, does, db, services } = centre;
  for (const id of reviewers.slice(4))
    await addPerson(
      db,
      { id, name: `Reviewer ${id.slice(9)}`, email: `${id}@example.org`, roles: ['reviewer'] },
      services.now().toISOString(),
    );
  const set = largeSet();
  const staff = await by('staff-1');
  given(await does.createCriteriaSet({ ...staff, what: set }));
  given(
    await does.publishCriteriaSet({ ...staff, key: 'published', of: { criteriaSetId: set.id, version: 1 } }),
  );
  roundId = await centre.openRound(
    undefined,
    reviewers.map((_, index) => index + 1),
    { criteriaSetId: set.id },
  );
  for (const [index, id] of reviewers.entries())
    await centre.submit(roundId, id, (hash) => reviewBy(index + 1, set, hash));
  await centre.close(roundId);
  await openSession(db, 'session', 'staff-1');
  folder = await mkdtemp(join(tmpdir(), 'large-result-'));
  const ask = await siteOver(db, folder, services.now);
  page = await (await browser.newContext()).newPage();
  await page.route('https://desk.example.org/**', async (route) => {
    const { statusCode, headers, body, isBase64Encoded } = await ask(route.request().url(), 'session');
    await route.fulfill({
      status: statusCode,
      headers,
      body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    });
  });
});
afterAll(async () => {
  await browser.close();
  await centre.stop();
  await rm(folder, { recursive: true });
});

test('sixty criteria by twenty reviewers are a page of less than 8,000 pixels', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`https://desk.example.org/rounds/${roundId}/result`);
  expect(await page.locator('.site-criteria tbody tr').count()).toBe(60);
  expect((await page.locator('html').boundingBox())?.height).toBeLessThan(8000);
});

test('the page of sixty criteria does not scroll sideways on a phone', async () => {
  await page.setViewportSize({ width: 320, height: 900 });
  await page.goto(`https://desk.example.org/rounds/${roundId}/result`);
  expect(await scrollsSideways(page)).toBe(false);
});

test('what needs attention comes first, each with what reviewers say of it, folded', async () => {
  await page.goto(`https://desk.example.org/rounds/${roundId}/result`);
  const rows = page.locator('.site-criteria tbody tr');
  const tags = await rows.locator('.nhsuk-tag').allTextContents();
  const kinds = [...new Set(tags.map((tag) => tag.trim().replace(/, \d+ of \d+$/, '')))];
  expect(kinds).toEqual(['Disputed', 'Not met', 'Met']);
  const said = rows.first().getByText('R20:');
  expect(await said.isVisible()).toBe(false);
  await rows.first().getByText('20 comments').click();
  expect(await said.isVisible()).toBe(true);
  // Of what is met there is a number, and the criterion’s own page.
  expect(await rows.last().locator('details').count()).toBe(0);
  expect(await rows.last().textContent()).toContain('20 comments');
});

test('no number of a bar lies on the line of its threshold', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`https://desk.example.org/rounds/${roundId}/result`);
  const across = await page.locator('.site-bar').evaluateAll((bars) =>
    bars.flatMap((bar) => {
      const line = bar.querySelector('line')?.getBoundingClientRect();
      return [...bar.querySelectorAll('text')]
        .map((text) => text.getBoundingClientRect())
        .filter(({ left, right }) => line !== undefined && left < line.right && right > line.left);
    }),
  );
  expect(across).toEqual([]);
});
