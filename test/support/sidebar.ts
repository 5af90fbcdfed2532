import type { Page } from 'playwright-core';
import { runHeadlessSheets } from '../../addon/headless/index.ts';

/** The HTML of the sidebar, as the built add-on shows it. */
export async function sidebarHtml(code: string, email: string): Promise<string> {
  const sheets = await runHeadlessSheets({ code, identityToken: 'a-token', email });
  try {
    await sheets.call('showSidebar');
    return (await sheets.sidebar())?.html ?? '';
  } finally {
    await sheets.close();
  }
}

/** Answers a call of `google.script.run`; a rejection reaches the sidebar's failure handler. */
export type Server = (name: string, args: readonly unknown[]) => Promise<unknown>;

/** What Google puts into the sidebar's frame: a runner that sends names and arguments to `callServer`. */
const googleScriptRun = `
  const runner = (handlers) => new Proxy({}, { get: (_, name) => {
    if (name === 'withSuccessHandler') return (success) => runner({ ...handlers, success });
    if (name === 'withFailureHandler') return (failure) => runner({ ...handlers, failure });
    return (...args) => void callServer(name, args).then(handlers.success, handlers.failure);
  } });
  const host = { editor: { focus: () => { document.documentElement.dataset.inSheet = ''; } } };
  globalThis.google = { script: { run: runner({}), host } };
`;

/** Shows the sidebar in a page as wide as Google's, 300 px, with a server behind it. */
export async function openSidebar(page: Page, html: string, server: Server): Promise<void> {
  await page.setViewportSize({ width: 300, height: 700 });
  await page.exposeFunction('callServer', server);
  await page.addInitScript(googleScriptRun);
  await page.route('http://sidebar.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: html }),
  );
  await page.goto('http://sidebar.test/');
}
