import { errorOf } from '../../google/errors.ts';
import type { Alert, Answer, MenuRecord, Panel, Toast } from '../../google/host.ts';
import type { WorkbookRecord } from '../../google/model/records.ts';
import { gridReader } from '../grid/read-grid.ts';
import type { Grid } from '../grid/univer.ts';
import { formulasComputed, writeGrid } from '../grid/write-grid.ts';
import type { RunMessage, RunStart, Stores } from './protocol.ts';
import { newWaitingRoom, reply } from './waiting-room.ts';

/** What of the page a run of the add-on touches. */
export interface RunHost {
  readonly grid: Grid;
  /** The person's token and address; null where the sign-in has ended. Asks them only where they wait for it. */
  readonly signedIn: (waiting: boolean) => Promise<{ readonly token: string; readonly email: string } | null>;
  readonly stores: () => Stores;
  readonly keepStores: (stores: Stores) => void;
  readonly showMenu: (menu: MenuRecord) => void;
  readonly showSidebar: (panel: Panel) => void;
  readonly showToast: (toast: Toast) => void;
  readonly ask: (alert: Alert) => Promise<Answer>;
  /** Told when a run begins and ends. */
  readonly setRunning: (running: boolean) => void;
  /** Wraps writes of ours, which are not the person's. */
  readonly writing: (work: () => void) => void;
}

/** Runs of the add-on, one after the other. */
export interface Runs {
  /**
   * Calls a function of the add-on. Rejects with what it throws.
   *
   * @param waiting whether the person has asked for it, and not the sidebar by itself
   */
  readonly run: (functionName: string, args: readonly unknown[], waiting?: boolean) => Promise<unknown>;
  /** Service calls of the last run. */
  readonly lastCalls: () => Readonly<Record<string, number>>;
}

/**
 * Prepares runs of the add-on's file. Both scripts are fetched once: Google's servers would go on working where
 * ours do not answer.
 *
 * @param addon address of the built add-on file
 * @param worker address of the built `worker.ts`
 */
export async function prepareRuns(host: RunHost, addon: string, worker: string): Promise<Runs> {
  const [code, script] = await Promise.all([kept(addon), kept(worker)]);
  const read = gridReader(host.grid);
  let calls: Readonly<Record<string, number>> = {};
  let queue: Promise<unknown> = Promise.resolve();

  const runNow = async (
    functionName: string,
    args: readonly unknown[],
    waiting: boolean,
  ): Promise<unknown> => {
    const person = await host.signedIn(waiting);
    if (!person) throw new Error('You are not signed in any more. Choose “Sign in again”.');
    host.setRunning(true);
    let before = read();
    const apply = async (changes: WorkbookRecord, stores: Stores) => {
      host.writing(() => writeGrid(host.grid, before, changes));
      host.keepStores(stores);
      await formulasComputed(host.grid, changes);
    };
    const room = newWaitingRoom();
    const started = new Worker(script);
    try {
      const done = await new Promise<Extract<RunMessage, { kind: 'done' }>>((resolve, reject) => {
        started.onerror = ({ message }) => reject(new Error(message));
        started.onmessage = async ({ data }: MessageEvent<RunMessage>) => {
          try {
            if (data.kind === 'done') resolve(data);
            else if (data.kind === 'flush') {
              await apply(data.changes, data.stores);
              before = read();
              reply(room, null);
            } else if (data.kind === 'ask') reply(room, await host.ask(data.alert));
            else show(host, data);
          } catch (error) {
            reject(error);
          }
        };
        const start: RunStart = {
          code,
          functionName,
          args,
          workbook: before,
          identityToken: person.token,
          email: person.email,
          stores: host.stores(),
          waitingRoom: room,
        };
        started.postMessage(start);
      });
      calls = done.calls;
      await apply(done.changes, done.stores);
      if (done.outcome.ok) return done.outcome.value;
      throw errorOf(done.outcome.error);
    } finally {
      started.terminate();
      host.setRunning(false);
    }
  };

  return {
    run: (functionName, args, waiting = true) => {
      const running = queue.then(() => runNow(functionName, args, waiting));
      queue = running.catch(() => {});
      return running;
    },
    lastCalls: () => calls,
  };
}

function show(host: RunHost, message: RunMessage): void {
  switch (message.kind) {
    case 'menu':
      host.showMenu(message.menu);
      break;
    case 'sidebar':
      host.showSidebar(message.panel);
      break;
    case 'toast':
      host.showToast(message.toast);
      break;
    case 'log':
      console[message.line.level](`add-on: ${message.line.message}`);
  }
}

async function kept(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
}
