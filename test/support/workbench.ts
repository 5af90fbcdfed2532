import type { Browser, FrameLocator, Page } from 'playwright-core';

/** How far the arrow of a dropdown is from the cell's right edge, in pixels. */
const arrow = 12;

/** A reviewer in front of the workbench. */
export interface AtWorkbench {
  readonly page: Page;
  readonly sidebar: FrameLocator;
  /** Chooses an entry of a menu. */
  choose(menu: string, entry: string): Promise<void>;
  /** Clicks a cell that is in view, with the mouse. */
  click(a1: string): Promise<void>;
  /** Chooses a value of a cell's dropdown, with the mouse; `look` happens while the dropdown is open. */
  pick(a1: string, value: string, look?: () => Promise<void>): Promise<void>;
  /** Turns the mouse's wheel over the cells until a cell can be clicked, which brings it whole into sight. */
  wheelTo(a1: string): Promise<void>;
  /** Selects a range and brings it into view. */
  select(a1: string): Promise<void>;
  /** Starts to write in the selected cell, and leaves it open: the rest of a text comes in at once. */
  write(text: string): Promise<void>;
  /** Cells of those given that are not whole in sight. */
  outOfSight(...cells: readonly string[]): Promise<string[]>;
  /** Types into the selected cell and presses Enter. */
  type(text: string): Promise<void>;
  /** Puts text from elsewhere into the clipboard and pastes it at the selection. */
  paste(text: string): Promise<void>;
  /** What the sheet in front shows, row by row. */
  shown(): Promise<string[][]>;
  /** What a cell of the sheet in front shows. */
  cell(a1: string): Promise<string>;
  /** Calls a function of the add-on, as a menu or the sidebar would. */
  call<T>(name: string, ...args: readonly unknown[]): Promise<T>;
  close(): Promise<void>;
}

/**
 * Signs in at the workbench with a browser of its own, and waits until the spreadsheet is there.
 *
 * @param prepare what is to be done with the page before it opens
 */
export async function sitDownAt(
  browser: Browser,
  origin: string,
  email: string,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<AtWorkbench> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await prepare(page);
  await page.goto(`${origin}/workbench/`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: email }).click();
  await isOpen(page);

  // The page shows tests its grid as `workbench`: it is a canvas to everybody else.
  const behind = <T>(method: string, ...args: readonly unknown[]) =>
    page.evaluate<T>(`workbench.${method}(...${JSON.stringify(args)})`);
  const place = (a1: string) => behind<{ x: number; y: number; half: number }>('middleOf', a1);
  return {
    page,
    sidebar: page.frameLocator('aside iframe'),
    choose: async (menu, entry) => {
      await page.getByRole('button', { name: menu, exact: true }).click();
      await page.getByRole('menuitem', { name: entry, exact: true }).click();
    },
    click: async (a1) => {
      const { x, y } = await place(a1);
      await page.mouse.click(x, y);
    },
    pick: async (a1, value, look) => {
      const { x, y, half } = await place(a1);
      await page.mouse.click(x + half - arrow, y);
      await page.getByText(value, { exact: true }).waitFor();
      await look?.();
      await page.getByText(value, { exact: true }).click();
    },
    wheelTo: async (a1) => {
      const inSight = (cell: string) => page.evaluate<boolean>(`workbench.inSight('${cell}')`);
      const middle = { x: 700, y: 500 };
      await page.mouse.move(middle.x, middle.y);
      for (let turns = 0; turns < 60; turns++) {
        const row = await inSight(`A${a1.slice(1)}`);
        const { x, y } = await place(a1);
        // Columns up to E are frozen; the sidebar begins at 1,066.
        if (row && (a1 < 'F' || (x > 600 && x < 1_040))) return;
        if (row) await page.mouse.wheel(x > 600 ? 60 : -60, 0);
        else await page.mouse.wheel(0, y > middle.y ? 60 : -60);
        await page.waitForTimeout(150);
      }
      throw new Error(`With the mouse nobody gets to ${a1}`);
    },
    select: async (a1) => {
      // Whoever has been in the sidebar clicks the grid before typing.
      if (await page.evaluate("document.activeElement?.tagName === 'IFRAME'")) {
        const { x, y } = await place('D1');
        await page.mouse.click(x, y);
      }
      await behind('select', a1);
    },
    write: async (text) => {
      await page.keyboard.type(text.slice(0, 1));
      await page.keyboard.insertText(text.slice(1));
    },
    outOfSight: (...cells) =>
      page.evaluate<string[]>(`${JSON.stringify(cells)}.filter((a1) => !workbench.inSight(a1))`),
    type: async (text) => {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    paste: async (text) => {
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      await page.keyboard.press('Control+V');
    },
    shown: () => behind('shown'),
    cell: (a1) => behind('cell', a1),
    call: (name, ...args) => behind('run', name, args),
    close: () => context.close(),
  };
}

/**
 * Cells that cannot be seen whole while one is being written: of its number, its criterion and itself. At 1366 × 768
 * with the sidebar open there may be none.
 */
export const outOfSightBeside = (at: AtWorkbench, a1: string): Promise<string[]> =>
  at.outOfSight(`A${a1.slice(1)}`, `C${a1.slice(1)}`, a1);

/** Goes on with the Tab key until one of these buttons or fields of the sidebar has the keyboard. */
export async function tabTo({ page, sidebar }: AtWorkbench, wanted: string): Promise<void> {
  const reached = sidebar.locator(wanted).and(sidebar.locator(':focus'));
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press('Tab');
    if ((await reached.count()) > 0) return;
  }
  throw new Error(`By keyboard nobody gets to ${wanted}`);
}

/**
 * What the page does to lay the spreadsheet in which a text stands into the place of everybody else's in this browser:
 * one file of two people, each with properties of their own.
 */
export const giveToOthers = (text: string): string => `(async () => {
  const settled = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await settled(indexedDB.open('credential-review-workbench'));
  const files = database.transaction('workbooks', 'readwrite').objectStore('workbooks');
  const keys = await settled(files.getAllKeys());
  const all = await Promise.all(keys.map((key) => settled(files.get(key))));
  const file = all.find(({ snapshot }) => JSON.stringify(snapshot).includes(${JSON.stringify(text)}));
  const given = { ...file, stores: { ...file.stores, user: {} }, sidebar: false };
  const others = keys.filter((_, index) => all[index] !== file);
  await Promise.all(others.map((key) => settled(files.put(given, key))));
})()`;

/** Waits until the spreadsheet is open, after a reload too. */
export const isOpen = (page: Page): Promise<void> =>
  page.locator('html[data-ready]').waitFor({ timeout: 90_000 });
