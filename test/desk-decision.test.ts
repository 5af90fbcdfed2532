import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { decisionOperations } from '../shared/contract/decisions/operations.ts';
import { findingOperations } from '../shared/contract/findings/operations.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { signIn, startBrowser } from './support/browser.ts';
import { callPanel, sampleReviewBody, startReview, startWorld, submit, type World } from './support/world.ts';

let world: World;
let browser: Browser;
let roundId: string;
const criterionId = criteriaOf(sampleCriteriaSet()).find(({ number }) => number === '4.1')?.id ?? '';

/** A closed round whose reviewers dispute criterion 4.1, which is mandatory. */
async function disputedRound(): Promise<string> {
  const id = await world.openRound();
  for (const number of [1, 2, 3] as const) {
    const client = world.reviewer(number);
    const hash = await startReview(client, id);
    const body = sampleReviewBody(number, hash);
    const rating = number === 2 ? 1 : 4;
    const ratings = { ...body.ratings, [criterionId]: { ...body.ratings[criterionId], rating } };
    await submit(client, id, { ...body, ratings });
  }
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId: id },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId: id } }),
    body: {},
  });
  await world.service.idle();
  return id;
}

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  roundId = await disputedRound();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

let page: Page;
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(15_000);
});
afterEach(() => page.context().close());

const address = (path: string) => `${world.service.url}${path}`;
const button = (name: string) => page.getByRole('button', { name, exact: true });
const errors = async () =>
  (await page.locator('.nhsuk-error-summary').getByRole('link').allTextContents()).map((text) => text.trim());

async function enterDate(legend: string, [day, month, year]: readonly [string, string, string]) {
  const group = page.getByRole('group', { name: legend }).first();
  await group.getByLabel('Day').fill(day);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Year').fill(year);
}

const nextYear = String(new Date().getFullYear() + 1);

