import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWorkbench } from '../addon/workbench/build.ts';
import { startBrowser } from './support/browser.ts';
import { type AtWorkbench, outOfSightBeside, sitDownAt, tabTo } from './support/workbench.ts';
import { startReview, startWorld } from './support/world.ts';

const folder = join(import.meta.dirname, '..', 'dist', 'sheet-gallery');

const long = `The aims are clear. ${'More could be said of who was asked, and how. '.repeat(20)}`;
const texts = [
  ['F10', 'page 4, section 2'],
  ['G10', long],
  ['H10', 'In confidence'],
  ['I10', 'Not my field'],
] as const;

/** One review, with pictures of it. */
interface Sitting {
  readonly at: AtWorkbench;
  /** Takes a picture. */
  readonly picture: (name: string) => Promise<void>;
  /** Takes one while a cell is written, and fails where that, its number or its criterion cannot be seen whole. */
  readonly written: (a1: string) => Promise<void>;
  /** Waits for a heading of the sidebar. */
  readonly see: (heading: string) => Promise<void>;
}

/** Rows of criteria in the sheet that is in front. */
async function criteriaRows(at: AtWorkbench): Promise<number[]> {
  return (await at.shown()).flatMap(([number = ''], index) => (/^\d+\.\d+$/.test(number) ? [index + 1] : []));
}

/** From the invitation to the receipt with the mouse: keys make the letters of texts and nothing else. */
async function byMouse({ at, picture, written, see }: Sitting): Promise<void> {
  const press = (call: string) =>
    at.sidebar.locator(`button[data-call="${call}"]`).first().click({ timeout: 60_000 });
  const write = async (a1: string, text: string) => {
    await at.wheelTo(a1);
    await at.click(a1);
    await at.write(text);
    await written(a1);
    // A click elsewhere ends the writing, and no wheel turns over a cell that is open.
    await at.click(`A${a1.slice(1)}`);
  };
  await at.choose('Extensions', 'My reviews');
  await see('My reviews');
  await picture('my-reviews');
  await press('startReview');
  await see('Score the criteria');
  await picture('started');
  await press('checkScores');
  await at.sidebar.getByText('to mend').waitFor();
  await picture('to-mend');
  for (const row of await criteriaRows(at)) {
    const rating = row === 10 ? 'Unable to judge' : '3 – Met';
    await at.wheelTo(`E${row}`);
    await at.pick(`E${row}`, rating, () => written(`E${row}`));
    if (row === 10) for (const [a1, text] of texts) await write(a1, text);
    else await write(`F${row}`, `page ${row}`);
  }
  await at.click('C8');
  await press('checkScores');
  await see('Submit this review?');
  await picture('confirmation');
  await press('submitReview');
  await see('Review submitted');
  await picture('receipt');
}

/** The same by keyboard alone: along the first row, down the ratings, and to the receipt. */
async function byKeyboard({ at, picture, written, see }: Sitting): Promise<void> {
  const { keyboard } = at.page;
  const press = async (call: string) => {
    await tabTo(at, `button[data-call="${call}"]`);
    await keyboard.press('Enter');
  };
  const menu = async () => {
    await keyboard.press('Control+Alt+Shift+M');
    for (const key of ['Tab', 'Enter', 'Enter']) await keyboard.press(key);
    await see('My reviews');
    await press('startReview');
    await see('Score the criteria');
  };
  await menu();
  await press('selectNextUnrated');
  await picture('next-unrated');
  for (const [a1, text] of [['E10', '3 - met'], ...texts] as const) {
    await at.write(text);
    await written(a1);
    await keyboard.press('Tab');
  }
  for (const _ of ['E10', ...texts]) await keyboard.press('ArrowLeft');
  const rows = await criteriaRows(at);
  for (let row = 11; row <= (rows.at(-1) ?? 0); row++) {
    await keyboard.press('ArrowDown');
    if (!rows.includes(row)) continue;
    await at.write('3 - met');
    await written(`E${row}`);
    await keyboard.press('Enter');
    await keyboard.press('ArrowUp');
  }
  await menu();
  await press('checkScores');
  await see('Submit this review?');
  await picture('confirmation');
  await press('submitReview');
  await see('Review submitted');
  await picture('receipt');
}

/** Writes screenshots of reviews in the workbench at 1366 × 768 to `dist/sheet-gallery`: for people to look at. */
async function main(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [world, browser] = await Promise.all([startWorld(), startBrowser(), buildWorkbench()]);
  try {
    const roundId = await world.openRound();
    for (const [reviewer, how, review] of [
      [1, 'mouse', byMouse],
      [2, 'keyboard', byKeyboard],
    ] as const) {
      await startReview(world.reviewer(reviewer), roundId);
      const at = await sitDownAt(browser, world.service.url, `reviewer-${reviewer}@example.org`);
      let [pictures, cells] = [0, 0];
      const picture = async (name: string) => {
        pictures += 1;
        await at.page.waitForTimeout(500);
        await at.page.screenshot({
          path: join(folder, `${how}-${String(pictures).padStart(3, '0')}-${name}.png`),
        });
      };
      const written = async (a1: string) => {
        cells += 1;
        await picture(a1);
        const unseen = await outOfSightBeside(at, a1);
        if (unseen.length > 0) throw new Error(`${unseen} cannot be seen while ${a1} is being written`);
      };
      const see = (name: string) =>
        at.sidebar.getByRole('heading', { name }).first().waitFor({ timeout: 60_000 });
      await review({ at, picture, written, see });
      await at.close();
      console.log(
        `By ${how}: ${pictures} pictures, ${cells} of them of a cell that is written, in ${folder}`,
      );
    }
  } finally {
    await browser.close();
    await world.stop();
  }
}

await main();
