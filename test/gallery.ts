import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { signIn, startBrowser, widths } from './support/browser.ts';
import { startFurnished } from './support/furnished.ts';
import { getRoutes, pages, reviewerPages, somebodyWho } from './support/site-pages.ts';

const folder = join(import.meta.dirname, '..', 'dist', 'gallery');

const fileName = (path: string) => path.replaceAll(/[{}]/g, '').replaceAll('/', '-').slice(1) || 'today';

/** Writes a screenshot of every page of the site, wide and narrow, to `dist/gallery`: for people to look at. */
async function main(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [furnished, browser] = await Promise.all([startFurnished(), startBrowser()]);
  const { url } = furnished.world.service;
  try {
    const routes = getRoutes.filter(({ path }) => path in pages);
    for (const [name, own] of Map.groupBy(routes, somebodyWho)) {
      const page = await (await browser.newContext()).newPage();
      await signIn(page, url, name);
      for (const { path } of own) {
        await page.goto(`${url}${pages[path]?.(furnished) ?? ''}`);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          await page.screenshot({ path: join(folder, `${fileName(path)}-${width}.png`), fullPage: true });
        }
      }
    }
    const reviewer = reviewerBrowser(furnished.world.service);
    await reviewer.signIn('reviewer-1@example.org');
    const context = await browser.newContext();
    await context.addCookies(reviewer.forBrowser());
    const page = await context.newPage();
    for (const [path, addressOf] of Object.entries(reviewerPages)) {
      await page.goto(`${url}${addressOf(furnished)}`);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: join(folder, `${fileName(path)}-${width}.png`), fullPage: true });
      }
    }
    console.log(`${routes.length + Object.keys(reviewerPages).length} pages in ${folder}`);
  } finally {
    await browser.close();
    await furnished.world.stop();
  }
}

await main();
