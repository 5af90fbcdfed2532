import { GoogleError } from '../../google/errors.ts';
import type { Alert, Answer, Host, LogLine, MenuRecord, Panel, StoreKind, Toast } from '../../google/host.ts';
import { Workbook } from '../../google/model/workbook.ts';
import { HtmlServiceService } from '../../google/services/html.ts';
import { LockServiceService } from '../../google/services/locks.ts';
import { PropertiesServiceService } from '../../google/services/properties.ts';
import {
  AuthMode,
  ConsoleService,
  LoggerService,
  ScriptAppService,
  SessionService,
} from '../../google/services/script.ts';
import { SpreadsheetAppService } from '../../google/services/spreadsheet-app.ts';
import { UrlFetchAppService } from '../../google/services/url-fetch.ts';
import { UtilitiesService } from '../../google/services/utilities.ts';
import { stripGlobals } from './bare-realm.ts';
import { Border, portable } from './border.ts';
import { synchronousFetch } from './http.ts';
import type { RunMessage, RunOutcome, RunReply, RunStart, Stores } from './protocol.ts';
import { waitForReply } from './waiting-room.ts';

// What the host itself needs of the browser, kept before the add-on's realm is stripped bare.
const post: (message: RunMessage) => void = postMessage.bind(globalThis);
const importScript = importScripts.bind(globalThis);
const send = synchronousFetch(XMLHttpRequest);
const { wait } = Atomics;
const newShared = SharedArrayBuffer;

/** Simple triggers: Google hands them an event, and starts onOpen without authorization. */
const TRIGGER_MODES: Readonly<Record<string, 'NONE' | 'FULL'>> = { onOpen: 'NONE', onInstall: 'FULL' };
const WITHOUT_AUTHORIZATION =
  /^(SpreadsheetApp\.getUi|Ui\.create(Addon)?Menu|Menu\.|console\.|Logger\.|Enum\.|Session\.getScriptTimeZone|Utilities\.)/;

addEventListener('message', ({ data }: MessageEvent<RunStart>) => run(data));

/** One run of the add-on: the file starts from nothing, as Apps Script starts every call. */
function run(start: RunStart): void {
  const workbook = new Workbook(start.workbook);
  const host = openHost(start, workbook);
  const calls: Record<string, number> = {};
  const mode = start.args.length === 0 ? TRIGGER_MODES[start.functionName] : undefined;
  const border = new Border((call) => {
    calls[call] = (calls[call] ?? 0) + 1;
    if (mode === 'NONE' && !WITHOUT_AUTHORIZATION.test(call))
      throw new GoogleError(`You do not have permission to call ${call}`);
  });

  stripGlobals();
  for (const [name, service] of Object.entries(services(host, start, workbook)))
    Object.defineProperty(globalThis, name, { value: border.outward(service), configurable: true });
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  let functions: string[] = [];
  const outcome = attempt(border, () => {
    importScript(start.code);
    functions = Object.getOwnPropertyNames(globalThis).filter(
      (name) =>
        !before.has(name) && typeof Reflect.get(globalThis, name) === 'function' && !name.endsWith('_'),
    );
    if (!functions.includes(start.functionName))
      throw new GoogleError(`Script function not found: ${start.functionName}`);
    const args = mode ? [{ authMode: border.outward(AuthMode.get(mode)) }] : start.args;
    return portable(Reflect.apply(Reflect.get(globalThis, start.functionName), undefined, args));
  });
  post({ kind: 'done', changes: workbook.changes(), stores: storesOf(host), functions, calls, outcome });
}

/** A gap of the stand-in wins over whatever the add-on made of it. */
function attempt(border: Border, work: () => unknown): RunOutcome {
  let outcome: RunOutcome;
  try {
    outcome = { ok: true, value: work() };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    outcome = { ok: false, name: error.name, message: error.message };
  }
  const gap = border.gaps[0];
  return gap ? { ok: false, name: gap.name, message: gap.message } : outcome;
}

function services(host: Host, start: RunStart, workbook: Workbook): Record<string, object> {
  const flush = () => {
    post({ kind: 'flush', changes: workbook.changes(), stores: storesOf(host) });
    waitForReply(start.waitingRoom);
  };
  return {
    // The page then shows what has been written so far, as Google does.
    SpreadsheetApp: Object.assign(new SpreadsheetAppService(host), { flush }),
    HtmlService: new HtmlServiceService(),
    PropertiesService: new PropertiesServiceService(host),
    LockService: new LockServiceService(host),
    ScriptApp: new ScriptAppService(host),
    Session: new SessionService(host),
    UrlFetchApp: new UrlFetchAppService(host),
    Utilities: new UtilitiesService(host),
    Logger: new LoggerService(host),
    console: new ConsoleService(host),
  };
}

/** The headless host's record of what the add-on shows, told to the page as it happens. */
function openHost(start: RunStart, workbook: Workbook): Host {
  let menus: MenuRecord[] = [...start.menus];
  let sidebar: Panel | null = null;
  const answers: Answer[] = [];
  const ask = (alert: Alert) => {
    post({ kind: 'flush', changes: workbook.changes(), stores: storesOf(host) });
    waitForReply(start.waitingRoom);
    post({ kind: 'ask', alert });
    const reply: RunReply = waitForReply(start.waitingRoom);
    if ('answer' in reply) answers.push(reply.answer);
  };
  const sleep = (milliseconds: number) => {
    wait(new Int32Array(new newShared(4)), 0, 0, milliseconds);
  };
  const store = (kind: StoreKind) => new Map(Object.entries(start.stores[kind]));
  const host: Host = {
    workbook,
    hasUi: true,
    identityToken: start.identityToken,
    email: start.email,
    stores: { user: store('user'), document: store('document'), script: store('script') },
    locks: { user: 'nobody', document: 'nobody' },
    get menus() {
      return menus;
    },
    set menus(made) {
      menus = made;
      post({ kind: 'menus', menus });
    },
    get sidebar() {
      return sidebar;
    },
    set sidebar(panel) {
      sidebar = panel;
      if (panel) post({ kind: 'sidebar', panel });
    },
    dialogs: told<Panel>((panel) => post({ kind: 'dialog', panel })),
    alerts: told(ask),
    answers,
    toasts: told<Toast>((toast) => post({ kind: 'toast', toast })),
    log: told<LogLine>((line) => post({ kind: 'log', line })),
    sleeps: told(sleep),
    fetch: send,
  };
  return host;
}

/** A list that tells of everything put into it. */
function told<T>(tell: (each: T) => void): T[] {
  const list: T[] = [];
  list.push = (...items) => {
    for (const item of items) {
      list[list.length] = item;
      tell(item);
    }
    return list.length;
  };
  return list;
}

const storesOf = ({ stores }: Host): Stores => ({
  user: Object.fromEntries(stores.user),
  document: Object.fromEntries(stores.document),
  script: Object.fromEntries(stores.script),
});
