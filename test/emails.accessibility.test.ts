import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmails, type Emails } from '../functions/emails/render.ts';
import { type SampleNotice, sampleNotices, sampleSettings } from '../functions/emails/samples.ts';
import { builtEmails } from '../infra/built-emails.ts';
import type { NoticeData } from '../shared/contract/notices/kinds.ts';
import { axeFindings, scrollsSideways, startBrowser } from './support/browser.ts';
import { emailWidths } from './support/sample-emails.ts';

let browser: Browser;
let page: Page;
const asked: string[] = [];
const emails: Emails = createEmails(builtEmails, sampleSettings);
beforeAll(async () => {
  browser = await startBrowser();
  page = await (await browser.newContext()).newPage();
  page.on('request', (request) => asked.push(request.url()));
});
afterAll(() => browser.close());

const open = ({ notice, recipient }: SampleNotice) => page.setContent(emails.render(notice, recipient).html);

test('no email has findings of axe, contrast included: each kind both in the light and in the dark', {
  tags: 'long',
  timeout: 120_000,
}, async () => {
  await page.setViewportSize({ width: emailWidths[0], height: 800 });
  const found: Record<string, readonly string[]> = {};
  // By turns: every kind has two samples or more, and axe takes its time.
  for (const [i, sample] of sampleNotices.entries()) {
    await page.emulateMedia({ colorScheme: i % 2 === 0 ? 'light' : 'dark' });
    await open(sample);
    const findings = await axeFindings(page);
    if (findings.length > 0) found[sample.title] = findings;
  }
  expect(found).toEqual({});
});

test('in the dark an email is dark, and its text light', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(sampleNotices[0] as SampleNotice);
  const colours = await page.evaluate<string[]>(
    `[getComputedStyle(document.querySelector('.card')).backgroundColor, getComputedStyle(document.querySelector('h1')).color]`,
  );
  expect(colours).toEqual(['rgb(33, 43, 50)', 'rgb(255, 255, 255)']);
});

test.each(emailWidths)(
  'no email scrolls sideways or is smaller than 16px at %i px',
  async (width) => {
    await page.setViewportSize({ width, height: 800 });
    const wide: string[] = [];
    for (const sample of sampleNotices) {
      const title = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'.repeat(3);
      const notice = {
        ...sample.notice,
        data: { ...sample.notice.data, ...('title' in sample.notice.data && { title }) },
      };
      await open({ ...sample, notice: notice as SampleNotice['notice'] });
      const smallest = await page.evaluate<number>(
        `Math.min(...[...document.querySelectorAll('h1, h2, p, li, a, span')].map((one) => parseFloat(getComputedStyle(one).fontSize)))`,
      );
      if ((await scrollsSideways(page)) || smallest < 16) wide.push(`${sample.title} (${smallest}px)`);
    }
    expect(wide).toEqual([]);
  },
  60_000,
);

test('a hash that is shown in groups is copied whole', async () => {
  const sample = sampleNotices.find(({ notice }) => notice.notice === 'receipt') as SampleNotice;
  await open(sample);
  const copied = await page.evaluate<string>(
    `(() => { getSelection().selectAllChildren(document.body); return getSelection().toString(); })()`,
  );
  expect(copied).toContain((sample.notice.data as NoticeData<'receipt'>).contentHash);
});

test('nothing is loaded from anywhere to show an email', () => {
  expect(asked).toEqual([]);
});
