import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWorkbench } from '../addon/workbench/build.ts';
import { startBrowser } from './support/browser.ts';
import { type AtWorkbench, sitDownAt } from './support/workbench.ts';
import { startReview, startWorld } from './support/world.ts';

const folder = join(import.meta.dirname, '..', 'dist', 'sheet-gallery');

const texts = [
  ['E10', '3 - met'],
  ['F10', 'page 4, section 2'],
  ['G10', `The aims are clear. ${'More could be said of who was asked, and how. '.repeat(20)}`],
  ['H10', 'In confidence'],
  ['I10', 'Not my field'],
] as const;

/** Fails where the cell that is being written, or the number and criterion beside it, cannot be seen whole. */
async function wholeInSight({ page }: AtWorkbench, a1: string): Promise<void> {
  const row = a1.slice(1);
  for (const cell of [`A${row}`, `C${row}`, a1]) {
    const seen = await page.evaluate<boolean>(`workbench.inSight('${cell}')`);
    if (!seen) throw new Error(`${cell} cannot be seen while ${a1} is being written`);
  }
}

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
    // By keyboard alone: along the row, and further down.
    await at.select('E10');
    for (const [a1, text] of texts) {
      await at.write(text);
      await wholeInSight(at, a1);
      await picture(`keyboard-${a1}`);
      await at.page.keyboard.press('Tab');
    }
    for (let row = 10; row < 20; row++) await at.page.keyboard.press('ArrowDown');
    for (const a1 of ['I20', 'H20', 'G20', 'F20', 'E20']) {
      await at.page.keyboard.press('ArrowLeft');
      await wholeInSight(at, a1);
      await picture(`keyboard-${a1}`);
    }
    // By mouse: what can be seen is clicked.
    for (const a1 of ['E21', 'F21', 'G21', 'H21', 'I21']) {
      await at.click(a1);
      await at.write('3');
      await wholeInSight(at, a1);
      await picture(`mouse-${a1}`);
      await at.page.keyboard.press('Escape');
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
