import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { buildWorkbench } from '../addon/workbench/build.ts';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { axeFindings, startBrowser } from './support/browser.ts';
import {
  type AtWorkbench,
  giveToOthers,
  isOpen,
  outOfSightBeside,
  sitDownAt,
  tabTo,
} from './support/workbench.ts';
import { startReview, startWorld, type World } from './support/world.ts';

// Over 350 lines because one browser and one service do for every journey of a reviewer.

// A browser, a spreadsheet and a service start on two cores that others may use as well.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let world: World;
let browser: Browser;
let mirror: Page;
let roundId: string;
const sittings: AtWorkbench[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser(), buildWorkbench()]);
  mirror = await (await browser.newContext({ viewport: { width: 300, height: 700 } })).newPage();
});

beforeEach(async () => {
  await Promise.all(sittings.splice(0).map((sitting) => sitting.close()));
  roundId = await world.openRound();
});

afterAll(async () => {
  await browser.close();
  await world.stop();
});

const sitDown = async (reviewer: number, prepare?: (page: Page) => Promise<void>) => {
  const email = `reviewer-${reviewer}@example.org`;
  const at = await sitDownAt(browser, world.service.url, email, prepare);
  sittings.push(at);
  return at;
};

/** Opens the scoring sheet of this test's round, for a reviewer who has declared already. */
async function openSheet(reviewer: 1 | 2 | 3, prepare?: (page: Page) => Promise<void>): Promise<AtWorkbench> {
  await startReview(world.reviewer(reviewer), roundId);
  const at = await sitDown(reviewer, prepare);
  await at.choose('Extensions', 'My reviews');
  await press(at, /^Start review/);
  await seeHeading(at, 'Score the criteria');
  return at;
}

/** Presses a button of the sidebar that belongs to this test's round, or to no round. */
const press = (at: AtWorkbench, name: string | RegExp) =>
  at.sidebar
    .locator(`button[data-args*="${roundId}"], button:not([data-args*="-"])`)
    .filter({ hasText: name })
    .first()
    .click();

const seeHeading = (at: AtWorkbench, name: string) =>
  at.sidebar.getByRole('heading', { name, level: 1 }).waitFor();

const seeSaved = (at: AtWorkbench) => at.sidebar.getByText(/^Draft saved/).waitFor();

const idOf = (number: string) =>
  criteriaOf(sampleCriteriaSet()).find((each) => each.number === number)?.id ?? '';

/** Asks again for a while: the grid takes its time where others use the machine. */
const eventually = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 20_000 });

/** Where each criterion's row is in the sheet in front, by number. */
const rowsOf = async (at: AtWorkbench) =>
  new Map(
    (await at.shown()).flatMap(([number = ''], index) =>
      /^\d+\.\d+$/.test(number) ? [[number, index + 1] as const] : [],
    ),
  );

/** Rates every criterion, or those in some rows, with a paste over the column of ratings. */
async function rateAll(at: AtWorkbench, rating: string, some?: readonly number[]): Promise<void> {
  const rows = some ?? [...(await rowsOf(at)).values()];
  const [first = 0, last = 0] = [rows[0], rows.at(-1)];
  const column = Array.from({ length: last - first + 1 }, (_, i) => (rows.includes(first + i) ? rating : ''));
  await at.select(`E${first}`);
  await at.paste(column.join('\n'));
  await eventually(() => at.cell(`E${last}`)).toBe(rating);
}

const savedReview = async (reviewer: 1 | 2 | 3) =>
  world.reviewer(reviewer).call(reviewOperations.getReview, { parameters: { roundId } });

const submissionsOf = async (reviewer: 1 | 2 | 3) => {
  const { submissions } = await world
    .reviewer(reviewer)
    .call(reviewOperations.listMySubmissions, { parameters: { roundId } });
  return submissions;
};

/** What axe finds in the sidebar as it stands, looked at as a page of its own. */
async function findingsIn(at: AtWorkbench): Promise<readonly string[]> {
  const html = await at.sidebar.locator('html').evaluate('document.documentElement.outerHTML');
  await mirror.setContent(String(html).replace(/<script[\s\S]*?<\/script>/g, ''));
  return axeFindings(mirror);
}

