import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWorkbench } from '../addon/workbench/build.ts';
import { startBrowser } from './support/browser.ts';
import { sitDownAt } from './support/workbench.ts';
import { startReview, startWorld } from './support/world.ts';

const folder = join(import.meta.dirname, '..', 'dist', 'sheet-gallery');

/** Writes screenshots of a review in the workbench at 1366 × 768 to `dist/sheet-gallery`: for people to look at. */
async function main(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [world, browser] = await Promise.all([startWorld(), startBrowser(), buildWorkbench()]);
  try {
    const roundId = await world.openRound();
    await startReview(world.reviewer(1), roundId);
    const at = await sitDownAt(browser, world.service.url, 'reviewer-1@example.org');
    await at.page.setViewportSize({ width: 1366, height: 768 });
    let pictures = 0;
    const picture = async (name: string) => {
      pictures += 1;
      await at.page.waitForTimeout(1_500);
      await at.page.screenshot({ path: join(folder, `${pictures}-${name}.png`) });
    };
    const press = (name: string | RegExp) =>
      at.sidebar.getByRole('button', { name }).first().click({ timeout: 60_000 });
    await at.choose('Extensions', 'My reviews');
    await at.sidebar.getByRole('heading', { name: 'My reviews' }).waitFor();
    await picture('my-reviews');
    await press(/^Start review/);
    await at.sidebar.getByRole('heading', { name: 'Score the criteria' }).waitFor({ timeout: 60_000 });
    await picture('started');
    for (const [a1, text] of [
      ['E10', '3 - met'],
      ['F10', 'page 4, section 2'],
      ['G10', `The aims are clear. ${'More could be said of who was asked, and how. '.repeat(20)}`],
      ['H11', 'In confidence'],
      ['I12', 'Not my field'],
    ] as const) {
      await at.select(a1);
      await at.type(text);
      await at.select(a1);
      await picture(`writing-${a1}`);
    }
    await press('Next unrated');
    await picture('next-unrated');
    await press('Check and submit');
    await at.sidebar.getByText('to mend').waitFor();
    await picture('to-mend');
    await at.close();
    console.log(`${pictures} pictures in ${folder}`);
  } finally {
    await browser.close();
    await world.stop();
  }
}

await main();
