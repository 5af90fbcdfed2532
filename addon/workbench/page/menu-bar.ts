import { button, element } from './element.ts';

/** A menu and what its entries do. */
export interface Menu {
  readonly title: string;
  readonly items: readonly { readonly label: string; readonly action: () => void }[];
}

/** The keys with which Sheets lets go of the grid, where Tab goes from cell to cell. */
export function leaveGridByKeys(bar: HTMLElement): void {
  const listener = (event: KeyboardEvent) => {
    if (!event.ctrlKey || !event.altKey || !event.shiftKey || event.code !== 'KeyM') return;
    event.preventDefault();
    event.stopPropagation();
    bar.querySelector('button')?.focus();
  };
  addEventListener('keydown', listener, { capture: true });
}

/** Draws menus that open by mouse and by keyboard (arrows, Escape), as a menu bar does. */
export function drawMenus(bar: HTMLElement, menus: readonly Menu[]): void {
  bar.replaceChildren(...menus.map(drawMenu));
}

function drawMenu({ title, items }: Menu): HTMLElement {
  const list = element('ul', { className: 'menu', hidden: true });
  list.setAttribute('role', 'menu');
  list.setAttribute('aria-label', title);
  const opener = button(title, () => setOpen(list.hidden === true));
  opener.setAttribute('aria-haspopup', 'menu');
  opener.setAttribute('aria-expanded', 'false');
  const setOpen = (open: boolean) => {
    list.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (open) entries[0]?.focus();
  };
  const entries = items.map(({ label, action }) => {
    const entry = button(label, () => {
      setOpen(false);
      action();
    });
    entry.setAttribute('role', 'menuitem');
    return entry;
  });
  list.append(
    ...entries.map((entry) => {
      const item = element('li', {}, entry);
      item.setAttribute('role', 'none');
      return item;
    }),
  );
  const wrapper = element('div', { className: 'menu-of' }, opener, list);
  wrapper.addEventListener('keydown', (event) => {
    const at = entries.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (list.hidden === true) setOpen(true);
      else entries.at((at + step) % entries.length)?.focus();
    }
    if (event.key === 'Escape' && list.hidden === false) {
      setOpen(false);
      opener.focus();
    }
  });
  wrapper.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !wrapper.contains(relatedTarget)) setOpen(false);
  });
  return wrapper;
}