test('a new reviewer gets from the welcome page to the receipt by keyboard alone, and sees what they write', async () => {
  const at = await sitDown(1);
  const { keyboard } = at.page;
  const findings: string[] = [];
  const see = async (heading: string) => {
    await seeHeading(at, heading);
    findings.push(...(await findingsIn(at)));
  };
  const pressByKey = async (call: string) => {
    await tabTo(at, `button[data-call="${call}"]:is([data-args*="${roundId}"], :not([data-args*="-"]))`);
    await keyboard.press('Enter');
  };
  /** Types into the selected cell, and looks at it before going on with a key. */
  const write = async (a1: string, text: string, key: string) => {
    if (text !== '') await at.write(text);
    await eventually(() => outOfSightBeside(at, a1)).toEqual([]);
    await keyboard.press(key);
  };
  expect(await axeFindings(at.page, { without: ['#grid'] })).toEqual([]);
  await keyboard.press('Control+Alt+Shift+M');
  for (const key of ['Tab', 'Enter', 'Enter']) await keyboard.press(key);
  await see('My reviews');
  await pressByKey('showDeclaration');
  await see('Declare interests');
  await tabTo(at, 'input[value="none"]');
  await keyboard.press('Space');
  await tabTo(at, 'button[type="submit"]');
  await keyboard.press('Enter');
  await seeHeading(at, 'My reviews');
  await pressByKey('startReview');
  await see('Score the criteria');
  await pressByKey('selectNextUnrated');

  const rows = [...(await rowsOf(at)).values()];
  const [first = 0, last = 0] = [rows[0], rows.at(-1)];
  await eventually(() => at.page.evaluate('workbench.selected()')).toBe(`E${first}`);
  await eventually(() => at.page.evaluate("document.activeElement?.tagName !== 'IFRAME'")).toBe(true);
  await write(`E${first}`, '4', 'Tab');
  await write(`F${first}`, '=1+1', 'Tab');
  await write(`G${first}`, `+44 3/4 say how it is assessed. ${'And at length. '.repeat(60)}`, 'Tab');
  await write(`H${first}`, 'In confidence', 'Tab');
  await write(`I${first}`, '', 'ArrowDown');
  for (let column = 'I'.charCodeAt(0); column > 'E'.charCodeAt(0); column--)
    await keyboard.press('ArrowLeft');
  for (let row = first + 1; row <= last; row++)
    if (rows.includes(row)) await write(`E${row}`, row === first + 3 ? 'partly met' : '3 - met', 'Enter');
    else await keyboard.press('ArrowDown');

  await keyboard.press('Control+Alt+Shift+M');
  for (const key of ['Tab', 'Enter', 'Enter']) await keyboard.press(key);
  await seeHeading(at, 'My reviews');
  await pressByKey('startReview');
  await at.sidebar.getByText('27 of 27 rated').waitFor();
  await pressByKey('checkScores');
  await see('Submit this review?');
  await pressByKey('submitReview');
  await see('Review submitted');
  expect(findings).toEqual([]);

  const [submission] = await submissionsOf(1);
  const { ratings = {} } = submission?.content ?? {};
  const values = Object.values(ratings).map(({ rating }) => rating);
  expect(values.sort()).toEqual([2, ...Array<number>(25).fill(3), 4]);
  expect(ratings[idOf('4.1')]).toMatchObject({
    rating: 4,
    evidence: '=1+1',
    comment: expect.stringMatching(/^\+44 3\/4 say how it is assessed/),
    note: 'In confidence',
  });
  expect(ratings[idOf('4.4')]).toMatchObject({ rating: 2 });
  expect((await at.shown()).flat().join(' ')).toContain(`Content hash ${submission?.receipt.contentHash}`);
});

test('what is pasted from elsewhere stays text, a formula and 5,000 characters too', async () => {
  const at = await openSheet(2);
  const first = (await rowsOf(at)).get('4.1') ?? 0;
  const formula = '=IMPORTXML("https://example.org","//a")';
  await at.select(`F${first}`);
  await at.paste(`${formula}\n"two\nlines"\n3/4\n${'long '.repeat(1_000)}`);
  await eventually(() => at.cell(`F${first}`)).toBe(formula);
  await press(at, 'Save draft');
  await seeHeading(at, '1 thing to mend');
  await at.sidebar.getByRole('heading', { name: 'Criterion 4.4, evidence or page reference' }).waitFor();
  await press(at, `Go to cell F${first + 3}`);
  await eventually(() => at.page.evaluate('workbench.selected()')).toBe(`F${first + 3}`);

  await at.select(`F${first + 3}`);
  await at.type('short');
  await press(at, 'Save draft');
  await seeSaved(at);
  const { content } = await savedReview(2);
  const evidence = ['4.1', '4.2', '4.3', '4.4'].map((number) => content.ratings[idOf(number)]?.evidence);
  expect(evidence).toEqual([formula, 'two\nlines', '3/4', 'short']);
});

