import { button, element } from './element.ts';

/** How long, in milliseconds, the page that was here before may take to let go: a reload is quick. */
const PATIENCE = 2_000;

/**
 * Whether this tab is the only one with a person's spreadsheet, which it then keeps until it is closed. Two tabs
 * would overwrite what the other one saves.
 */
export function isOnlyTab(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks
      .request(`workbench-${id}`, { signal: AbortSignal.timeout(PATIENCE) }, () => {
        resolve(true);
        // Held for as long as the tab lives.
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
  });
}

/** What stands in a second tab. */
export const openElsewhere = (): HTMLElement =>
  element(
    'main',
    { className: 'welcome' },
    element('h1', { textContent: 'This spreadsheet is open in another tab' }),
    element('p', { textContent: 'Go on in that tab, or close it and try again here.' }),
    button('Try again', () => location.reload()),
  );