test('staff take a dispute to the panel, decide, and find the specification in the public register', async () => {
  await signIn(page, world.service.url, 'Sample staff member');
  await page.goto(address(`/rounds/${roundId}/result`));
  expect(await page.getByRole('heading', { name: 'Recommendation: Refer to panel' }).count()).toBe(1);
  await page.getByRole('link', { name: 'Disputed and not met' }).click();
  expect(page.url()).toContain('show=disputed-and-not-met');
  expect(await page.locator('.site-criteria tbody tr').count()).toBe(2);

  await page.getByRole('button', { name: 'Panel discussion' }).click();
  // What nobody has discussed is no finding of the panel.
  const record = page.getByRole('button', { name: 'Record what the panel found' });
  expect(await record.count()).toBe(0);
  await page.goto(address(`/rounds/${roundId}/panel/findings`));
  expect(await page.locator('h1').textContent()).toContain('No panel has been called');
  await button('Call the panel').click();
  await enterDate('On which day does the panel meet?', ['1', '10', nextYear]);
  await page.getByLabel('At what time does it start?').fill('2pm');
  await page.getByLabel('Where does it meet?').fill('Room 1');
  await button('Call the panel').click();
  await page.waitForURL(/done=panel-called/);
  await record.click();
  await button('Record the findings').click();
  expect(await errors()).toEqual([
    'Choose everybody who took part in the discussion',
    'Say what the panel found on at least one criterion',
  ]);
  await page.locator(`[name="findings.${criterionId}.status"][value=met]`).check();
  // By name: who sat there is known, and nobody's place.
  await page.getByLabel('Sample reviewer 2').check();
  await page.getByLabel('Sample staff member').check();
  await button('Record the findings').click();
  expect(await errors()).toEqual(['Enter the panel’s reason']);
  await page.locator(`[name="findings.${criterionId}.reason"]`).fill('R2 had overlooked annex A.');
  await button('Record the findings').click();
  await page.waitForURL(/\/panel\?done=/);
  await world.service.idle();
  await page.goto(address(`/rounds/${roundId}/panel`));
  expect(await page.locator('main').textContent()).toContain('Sample reviewer 2, Sample staff member');

  await page.goto(address(`/rounds/${roundId}/result`));
  expect(await page.getByRole('heading', { name: 'Recommendation: Endorse with conditions' }).count()).toBe(
    1,
  );
  const result = (await page.locator('main').textContent()) ?? '';
  for (const reviewer of [1, 2, 3] as const) {
    const { overallComment, overallNote } = readSampleReview(reviewer);
    expect(result).toContain(overallComment);
    expect(result).toContain(overallNote);
  }
  await page.getByRole('button', { name: 'Record the decision' }).click();
  await page.getByLabel('Endorse with conditions').check();
  // The first proposed condition is left out, so the second becomes the first.
  await page.getByLabel('What must be done?').first().fill('');
  await button('Check the decision').click();
  expect(await errors()).toEqual(['Enter the date by which condition 1 must be fulfilled']);
  expect(await page.getByLabel('What must be done?').first().inputValue()).toContain('8.1');
  await enterDate('By when?', ['31', '3', '2020']);
  await button('Check the decision').click();
  expect(await errors()).toEqual(['The date of condition 1 must be in the future']);
  // The conditions that are still empty hold their usual owner, as they did at first.
  const owners = page.getByLabel('Who sees to it?');
  const usual = await owners.last().inputValue();
  expect(usual).not.toBe('');
  for (const owner of await owners.all()) expect(await owner.inputValue()).toBe(usual);
  await enterDate('By when?', ['31', '3', nextYear]);

  const preview = async () => {
    const [letter] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'Preview the letter' }).click(),
    ]);
    await letter.waitForLoadState();
    return letter;
  };
  const named = 'Our thanks go to Sample Reviewer 2 for the work.';
  await page.getByLabel('Message to the developer').fill(named);
  const naming = await preview();
  expect(await naming.getByRole('heading', { name: 'It could not be released like this' }).count()).toBe(1);
  expect(await naming.locator('q').first().textContent()).toBe(named);
  await naming.close();
  await button('Check the decision').click();
  expect(await errors()).toEqual([expect.stringMatching(/^The message has a reviewer’s full name/)]);
  await page.getByLabel('Message to the developer').fill('');

  const letter = await preview();
  const text = (await letter.locator('main').textContent()) ?? '';
  expect(await letter.locator('q').count()).toBe(0);
  expect(text).toContain(`31 March ${nextYear}`);
  expect(text).not.toMatch(/Sample reviewer|\bR[123]\b/);
  await letter.close();

  await button('Check the decision').click();
  const check = (await page.locator('main').textContent()) ?? '';
  for (const part of [
    'Endorse with conditions',
    `31 March ${nextYear}`,
    'appears in the public register when',
  ])
    expect(check).toContain(part);
  await button('Change something').click();
  expect(await page.getByLabel('Endorse with conditions').isChecked()).toBe(true);
  await button('Check the decision').click();
  await button('Record the decision').click();
  await page.waitForURL(/\/decision\?done=decided/);
  expect(await page.locator('h1').textContent()).toContain('Endorse with conditions');

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(address('/register'));
  expect(await stranger.locator('main').textContent()).toContain('none has been endorsed');

  await page.goto(address(`/rounds/${roundId}/letter/release`));
  await button('Release the letter').click();
  await page.waitForURL(/done=letter-released/);
  // What the letter says of conditions is so when it goes; what comes later is told by itself.
  await page.goto(address(`/rounds/${roundId}/decision`));
  await page.getByRole('button', { name: 'Mark condition 1 as fulfilled' }).click();
  await page.getByLabel('Evidence').fill('The handbook, version 2.');
  await button('Mark as fulfilled').click();
  await page.waitForURL(/done=condition-fulfilled/);
  await stranger.goto(address('/register'));
  expect(await stranger.locator('main').textContent()).toContain('All conditions are fulfilled');
  await stranger.locator('main').getByRole('link').first().click();
  const entry = (await stranger.locator('main').textContent()) ?? '';
  for (const part of ['Its fingerprint (SHA-256)', 'Version 1 endorsed', 'Met on'])
    expect(entry).toContain(part);
  await stranger.context().close();
  await page.goto(address(`/rounds/${roundId}/decision`));
  await page.getByRole('link', { name: 'Withdraw the endorsement' }).click();
  await button('Withdraw the endorsement').click();
  expect(await errors()).toEqual([
    'Enter why the endorsement is withdrawn',
    'Enter what the developer is told',
  ]);
  await page.getByLabel('Reason').fill('It was replaced.');
  await page.getByLabel('What is the developer told?').fill('It was replaced.');
  await button('Withdraw the endorsement').click();
  await page.waitForURL(/done=endorsement-withdrawn/);
  await page.goto(address('/register'));
  expect(await page.locator('main').textContent()).toContain('Withdrawn since');

  for (const [path, said, back] of [
    ['decide', 'There is nothing to decide now', 'decision'],
    ['panel/call', 'There is no panel to call now', 'panel'],
    ['panel/findings', 'There is nothing for a panel to find now', 'panel'],
    ['conditions/1/fulfil', 'This condition is fulfilled', 'decision'],
    ['decision/withdraw', 'The endorsement has been withdrawn', 'decision'],
    ['letter/change', 'The letter has been released', 'letter'],
    ['letter/release', 'The letter has been released', 'letter'],
  ]) {
    const stale = await page.goto(address(`/rounds/${roundId}/${path}`));
    expect([path, stale?.status(), await page.locator('h1').textContent()]).toEqual([path, 409, said]);
    expect(await page.locator('main form').count()).toBe(0);
    expect(await page.locator('main').getByRole('button').getAttribute('href')).toBe(
      `/rounds/${roundId}/${back}`,
    );
  }
}, 90_000);

