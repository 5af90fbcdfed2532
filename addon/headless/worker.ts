import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { StandInError } from '../google/errors.ts';
import type { FetchOutcome, FetchRequest, Host } from '../google/host.ts';
import { emptySheet } from '../google/model/records.ts';
import { Workbook } from '../google/model/workbook.ts';
import { Person } from './person.ts';
import type { Command, FetchAnswer, Reply, SentError, WorkerStart } from './protocol.ts';
import { AddonRunner } from './run.ts';

const start: WorkerStart = workerData;
const arrived = new Int32Array(start.arrived);

/** Stands still until the main thread has the outcome, as UrlFetchApp does. */
function fetchBlocking(request: FetchRequest): FetchOutcome {
  Atomics.store(arrived, 0, 0);
  start.http.postMessage(request);
  Atomics.wait(arrived, 0, 0);
  const answer: FetchAnswer | undefined = receiveMessageOnPort(start.http)?.message;
  if (!answer) throw new Error('The main thread announced an outcome and sent none');
  if ('error' in answer) throw new StandInError(`The fetch that the test passed threw: ${answer.error}`);
  return answer.outcome;
}

const host: Host = {
  workbook: new Workbook({ id: 'headless-spreadsheet', sheets: [emptySheet(0, 'Sheet1')], active: 0 }),
  hasUi: start.hasUi,
  identityToken: start.identityToken,
  email: start.email,
  stores: { user: new Map(), document: new Map(), script: new Map(Object.entries(start.properties)) },
  locks: { user: 'nobody', document: 'nobody' },
  menus: [],
  sidebar: null,
  dialogs: [],
  alerts: [],
  answers: [],
  toasts: [],
  log: [],
  sleeps: [],
  fetch: fetchBlocking,
};

function reply(id: number, work: () => unknown): void {
  const message: Reply = attempt(id, work);
  parentPort?.postMessage(message);
}

function attempt(id: number, work: () => unknown): Reply {
  try {
    return { id, value: work() };
  } catch (thrown) {
    return { id, error: sentError(thrown) };
  }
}

function sentError(thrown: unknown): SentError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { name: error.name, message: error.message, stack: error.stack };
}

reply(0, () => {
  const targets = { addon: new AddonRunner(start.code, host), person: new Person(host) };
  parentPort?.on('message', ({ id, target, method, args }: Command) => {
    reply(id, () => {
      const implementation: unknown = Reflect.get(targets[target], method);
      if (typeof implementation !== 'function') throw new Error(`There is no ${target}.${method}`);
      return Reflect.apply(implementation, targets[target], args);
    });
  });
});