test('rows may be sorted, a column sorted alone is pointed out, a deleted row is refused', {
  tags: 'long',
}, async () => {
  const at = await openSheet(3);
  await rateAll(at, '3 – Met');
  const first = (await rowsOf(at)).get('4.1') ?? 0;
  await at.select(`E${first}`);
  await at.type('1 – Not met');
  await press(at, 'Save draft');
  await seeSaved(at);

  await at.select(`A${first}:I${first + 3}`);
  await at.choose('Data', 'Sort range Z to A');
  await eventually(() => at.cell(`A${first}`)).toBe('4.4');
  await press(at, 'Check and submit');
  await seeHeading(at, 'Submit this review?');
  await at.sidebar.getByText('Nothing has changed.').waitFor();
  await press(at, 'Not yet');
  await seeHeading(at, 'Score the criteria');

  await at.select(`E${first}:E${first + 3}`);
  await at.choose('Data', 'Sort range A to Z');
  await eventually(() => at.cell(`E${first}`)).toBe('1 – Not met');
  await press(at, 'Check and submit');
  await seeHeading(at, 'Is this what you meant?');
  await at.sidebar.getByText('2 places have changed in a way that you may not have meant.').waitFor();
  await press(at, 'Put back all 2');
  await seeHeading(at, 'Submit this review?');
  await at.sidebar.getByText('Nothing has changed.').waitFor();
  await press(at, 'Not yet');
  await seeHeading(at, 'Score the criteria');

  await at.page.evaluate(`workbench.grid.workbook.getActiveSheet().deleteRows(${first}, 1)`);
  await press(at, 'Check and submit');
  await seeHeading(at, 'The sheet cannot be read safely');
  expect(await submissionsOf(3)).toEqual([]);
});

test('a network cut in the middle of submitting: trying again gives the one receipt', {
  tags: 'long',
}, async () => {
  let cut = true;
  const at = await openSheet(1, async (page) => {
    await page.context().route('**/review/submissions', async (route) => {
      if (!cut || route.request().method() !== 'POST') return route.continue();
      // The service has it, and the answer gets lost.
      await route.fetch();
      return route.abort('connectionreset');
    });
  });
  await rateAll(at, '3 – Met');
  await press(at, 'Check and submit');
  await press(at, 'Submit now');
  await at.sidebar.getByRole('button', { name: 'Try again' }).waitFor();
  expect(await findingsIn(at)).toEqual([]);
  const [submission] = await submissionsOf(1);
  cut = false;
  await at.sidebar.getByRole('button', { name: 'Try again' }).click();
  await seeHeading(at, 'Review submitted');

  await at.sidebar.getByText('How to check this').click();
  await at.sidebar.getByText(submission?.receipt.id ?? 'none').waitFor();
  expect(await submissionsOf(1)).toHaveLength(1);
});

test('two devices: the other draft is shown side by side, and nothing is overwritten', {
  tags: 'long',
}, async () => {
  const laptop = await openSheet(2);
  const desktop = await openSheetAgain(2);
  const first = (await rowsOf(laptop)).get('4.1') ?? 0;
  await laptop.select(`F${first}`);
  await laptop.type('from the laptop');
  await press(laptop, 'Save draft');
  await seeSaved(laptop);

  await desktop.select(`F${first}`);
  await desktop.type('from the desktop');
  await press(desktop, 'Save draft');
  await seeHeading(desktop, 'There is another draft');
  expect(await findingsIn(desktop)).toEqual([]);
  await desktop.sidebar.getByRole('cell', { name: 'from the laptop' }).waitFor();
  await press(desktop, 'Take the other draft');
  await eventually(() => desktop.cell(`F${first}`)).toBe('from the laptop');
});

