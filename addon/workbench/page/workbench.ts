import { type MenuRecord, type Panel, withMenu } from '../../google/host.ts';
import { focusOn, keepSelectionInView } from '../grid/view.ts';
import type { Stores } from '../run/protocol.ts';
import { prepareRuns } from '../run/runs.ts';
import workerAddress from '../run/worker.ts?worker&url';
import { askFor, choose } from './dialogs.ts';
import { differences } from './differences.ts';
import { forTests } from './for-tests.ts';
import { offerLinks } from './links.ts';
import { drawMenus, leaveGridByKeys } from './menu-bar.ts';
import { openGrid } from './open-grid.ts';
import { keepPlainText } from './plain-text.ts';
import { followProtections, warnBeforeEdits } from './protections.ts';
import { drawShell } from './shell.ts';
import { panelFrame } from './sidebar.ts';
import { goToSignIn, type Settings, type SignedIn, signOut } from './sign-in.ts';
import { sortSelection } from './sort.ts';
import { forget, load, save } from './store.ts';

/** Milliseconds from a change until it is saved in the browser. */
const SAVE_AFTER = 250;
/** A token that ends within this, in milliseconds, is not worth starting with. */
const TOKEN_MARGIN = 15_000;
const NOTHING_STORED: Stores = { user: {}, script: {} };
const FIRST_STEP = 'To begin, open the menu “Extensions” and choose “My reviews”.';

/** Opens a person's spreadsheet with the add-on installed. */
export async function openWorkbench(app: HTMLElement, settings: Settings, person: SignedIn): Promise<void> {
  const saved = await load(person.id);
  let stores = saved?.stores ?? NOTHING_STORED;
  let menus: readonly MenuRecord[] = saved?.menus ?? [];
  let sidebar: Panel | null = null;
  let writing = false;

  const shell = drawShell(app, person, {
    switchPerson: () => leave(),
    explain: () => {
      choose({ title: 'What differs from Google Sheets', body: [differences()], choices: ['Close'] });
    },
    closeSidebar: () => showSidebar(null),
  });
  const grid = openGrid(shell.grid, `workbench-${person.id}`, saved?.snapshot);
  if (saved) grid.workbook.getSheetBySheetId(saved.active)?.activate();

  // Saving: soon after each change, and at once where the page goes away.
  let timer: ReturnType<typeof setTimeout> | undefined;
  const saveNow = async () => {
    clearTimeout(timer);
    const active = grid.workbook.getActiveSheet().getSheetId();
    await save(person.id, {
      snapshot: grid.workbook.save(),
      stores,
      menus,
      active,
      sidebar: sidebar !== null,
    });
    shell.setStatus('Saved in this browser');
  };
  const saveSoon = () => {
    clearTimeout(timer);
    shell.setStatus('Saving…');
    timer = setTimeout(saveNow, SAVE_AFTER);
  };
  const leave = async () => {
    await grid.workbook.endEditingAsync(true);
    await saveNow();
    signOut();
    await goToSignIn(settings);
  };

  const focusGrid = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    focusOn(grid);
  };
  const showPanel = (panel: Panel, close: () => void) =>
    panelFrame(panel, { run: fromPanel, close, focusGrid });
  const showSidebar = (panel: Panel | null) => {
    sidebar = panel;
    shell.hint.textContent = panel === null ? FIRST_STEP : '';
    shell.setSidebar(panel && { title: panel.title, content: showPanel(panel, () => showSidebar(null)) });
    saveSoon();
  };
  const showMenus = (made: readonly MenuRecord[]) => {
    menus = made;
    drawMenus(shell.menus, [
      {
        title: 'Data',
        items: [
          { label: 'Sort range A to Z', action: () => sortSelection(grid, true) },
          { label: 'Sort range Z to A', action: () => sortSelection(grid, false) },
        ],
      },
      ...menus.map(({ title, items }) => ({
        title,
        items: items.map(({ label, functionName }) => ({ label, action: () => fromMenu(functionName) })),
      })),
      { title: 'Workbench', items: [{ label: 'Start with an empty spreadsheet', action: startAnew }] },
    ]);
  };

  const runs = await prepareRuns(
    {
      grid,
      signedIn: async (waiting) => ((await stillSignedIn(waiting)) ? person : null),
      stores: () => ({ ...stores, script: { ...stores.script, API_URL: location.origin } }),
      keepStores: (changed) => {
        stores = changed;
        saveSoon();
      },
      showMenu: (menu) => showMenus(withMenu(menus, menu)),
      showSidebar,
      showToast: ({ message, title }) => shell.showToast(message, title),
      ask: askFor,
      setRunning: shell.setRunning,
      writing: (work) => {
        writing = true;
        try {
          work();
        } finally {
          writing = false;
        }
      },
    },
    './addon/Code.js',
    workerAddress,
  );

  // A cell that is being typed into counts once the person has turned away from it.
  const fromPanel = async (name: string, args: readonly unknown[]) => {
    const waiting = document.activeElement instanceof HTMLIFrameElement;
    if (waiting) await grid.workbook.endEditingAsync(true);
    return runs.run(name, args, waiting);
  };
  const fromMenu = async (name: string) => {
    await grid.workbook.endEditingAsync(true);
    try {
      await runs.run(name, []);
    } catch (error) {
      const body = error instanceof Error ? error.message : String(error);
      await choose({ title: 'The add-on stopped', body, choices: ['Close'] });
    }
  };

  /** Google renews tokens unseen; here the person signs in again, and finds everything as it was. */
  const stillSignedIn = async (waiting: boolean) => {
    if (person.until - TOKEN_MARGIN > Date.now()) return true;
    shell.showSignInEnded(leave);
    if (!waiting) return false;
    const answer = await choose({
      title: 'Sign in again',
      body: 'An hour has passed since you signed in. Your spreadsheet is saved and will be as you left it.',
      choices: ['Sign in again', 'Not now'],
    });
    if (answer === 'Sign in again') await leave();
    return false;
  };

  const startAnew = async () => {
    const answer = await choose({
      title: 'Start with an empty spreadsheet?',
      body: 'This spreadsheet goes for good. Drafts that you saved and reviews that you submitted stay with the Centre.',
      choices: ['Throw this one away', 'Keep it'],
    });
    if (answer !== 'Throw this one away') return;
    clearTimeout(timer);
    await forget(person.id);
    location.reload();
  };

  offerLinks(grid, (link) => shell.hint.replaceChildren(link ?? (sidebar === null ? FIRST_STEP : '')));
  leaveGridByKeys(shell.menus);
  keepPlainText(grid);
  await keepSelectionInView(grid, shell.grid);
  followProtections(grid, () => writing);
  warnBeforeEdits(grid, () => writing);
  grid.api.addEvent(grid.api.Event.CommandExecuted, ({ id }) => {
    if (id.startsWith('sheet.mutation.') || id.startsWith('data-validation.mutation.')) saveSoon();
  });
  addEventListener('pagehide', () => saveNow());

  shell.hint.textContent = FIRST_STEP;
  showMenus(menus);
  await runs.run('onOpen', []);
  if (saved?.sidebar) await fromMenu('showSidebar');
  await saveNow();
  Object.assign(window, { workbench: forTests(grid, runs) });
  document.documentElement.dataset.ready = '';
}
