import { StandInError } from '../google/errors.ts';
import {
  type Alert,
  type Answer,
  type FetchOutcome,
  type FetchRequest,
  type Host,
  type LogLine,
  type MenuRecord,
  type Panel,
  type StoreKind,
  type Toast,
  withMenu,
} from '../google/host.ts';
import { emptySheet, type WorkbookRecord } from '../google/model/records.ts';
import { Workbook } from '../google/model/workbook.ts';

/** What the add-on has shown, said and waited for so far, for a test to look at. */
export interface Shown {
  menus: readonly MenuRecord[];
  sidebar: Panel | null;
  readonly alerts: Alert[];
  readonly toasts: Toast[];
  readonly log: LogLine[];
  /** Milliseconds of each Utilities.sleep: a test does not wait. */
  readonly sleeps: number[];
}

/** A spreadsheet without a window: a test says what the person answers, and reads what they would have seen. */
export interface HeadlessHost extends Host {
  workbook: Workbook;
  members: Host['members'];
  identityToken: string;
  email: string;
  granted: Host['granted'];
  whitelist: Host['whitelist'];
  readonly stores: Record<StoreKind, Map<string, string>>;
  readonly shown: Shown;
  /** The spreadsheet before each thing that was done to it, by the person or by the add-on. */
  readonly past: WorkbookRecord[];
  /** What the person will click in the next boxes. */
  readonly answers: Answer[];
}

/** Opens an empty spreadsheet; it outlives a run of the add-on, whose realm does not. */
export function openHost(given: {
  readonly identityToken: string;
  readonly email: string;
  readonly hasUi: boolean;
  /** Script properties. */
  readonly properties: Readonly<Record<string, string>>;
  readonly fetch: (request: FetchRequest) => FetchOutcome;
}): HeadlessHost {
  const { properties, ...rest } = given;
  const shown: Shown = { menus: [], sidebar: null, alerts: [], toasts: [], log: [], sleeps: [] };
  const answers: Answer[] = [];
  return {
    ...rest,
    members: { editors: [given.email], viewers: [] },
    granted: null,
    whitelist: null,
    workbook: new Workbook({
      id: 'headless-spreadsheet',
      locale: 'en_GB',
      sheets: [emptySheet(0, 'Sheet1')],
      active: 0,
    }),
    stores: { user: new Map(), script: new Map(Object.entries(properties)) },
    lock: { holder: 'nobody' },
    shown,
    past: [],
    answers,
    showMenu: (menu) => {
      shown.menus = withMenu(shown.menus, menu);
    },
    showSidebar: (panel) => {
      shown.sidebar = panel;
    },
    showToast: (toast) => shown.toasts.push(toast),
    ask: (alert) => {
      shown.alerts.push(alert);
      return answerOf(alert, answers.shift());
    },
    log: (line) => shown.log.push(line),
    flush: () => {},
    sleep: (milliseconds) => shown.sleeps.push(milliseconds),
  };
}

function answerOf({ kind, prompt, buttons }: Alert, queued: Answer | undefined): Answer {
  if (!queued) {
    if (kind === 'alert' && buttons === 'OK') return { button: 'OK' };
    throw new StandInError(
      `The box "${prompt}" waits for a person: queue what they click with answer() before the call`,
    );
  }
  if (queued.button !== 'CLOSE' && !buttons.split('_').includes(queued.button)) {
    throw new StandInError(
      `The box "${prompt}" has the buttons ${buttons}, the queued answer is ${queued.button}`,
    );
  }
  return queued;
}