test('a reopened review shows why, and is submitted again', { tags: 'long' }, async () => {
  const at = await openSheet(3);
  await rateAll(at, '3 – Met');
  await press(at, 'Check and submit');
  await press(at, 'Submit now');
  await seeHeading(at, 'Review submitted');
  const reason = 'Please look at the assessment again.';
  await world.staff.call(panelOperations.reopenReview, {
    parameters: { roundId, personId: 'sample-reviewer-3' },
    headers: await world.staff.lock(panelOperations.getPanelMember, {
      parameters: { roundId, personId: 'sample-reviewer-3' },
    }),
    body: { reason },
  });

  await press(at, 'My reviews');
  await press(at, /^(Continue|Start) review/);
  await seeHeading(at, 'Score the criteria');
  await at.sidebar.getByText(reason).waitFor();
  const first = (await rowsOf(at)).get('4.1') ?? 0;
  await at.pick(`E${first}`, '2 – Partly met');
  await eventually(() => at.cell(`E${first}`)).toBe('2 – Partly met');
  // By mouse along the row: what can be seen of a cell is clicked, and what is written in it is seen.
  for (const column of ['F', 'G', 'H', 'I']) {
    await at.click(`${column}${first + 1}`);
    await at.write('x');
    await eventually(() => outOfSightBeside(at, `${column}${first + 1}`)).toEqual([]);
    await at.page.keyboard.press('Escape');
  }
  await press(at, 'Check and submit');
  await at.sidebar.getByText('1 thing has changed.').waitFor();
  await press(at, 'Submit now');
  await at.sidebar.getByText('number 2').waitFor();
  expect(await submissionsOf(3)).toHaveLength(2);
});

test('edits survive a reload, a sign-in that ended, and another reviewer’s turn', {
  tags: 'long',
}, async () => {
  const at = await openSheet(1);
  const first = (await rowsOf(at)).get('4.1') ?? 0;
  await at.select(`G${first}`);
  await at.type('typed and never saved');
  await at.page.getByText('Saved in this browser').waitFor();
  await at.page.reload();
  await isOpen(at.page);
  expect(await at.cell(`G${first}`)).toBe('typed and never saved');

  // The sidebar asks for the selected row by itself; closed, it does not.
  await at.page.getByRole('button', { name: 'Close the sidebar' }).click();
  await at.page.evaluate('Date.now = ((now) => () => now() + 2 * 60 * 60 * 1000)(Date.now)');
  await at.choose('Extensions', 'My reviews');
  await at.page.getByRole('button', { name: 'Sign in again' }).click();
  await at.page.getByRole('button', { name: 'reviewer-2@example.org' }).click();
  await isOpen(at.page);
  await at.page.getByText('reviewer-2@example.org').first().waitFor();
  expect((await at.shown()).flat()).toEqual(['']);

  await at.page.getByRole('button', { name: 'Switch reviewer' }).click();
  await at.page.getByRole('button', { name: 'reviewer-1@example.org' }).click();
  await isOpen(at.page);
  expect(await at.cell(`G${first}`)).toBe('typed and never saved');

  // Reviewer 1 gives the file to reviewer 2, who finds the other's tab in front and starts their own beside it.
  await startReview(world.reviewer(2), roundId);
  const theirs = await at.page.evaluate('workbench.sheetName()');
  await at.page.evaluate(giveToOthers('typed and never saved'));
  await at.page.getByRole('button', { name: 'Switch reviewer' }).click();
  await at.page.getByRole('button', { name: 'reviewer-2@example.org' }).click();
  await isOpen(at.page);
  expect(await at.cell(`G${first}`)).toBe('typed and never saved');
  await at.choose('Extensions', 'My reviews');
  await press(at, /^Start review/);
  await seeHeading(at, 'Score the criteria');
  expect(await at.page.evaluate('workbench.sheetName()')).not.toBe(theirs);
  expect(await at.cell(`G${first}`)).toBe('');
  await at.select(`G${first}`);
  await at.type('of the other reviewer');
  await press(at, 'Save draft');
  await seeSaved(at);
  expect(await at.sidebar.locator('body').textContent()).not.toContain('typed and never saved');
  const { content } = await savedReview(2);
  expect(content.ratings[idOf('4.1')]?.comment).toBe('of the other reviewer');
  expect(JSON.stringify(content)).not.toContain('typed and never saved');
});

/** The same review opened in a second browser. */
async function openSheetAgain(reviewer: number): Promise<AtWorkbench> {
  const at = await sitDown(reviewer);
  await at.choose('Extensions', 'My reviews');
  await press(at, /^(Continue|Start) review/);
  await seeHeading(at, 'Score the criteria');
  return at;
}
