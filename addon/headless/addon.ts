import vm from 'node:vm';
import { errorOf } from '../google/errors.ts';
import type { Alert, Answer, LogLine, MenuRecord, Panel, StoreKind, Toast } from '../google/host.ts';
import { Workbook } from '../google/model/workbook.ts';
import { triggered } from '../google/permissions.ts';
import { type LoadedAddon, loadAddon } from '../google/run.ts';
import type { HeadlessHost } from './host.ts';
import { openRealm } from './realm.ts';

/** The built file, to be run again and again. */
export const addonFile = (code: string): vm.Script => new vm.Script(code, { filename: 'addon.js' });

/** The add-on as Google runs it, and what it left behind for a test to look at. */
export class AddonRunner {
  readonly #file: vm.Script;
  readonly #host: HeadlessHost;
  /** Each person's own properties, by address. */
  readonly #persons = new Map<string, Map<string, string>>();
  readonly #keepsGlobals: boolean;
  #kept: LoadedAddon | null = null;
  #runs = 0;
  #calls: Record<string, number> = {};

  /**
   * `keepsGlobals` loads the file once for many calls of one person that do not overlap, which takes half of the
   * time. Google never does: a call that finds something in a global variable is the add-on's mistake, and not seen.
   */
  constructor(file: vm.Script, host: HeadlessHost, { keepsGlobals = false } = {}) {
    this.#file = file;
    this.#host = host;
    this.#keepsGlobals = keepsGlobals;
  }

  /** Names of the add-on's top-level functions. Throws where the file does not load. */
  functions(): string[] {
    const { functions, loaded } = loadAddon(openRealm(this.#file), this.#host, 'NONE');
    if (!loaded.ok) throw errorOf(loaded.error);
    return [...functions];
  }

  /**
   * Calls a top-level function as Google would (onOpen, a menu item, `google.script.run` in the sidebar) and
   * returns its result as plain data. Every call starts the file anew. Throws what the add-on throws. A call that is
   * made while another one fetches is a run beside that one, to which the other's lock is somebody else's.
   */
  call(name: string, ...args: unknown[]): unknown {
    const { workbook, lock, past } = this.#host;
    const before = workbook.record(workbook.id);
    workbook.changes();
    const [{ holder }, steps] = [lock, past.length];
    if (holder === 'this run') lock.holder = 'somebody else';
    const { calls, outcome } = this.#run(name, args);
    lock.holder = holder;
    // Undo takes back what a script wrote, as if the person had typed it.
    if (workbook.changes().sheets.some(({ cells }) => cells.length > 0)) past.splice(steps, 0, before);
    for (const [call, count] of Object.entries(calls)) this.#calls[call] = (this.#calls[call] ?? 0) + count;
    if (!outcome.ok) throw errorOf(outcome.error);
    return outcome.value;
  }

  #run(name: string, args: readonly unknown[]) {
    const authorization = triggered(name, args) ?? 'FULL';
    const loaded = this.#kept ?? loadAddon(openRealm(this.#file), this.#host, authorization);
    this.#kept = null;
    const started = ++this.#runs;
    try {
      return loaded.call(name, args);
    } finally {
      // A run that another one overlapped may remember what is no longer so.
      const keeps = this.#keepsGlobals && authorization === 'FULL' && started === this.#runs;
      this.#kept = keeps ? loaded : null;
    }
  }

  /** What ScriptApp.getIdentityToken() returns from now on. */
  setIdentityToken(token: string): void {
    this.#host.identityToken = token;
  }

  /** Another person comes to the same file, or somebody comes back: with their own properties and token. */
  signIn(email: string, token: string): void {
    this.#kept = null;
    this.#persons.set(this.#host.email, this.#host.stores.user);
    this.#host.stores.user = this.#persons.get(email) ?? new Map();
    this.#host.email = email;
    this.#host.identityToken = token;
  }

  /** What the person grants on Google's consent page: scopes by the last part of their address; null for all. */
  grant(scopes: readonly string[] | null): void {
    this.#host.granted = scopes;
  }

  /** The manifest's `urlFetchWhitelist`: the prefixes that may be fetched; null for a manifest without one. */
  whitelist(prefixes: readonly string[] | null): void {
    this.#host.whitelist = prefixes;
  }

  /** Gives the file to these people, the owner among the editors. */
  share(editors: readonly string[], viewers: readonly string[] = []): void {
    this.#host.members = { editors, viewers };
  }

  /** "Make a copy": from now on the copy is open, and its lock did not come with it. */
  openCopy(id: string): void {
    this.#host.workbook = new Workbook(this.#host.workbook.record(id));
    this.#host.lock.holder = 'nobody';
    this.#host.members = { editors: [this.#host.email], viewers: [] };
  }

  /** The menus the add-on made, as the last call left them. */
  menus(): readonly MenuRecord[] {
    return this.#host.shown.menus;
  }

  /** The sidebar shown last; null before the first. */
  sidebar(): Panel | null {
    return this.#host.shown.sidebar;
  }

  /** Alerts and prompts shown so far. */
  alerts(): Alert[] {
    return this.#host.shown.alerts;
  }

  /** Queues what the person clicks (and types) in the next boxes. */
  answer(...answers: Answer[]): void {
    this.#host.answers.push(...answers);
  }

  /** Messages shown in the corner so far. */
  toasts(): Toast[] {
    return this.#host.shown.toasts;
  }

  /** Lines logged so far. */
  logs(): LogLine[] {
    return this.#host.shown.log;
  }

  /** Milliseconds of each Utilities.sleep so far. */
  sleeps(): number[] {
    return this.#host.shown.sleeps;
  }

  /** Service calls by `Service.method` since the last reset. */
  calls(): Record<string, number> {
    return { ...this.#calls };
  }

  resetCalls(): void {
    this.#calls = {};
  }

  /** A store of PropertiesService. */
  properties(kind: StoreKind): Record<string, string> {
    return Object.fromEntries(this.#host.stores[kind]);
  }

  /** Sets a property behind the add-on's back, without Google's limits; null removes it. */
  setProperty(kind: StoreKind, key: string, value: string | null): void {
    if (value === null) this.#host.stores[kind].delete(key);
    else this.#host.stores[kind].set(key, value);
  }

  /** Lets another run or person hold the spreadsheet's lock, or release it. */
  holdLock(held: boolean): void {
    this.#host.lock.holder = held ? 'somebody else' : 'nobody';
  }
}
