import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWorkbench } from '../addon/workbench/build.ts';
import { startBrowser } from './support/browser.ts';
import { type AtWorkbench, outOfSightBeside, sitDownAt, tabTo } from './support/workbench.ts';
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
async function wholeInSight(at: AtWorkbench, a1: string): Promise<void> {
  const unseen = await outOfSightBeside(at, a1);
  if (unseen.length > 0) throw new Error(`${unseen} cannot be seen while ${a1} is being written`);
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
    // By mouse: what can be seen is clicked.
    await press('Check and submit');
    await at.sidebar.getByText('to mend').waitFor();
    await picture('to-mend');
    for (const a1 of ['E13', 'F13', 'G13', 'H13', 'I13']) {
      await at.click(a1);
      await at.write('3');
      await picture(`mouse-${a1}`);
      await wholeInSight(at, a1);
      await at.page.keyboard.press('Escape');
    }
    // By keyboard alone: along the first row, down the ratings, and to the receipt.
    const { keyboard } = at.page;
    const menu = async (call: string) => {
      await keyboard.press('Control+Alt+Shift+M');
      for (const key of ['Tab', 'Enter', 'Enter']) await keyboard.press(key);
      await at.sidebar.getByRole('heading', { name: 'My reviews' }).waitFor();
      await pressByKey(call);
      await at.sidebar.getByRole('heading', { name: 'Score the criteria' }).waitFor({ timeout: 60_000 });
    };
    const pressByKey = async (call: string) => {
      await tabTo(at, `button[data-call="${call}"]`);
      await keyboard.press('Enter');
    };
    await at.page.evaluate("workbench.select('A9')");
    await menu('startReview');
    await pressByKey('selectNextUnrated');
    await picture('next-unrated');
    for (const [a1, text] of texts) {
      await at.write(text);
      await picture(`keyboard-${a1}`);
      await wholeInSight(at, a1);
      await keyboard.press('Tab');
    }
    for (const _ of texts) await keyboard.press('ArrowLeft');
    const numbers = (await at.shown()).map(([number = '']) => number);
    for (const [index, number] of numbers.entries()) {
      if (index < 10) continue;
      await keyboard.press('ArrowDown');
      if (!/^\d+\.\d+$/.test(number)) continue;
      await at.write('3 - met');
      if (number.endsWith('.1')) await picture(`keyboard-E${index + 1}`);
      await wholeInSight(at, `E${index + 1}`);
      await keyboard.press('Enter');
      await keyboard.press('ArrowUp');
    }
    await menu('startReview');
    await pressByKey('checkScores');
    await at.sidebar.getByRole('heading', { name: 'Submit this review?' }).waitFor({ timeout: 60_000 });
    await picture('confirmation');
    await pressByKey('submitReview');
    await at.sidebar.getByRole('heading', { name: 'Review submitted' }).waitFor({ timeout: 60_000 });
    await picture('receipt');
    await at.close();
    console.log(`${pictures} pictures in ${folder}`);
  } finally {
    await browser.close();
    await world.stop();
  }
}

await main();
