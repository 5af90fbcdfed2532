import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn, startBrowser } from './support/browser.ts';
import { type RunningSite, startSite } from './support/site.ts';

let site: RunningSite;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});
afterAll(async () => {
  expect(site.errors).toEqual([]);
  await browser.close();
  await site.stop();
});

async function signedIn(name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(10_000);
  await signIn(page, site.url, name);
  return page;
}

const press = (page: Page, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).click();

const main = async (page: Page) => (await page.locator('main').textContent())?.replace(/\s+/g, ' ') ?? '';

describe('from an empty installation to companions, with nothing but the pages', () => {
  let staff: Page;
  let priority = '';

  beforeAll(async () => {
    staff = await signedIn('Sample staff member');
  });

  test('the Oversight Group adds a priority', async () => {
    const page = await signedIn('Sample oversight member');
    await page.goto(`${site.url}/priorities/add`);
    await page.getByLabel('Title').fill('Falls at home');
    await page.getByLabel('Area of practice').fill('Frailty');
    for (const why of ['a high priority', 'needed at scale', 'the whole system'])
      await page.getByLabel(why).fill('Every system asks for it.');
    const since = page.getByRole('group', { name: 'Known since' });
    for (const [part, value] of [
      ['Day', '2'],
      ['Month', '3'],
      ['Year', '2026'],
    ] as const)
      await since.getByLabel(part).fill(value);
    await press(page, 'Add the priority');
    await page.waitForURL(/done=/);
    priority = page.url().replace(/\?.*/, '');
    expect(await main(page)).toContain('No other intervention is proposed');
    await page.context().close();
  });

  test('staff propose a credential for it in another area, and another intervention', async () => {
    for (const [title, type, area] of [
      ['Falls credential', 'Multi-professional, including medicine', 'Urgent care'],
      ['A course of a week', 'Another intervention, no credential', 'Frailty'],
    ] as const) {
      await staff.goto(priority);
      await press(staff, 'Make a proposal for it');
      await staff.getByLabel('Title').fill(title);
      await staff.getByLabel('Area of practice').fill(area);
      await staff.getByLabel(type, { exact: true }).check();
      for (const part of ['Nature and scope', 'Scale', 'Alternatives considered'])
        await staff.getByLabel(part, { exact: true }).fill('As many as need it.');
      await staff.getByLabel('Sponsor: organisation').fill('Frailty group');
      await staff.getByLabel('Sponsor: name').fill('Dee Sponsor');
      await staff.getByLabel('Sponsor: email').fill('dee@example.org');
      await press(staff, 'Make the proposal');
      await staff.waitForURL(/done=/);
      expect(await main(staff)).not.toMatch(/endors/i);
    }
    await staff.goto(priority);
    const map = await main(staff);
    expect(map).toMatch(/Falls credential.*In Urgent care/);
    expect(map).toContain('A course of a week');
    expect(map).not.toContain('No other intervention is proposed');
    expect(map).not.toMatch(/endors/i);
  });

  test('its specification is measured against the framework, its companion for medicine is not', async () => {
    await staff.getByRole('link', { name: 'Falls credential' }).click();
    await press(staff, 'Register its specification');
    await staff.getByLabel('Link to the document').fill('https://example.org/draft.pdf');
    await staff.getByLabel('Or its fingerprint').fill('ab'.repeat(32));
    await staff.getByLabel('Area of practice').fill('Frailty');
    await staff
      .getByLabel('Area-specific capabilities')
      .fill('Lead the redesign of services (2.5)\nAssess people after a fall (1.4)');
    await press(staff, 'Add the version');
    await staff.waitForURL(/done=/);
    const own = staff.url().replace(/\?.*/, '');
    expect(await main(staff)).toContain('2.5 Redesigning services');

    await staff.goto(`${site.url}/specifications/register`);
    await staff.getByLabel('Title').fill('Falls credential for doctors');
    await staff.getByLabel('Area of practice').fill('Frailty');
    await staff.getByLabel('organisation').fill('Frailty group');
    await staff.getByLabel('name of the contact').fill('Dee Sponsor');
    await staff.getByLabel('email address of the contact').fill('dee@example.org');
    await press(staff, 'Register');
    await staff.waitForURL(/done=/);
    await press(staff, 'Add the first version');
    await staff.getByLabel('Medical', { exact: true }).check();
    await staff.getByLabel('Link to the document').fill('https://example.org/medical.pdf');
    await staff.getByLabel('Or its fingerprint').fill('cd'.repeat(32));
    await staff
      .getByLabel('Area-specific capabilities')
      .fill('Assess people after a fall\nPrescribe for pain and sleep');
    await press(staff, 'Add the version');
    await staff.waitForURL(/done=/);
    expect(await main(staff)).toContain('is not measured against the Multi-professional framework');

    await staff.getByRole('link', { name: 'Link a companion' }).click();
    await staff.getByLabel('The other specification').selectOption({ label: 'Falls credential' });
    await staff.getByLabel('They are taken side by side').check();
    await press(staff, 'Link it');
    await staff.waitForURL(/done=/);
    await staff.goto(own);
    await staff.getByRole('link', { name: 'Compare' }).click();
    const compared = await main(staff);
    expect(compared).toMatch(/What both have.*Assess people after a fall.*The same.*What only one has/);
    expect(compared).toMatch(/Only in Falls credential Lead the redesign of services/);
    expect(compared).toMatch(/Only in Falls credential for doctors Prescribe for pain and sleep/);
  });

  test('the priority shows both side by side, and what is missing', async () => {
    await staff.goto(priority);
    const map = await main(staff);
    expect(map).toMatch(/Medicine only.*Falls credential for doctors/);
    expect(map).toContain('Side by side with Falls credential');
    expect(map).toContain('Nothing is for dentistry');
    expect(map).not.toContain('Nothing is for medicine only');
  });

  test('the priority is put before the Oversight Group from its own page', async () => {
    await staff.goto(`${site.url}/meetings/call`);
    const day = new Date(Date.now() + 20 * 24 * 60 * 60 * 1000);
    await staff.getByLabel('Day').fill(String(day.getUTCDate()));
    await staff.getByLabel('Month').fill(String(day.getUTCMonth() + 1));
    await staff.getByLabel('Year').fill(String(day.getUTCFullYear()));
    await staff.getByLabel('At what time does it start?').fill('2pm');
    await staff.getByLabel('Where is it?').fill('Room 4');
    await press(staff, 'Call the meeting');
    await staff.waitForURL(/done=/);
    await staff.goto(priority);
    await staff.getByRole('link', { name: 'Put it before the Oversight Group' }).click();
    expect(await main(staff)).toContain('Choose the meeting before which it is put');
    await staff.locator('main').getByRole('link', { name: '2pm' }).click();
    await staff.getByLabel('What is the group asked?').fill('Is it a priority?');
    await press(staff, 'Put it before the group');
    await staff.waitForURL(/done=/);
    expect(await main(staff)).toMatch(/Priority Falls at home.*Is it a priority\?/);
  });

  test('an edition of the framework is imported, and never again under its name', async () => {
    const rows = ['No.,Title', ...[1, 2, 3, 4].map((pillar) => `${pillar}.1,Title ${pillar}`)].join('\n');
    for (const done of [/done=framework-imported/, /\/frameworks\/import$/]) {
      await staff.goto(`${site.url}/frameworks/import`);
      await staff.getByLabel('Name of the edition').fill('Our edition (2031)');
      await staff
        .getByLabel('A table of its capabilities')
        .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
      await press(staff, 'Import it');
      await staff.waitForURL(done);
    }
    expect(await main(staff)).toContain('An edition of this name is there already');
  });
});
