import axe, { type Result, type RunOnly } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserPath } from './find-browser.ts';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless Chromium. The flags that npm's brings with it are for Lambda: they end it with its first context. */
export const startBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await browserPath(), args: quiet });

/** Widths at which pages must work: a small phone held upright, and a desktop. */
export const widths = [320, 1280] as const;

/** Rules whose findings can differ with the width of the window: of colours, sizes and what has to be scrolled. */
const layoutRules = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'meta-viewport'];

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on a page, each finding in a line; empty for a page without any. A page is given axe once: half of what
 * looking at it takes. It does not look into frames: what stands in one is looked at as a page of its own.
 * `layoutOnly` looks at what the width of the window can change, for pages that are looked at whole in another one;
 * `without` are selectors of what is not to be looked at.
 */
export async function axeFindings(
  page: Page,
  { layoutOnly = false, without = [] as readonly string[] } = {},
): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  const exclude = ['iframe', ...without].map((selector) => [selector]);
  const runOnly: RunOnly = layoutOnly
    ? { type: 'rule', values: layoutRules }
    : { type: 'tag', values: axeTags };
  // Of all else that axe has looked at it would give every element, with its HTML.
  const asked = JSON.stringify([{ exclude }, { runOnly, resultTypes: ['violations'] }]);
  const violations = await page.evaluate<Result[]>(`axe.run(...${asked}).then((found) => found.violations)`);
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`,
  );
}

/** Whether a page is wider than its window, so that people would have to scroll sideways. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Signs in on the site as one of the people on the provider's page. */
export async function signIn(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByRole('button', { name }).click();
  await page.waitForURL(`${origin}/**`);
}