test('a letter that a withdrawal has overtaken is neither changed nor released, and the page says why', async () => {
  const other = await disputedRound();
  const paper = await world.staff.send(panelOperations.getPanelPaper, { parameters: { roundId: other } });
  await world.staff.call(decisionOperations.decide, {
    parameters: { roundId: other },
    headers: { 'if-match': paper.headers.get('etag') ?? '' },
    body: {
      outcome: 'endorse',
      reason: 'The panel is content.',
      message: '',
      conditions: [],
      reviewBy: `${Number(nextYear) + 2}-08-01`,
    },
  });
  const { headers } = await world.staff.send(decisionOperations.getDecision, {
    parameters: { roundId: other },
  });
  await world.staff.call(decisionOperations.withdrawDecision, {
    parameters: { roundId: other },
    headers: { 'if-match': headers.get('etag') ?? '' },
    body: { reason: 'It was endorsed by mistake.', message: 'It was endorsed by mistake.' },
  });
  await signIn(page, world.service.url, 'Sample staff member');
  for (const path of ['change', 'release']) {
    const stale = await page.goto(address(`/rounds/${other}/letter/${path}`));
    expect([stale?.status(), await page.locator('h1').textContent()]).toEqual([
      409,
      'The letter is not to be released',
    ]);
  }
  await page.goto(address(`/rounds/${other}/letter`));
  expect(await page.locator('main').textContent()).toContain('withdrawn');
});

test('whoever decides on an older state is told who changed what, and keeps what was entered', async () => {
  const other = await disputedRound();
  await signIn(page, world.service.url, 'Sample staff member');
  await page.goto(address(`/rounds/${other}/decide`));
  await page.getByLabel('Do not endorse').check();
  await page.getByLabel('Reason').fill('It is not ready.');
  await callPanel(world, other);
  const paper = await world.staff.send(panelOperations.getPanelPaper, { parameters: { roundId: other } });
  await world.staff.call(findingOperations.recordFindings, {
    parameters: { roundId: other },
    headers: { 'if-match': paper.headers.get('etag') ?? '' },
    body: { attended: ['sample-staff'], findings: { [criterionId]: { status: 'met', reason: 'Annex A.' } } },
  });
  await world.service.idle();
  await button('Check the decision').click();
  expect(await page.locator('.nhsuk-error-summary').textContent()).toContain(
    'Sample staff member recorded a finding of the panel',
  );
  expect(await page.getByLabel('Reason').inputValue()).toBe('It is not ready.');
});

test('oversight reads the result and the paper, and is offered nothing to change', async () => {
  await signIn(page, world.service.url, 'Sample oversight member');
  for (const path of ['result', 'panel', `criteria/${criterionId}`, 'decision', 'letter']) {
    const response = await page.goto(address(`/rounds/${roundId}/${path}`));
    expect([path, response?.status()]).toEqual([path, 200]);
    expect(await page.locator('main').getByRole('button').count()).toBe(path === 'result' ? 1 : 0);
  }
  for (const path of ['decide', 'panel/findings', 'decision/withdraw', 'everything.json'])
    expect((await page.goto(address(`/rounds/${roundId}/${path}`)))?.status()).toBe(403);
});

test('files are to be kept, under names that say what they are', async () => {
  await signIn(page, world.service.url, 'Sample staff member');
  for (const [path, name] of [
    ['result.csv', 'result-sample-frailty-version-1.csv'],
    ['result.xlsx', 'result-sample-frailty-version-1.xlsx'],
    ['export.json', `round-${roundId}.json`],
    ['everything.json', `round-${roundId}-everything-confidential.json`],
  ]) {
    const response = await page.request.get(address(`/rounds/${roundId}/${path}`));
    expect(response.headers()['content-disposition']).toBe(`attachment; filename="${name}"`);
    expect((await response.body()).length).toBeGreaterThan(1_000);
  }
});
