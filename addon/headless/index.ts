import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { errorOf } from '../google/errors.ts';
import { FETCH_TIMEOUT, type FetchOutcome, type FetchRequest } from '../google/host.ts';
import { AddonRunner } from './addon.ts';
import { sendRequest } from './http.ts';
import { Person } from './person.ts';
import type { Command, FetchAnswer, Reply, WorkerStart } from './protocol.ts';

/** The same methods, run in the worker: each returns a promise. */
type Remote<T> = {
  readonly [Name in keyof T]: T[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : never;
};

/** Google Sheets without Google: the add-on's functions, what they showed, and the person at the keyboard. */
export interface HeadlessSheets extends Remote<AddonRunner> {
  /** What a person sees of the spreadsheet and does to it. */
  readonly spreadsheet: Remote<Person>;
  /** Ends the worker; whatever is still running fails. */
  close(): Promise<void>;
}

/** What `runHeadlessSheets` is given. */
export interface HeadlessSheetsOptions {
  /** The built add-on file, exactly as it would be pushed. */
  readonly code: string;
  /** What ScriptApp.getIdentityToken() returns, until `setIdentityToken`. */
  readonly identityToken: string;
  /** What Session.getActiveUser().getEmail() returns. */
  readonly email: string;
  /** Script properties. */
  readonly properties?: Readonly<Record<string, string>>;
  /** False where SpreadsheetApp.getUi() is to throw, as in a run without a window. Default true. */
  readonly hasUi?: boolean;
  /** Milliseconds until UrlFetchApp gives up. Default 60,000, Google's. */
  readonly fetchTimeout?: number;
  /** Answers UrlFetchApp instead of the network. */
  readonly fetch?: (request: FetchRequest) => Promise<FetchOutcome>;
}

/**
 * Opens an empty spreadsheet with the add-on installed. The add-on runs in a worker, which stands still while it
 * fetches; this thread stays free, so that the server may live in it. Calls queue. Rejects where the file does
 * not load. Call `close` at the end: the worker keeps the process alive.
 */
export async function runHeadlessSheets(options: HeadlessSheetsOptions): Promise<HeadlessSheets> {
  const { port1: http, port2: workerHttp } = new MessageChannel();
  const arrived = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const start: WorkerStart = {
    code: options.code,
    identityToken: options.identityToken,
    email: options.email,
    properties: options.properties ?? {},
    hasUi: options.hasUi ?? true,
    http: workerHttp,
    arrived,
  };
  const timeout = options.fetchTimeout ?? FETCH_TIMEOUT;
  const send = options.fetch ?? ((request: FetchRequest) => sendRequest(request, timeout));
  const answered = async (request: FetchRequest): Promise<FetchAnswer> => {
    try {
      return { outcome: await send(request) };
    } catch (thrown) {
      return { error: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  };
  http.on('message', async (request: FetchRequest) => {
    http.postMessage(await answered(request));
    const signal = new Int32Array(arrived);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });

  const worker = new Worker(await workerFile(), {
    workerData: start,
    transferList: [workerHttp],
    // The test runner's own loaders are none of the worker's business.
    execArgv: [],
  });
  const line = new Line(worker);
  const close = async () => {
    await line.close();
    http.close();
  };
  try {
    await line.opened;
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...remote<AddonRunner>(line, 'addon', AddonRunner.prototype),
    spreadsheet: remote<Person>(line, 'person', Person.prototype),
    close,
  };
}

let bundled: Promise<string> | undefined;

/**
 * `worker.ts` and what it imports in one file, made once in a process and gone with it: a spreadsheet opens in little
 * more than half the time that it takes to read the TypeScript of each.
 */
const workerFile = (): Promise<string> => {
  bundled ??= bundleWorker();
  return bundled;
};

async function bundleWorker(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'headless-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = path.join(folder, 'worker.mjs');
  const entryPoints = [path.join(import.meta.dirname, 'worker.ts')];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node24' });
  return outfile;
}

/** Milliseconds that a worker has to end by itself. One that stands still, or never comes to an end, is ended. */
const TO_END = 500;

const CLOSED = 'The headless spreadsheet is closed';

/** Commands out, replies back. */
class Line {
  /** Settles when the worker has loaded the add-on. */
  readonly opened: Promise<unknown>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #last = 0;
  #closed = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.opened = this.#wait(0);
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => {
      this.#closed = true;
      this.#fail(new Error(CLOSED));
    });
  }

  async ask(command: Omit<Command, 'id'>): Promise<unknown> {
    if (this.#closed) throw new Error(CLOSED);
    this.#last++;
    const answer = this.#wait(this.#last);
    this.#worker.postMessage({ ...command, id: this.#last });
    return answer;
  }

  /**
   * Lets the worker end by itself once it has done what it was asked: to stop V8 in the middle of something has
   * taken the whole process with it.
   */
  async close(): Promise<void> {
    if (this.#closed) return;
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.postMessage('close');
    await Promise.race([ended, setTimeout(TO_END, undefined, { ref: false })]);
    await this.#worker.terminate();
  }

  #wait(id: number): Promise<unknown> {
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    return waiting.promise;
  }

  #settle({ id, value, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (!error) {
      waiting?.resolve(value);
      return;
    }
    waiting?.reject(errorOf(error));
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

function remote<T extends object>(line: Line, target: Command['target'], prototype: T): Remote<T> {
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  const methods = names.map((method) => [method, (...args: unknown[]) => line.ask({ target, method, args })]);
  // The mapped type cannot be built from names alone; both sides come from the same class.
  return Object.fromEntries(methods) as Remote<T>;
}
