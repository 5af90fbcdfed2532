import axe, { type Result, type RunOnly } from 'axe-core';
import playwright, { type Browser, chromium, firefox, type Page } from 'playwright-core';
import { browserPath, firefoxPath } from './find-browser.ts';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chromium, or the stock Firefox of this machine where `BROWSER` is `firefox`. The flags that npm's
 * Chromium brings with it are for Lambda: they end it with its first context.
 */
export const startBrowser = async (): Promise<Browser> =>
  process.env.BROWSER === 'firefox'
    ? startFirefox()
    : chromium.launch({ executablePath: await browserPath(), args: quiet });

/** Starts a stock Firefox, driven by WebDriver BiDi. */
async function startFirefox(): Promise<Browser> {
  const executablePath = firefoxPath();
  if (executablePath === null) throw new Error('There is no Firefox here.');
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath });
  const { toImpl } = (playwright as unknown as { readonly _connection: Connection })._connection;
  const session = Object.getPrototypeOf(toImpl(browser)._browserSession);
  const { send } = session;
  // Playwright sets a colour scheme in each context, whether or not one is asked for; Firefox 153 knows no such command.
  session.send = function (this: object, method: string, parameters: object) {
    return method === 'emulation.setMediaFeaturesOverride' ? {} : send.call(this, method, parameters);
  };
  return browser;
}

/** As much of Playwright’s insides, in the version that is pinned, as `startFirefox` reaches into. */
interface Connection {
  readonly toImpl: (browser: Browser) => {
    readonly _browserSession: { send(method: string, parameters: object): unknown };
  };
}

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
