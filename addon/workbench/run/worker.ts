import type { Host, StoreKind } from '../../google/host.ts';
import { Workbook } from '../../google/model/workbook.ts';
import { realmKit } from '../../google/realm.ts';
import { runAddon } from '../../google/run.ts';
import { stripGlobals } from './bare-realm.ts';
import { synchronousFetch } from './http.ts';
import type { RunMessage, RunStart, Written } from './protocol.ts';
import { waitForReply } from './waiting-room.ts';

// What a run itself needs of the browser, kept before the add-on's realm is stripped bare.
const post: (message: RunMessage) => void = postMessage.bind(globalThis);
const importScript = importScripts.bind(globalThis);
const send = synchronousFetch(XMLHttpRequest);

/** One run of the add-on, in a worker of its own, which is its realm. */
addEventListener('message', ({ data: start }: MessageEvent<RunStart>) => {
  const workbook = new Workbook(start.workbook);
  const host = openHost(start, workbook);
  stripGlobals();
  const realm = { global: globalThis, kit: realmKit(), load: () => importScript(start.code) };
  const { calls, outcome } = runAddon(realm, host, start.functionName, start.args);
  post({ kind: 'done', ...written(host), calls, outcome });
});

/** What the run has changed since it was asked last. */
function written({ workbook, stores }: Host): Written {
  const plain = (kind: StoreKind) => Object.fromEntries(stores[kind]);
  return {
    changes: workbook.changes(),
    stores: { user: plain('user'), script: plain('script') },
  };
}

/** The page around the grid: it shows at once what the add-on shows, and what it writes when it is told to. */
function openHost(start: RunStart, workbook: Workbook): Host {
  const store = (kind: StoreKind) => new Map(Object.entries(start.stores[kind]));
  const flush = () => {
    post({ kind: 'flush', ...written(host) });
    waitForReply(start.waitingRoom);
  };
  const host: Host = {
    workbook,
    // The page keeps a spreadsheet for each person, and gives it to nobody.
    members: { editors: [start.email], viewers: [] },
    granted: null,
    whitelist: null,
    stores: { user: store('user'), script: store('script') },
    lock: { holder: 'nobody' },
    identityToken: start.identityToken,
    email: start.email,
    hasUi: true,
    showMenu: (menu) => post({ kind: 'menu', menu }),
    showSidebar: (panel) => post({ kind: 'sidebar', panel }),
    showToast: (toast) => post({ kind: 'toast', toast }),
    ask: (alert) => {
      flush();
      post({ kind: 'ask', alert });
      return waitForReply(start.waitingRoom) ?? { button: 'CLOSE' };
    },
    log: (line) => post({ kind: 'log', line }),
    flush,
    sleep: (milliseconds) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    },
    fetch: send,
  };
  return host;
}
