import { button, element } from './element.ts';

/** The page around the spreadsheet. */
export interface Shell {
  readonly menus: HTMLElement;
  readonly grid: HTMLElement;
  readonly hint: HTMLElement;
  /** Shows the sidebar with a title and what is in it; null closes it. */
  readonly setSidebar: (panel: { readonly title: string; readonly content: HTMLElement } | null) => void;
  /** `Saved in this browser`, and the like. */
  readonly setStatus: (text: string) => void;
  readonly setRunning: (running: boolean) => void;
  /** Says that the sign-in has ended, with the way back in. */
  readonly showSignInEnded: (signIn: () => void) => void;
  readonly showToast: (message: string, title: string) => void;
}

/** A run that takes longer than this, in milliseconds, is shown. */
const NOTICEABLE = 400;
const TOAST_SECONDS = 5;

/** Draws the page around the spreadsheet. */
export function drawShell(
  app: HTMLElement,
  person: { readonly name: string; readonly email: string },
  actions: {
    readonly switchPerson: () => void;
    readonly explain: () => void;
    readonly closeSidebar: () => void;
  },
): Shell {
  const menus = element('nav', { className: 'menus', ariaLabel: 'Menus' });
  const status = element('span', { className: 'status', role: 'status' });
  const running = element('span', { className: 'running', role: 'status' });
  const hint = element('p', { className: 'hint' });
  const grid = element('div', { className: 'grid', id: 'grid' });
  const sidebar = element('aside', { className: 'sidebar', hidden: true });
  const toasts = element('div', { className: 'toasts', role: 'status', ariaLive: 'polite' });
  app.replaceChildren(
    element(
      'header',
      { className: 'bar' },
      element('h1', { className: 'product', textContent: 'Workbench' }),
      menus,
      element('div', { className: 'activity' }, running, status),
      element(
        'div',
        { className: 'person' },
        element('span', { className: 'name', textContent: person.name }),
        element('span', { className: 'email', textContent: person.email }),
      ),
      button('Switch reviewer', actions.switchPerson, 'plain'),
    ),
    element(
      'section',
      { className: 'notice', ariaLabel: 'About this page' },
      element('p', {}, element('strong', { textContent: 'This stands in for Google Sheets.' })),
      button('What differs', actions.explain, 'link'),
      hint,
    ),
    element('main', { className: 'work' }, grid, sidebar),
    toasts,
  );

  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    menus,
    grid,
    hint,
    setSidebar: (panel) => {
      sidebar.hidden = panel === null;
      if (panel === null) {
        sidebar.replaceChildren();
        return;
      }
      sidebar.ariaLabel = panel.title;
      const close = button('×', actions.closeSidebar, 'close');
      close.ariaLabel = 'Close the sidebar';
      const heading = element('p', { textContent: panel.title });
      sidebar.replaceChildren(element('div', { className: 'sidebar-title' }, heading, close), panel.content);
      panel.content.focus();
    },
    setStatus: (text) => {
      status.textContent = text;
    },
    setRunning: (isRunning) => {
      clearTimeout(timer);
      running.textContent = '';
      if (isRunning)
        timer = setTimeout(() => {
          running.textContent = 'The add-on is working…';
        }, NOTICEABLE);
    },
    showSignInEnded: (signIn) => {
      hint.replaceChildren(
        'Your sign-in has ended; your spreadsheet is saved. ',
        button('Sign in', signIn, 'link'),
      );
    },
    showToast: (message, title) => {
      const toast = element('div', { className: 'toast' });
      if (title !== '') toast.append(element('strong', { textContent: title }));
      toast.append(element('p', { textContent: message }));
      toasts.append(toast);
      setTimeout(() => toast.remove(), TOAST_SECONDS * 1000);
    },
  };
}
