import vm from 'node:vm';
import { GoogleError } from '../google/errors.ts';
import type {
  Alert,
  Answer,
  Host,
  LockKind,
  LogLine,
  MenuRecord,
  Panel,
  StoreKind,
  Toast,
} from '../google/host.ts';
import { HtmlServiceService } from '../google/services/html.ts';
import { LockServiceService } from '../google/services/locks.ts';
import { PropertiesServiceService } from '../google/services/properties.ts';
import {
  AuthMode,
  ConsoleService,
  LoggerService,
  ScriptAppService,
  SessionService,
} from '../google/services/script.ts';
import { SpreadsheetAppService } from '../google/services/spreadsheet-app.ts';
import { UrlFetchAppService } from '../google/services/url-fetch.ts';
import { UtilitiesService } from '../google/services/utilities.ts';
import { openRealm, type Realm } from './realm.ts';

/** Simple triggers: Google hands them an event, and starts onOpen without authorization. */
const TRIGGER_MODES: Readonly<Record<string, 'NONE' | 'FULL'>> = { onOpen: 'NONE', onInstall: 'FULL' };

/** What runs before the person has authorized the add-on in this file: menus, and nothing about the document. */
const WITHOUT_AUTHORIZATION =
  /^(SpreadsheetApp\.getUi|Ui\.create(Addon)?Menu|Menu\.|console\.|Logger\.|Enum\.|Session\.getScriptTimeZone|Utilities\.)/;

/** The add-on as Google runs it, and what it left behind for a test to look at. */
export class AddonRunner {
  readonly #script: vm.Script;
  readonly #host: Host;
  readonly #services: Readonly<Record<string, object>>;
  readonly #functions: readonly string[];
  #calls: Record<string, number> = {};

  constructor(code: string, host: Host) {
    this.#script = new vm.Script(code, { filename: 'addon.js' });
    this.#host = host;
    this.#services = {
      SpreadsheetApp: new SpreadsheetAppService(host),
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
    this.#functions = this.#open(false).functions;
    this.#calls = {};
  }

  /** Names of the add-on's top-level functions. */
  functions(): string[] {
    return [...this.#functions];
  }

  /**
   * Calls a top-level function as Google would (onOpen, a menu item, `google.script.run` in the sidebar) and
   * returns its result as plain data. Every call starts the file anew. `onOpen` without arguments gets its event
   * and runs unauthorized, as when a file is opened for the first time. Throws what the add-on throws.
   */
  call(name: string, ...args: unknown[]): unknown {
    const mode = args.length === 0 ? TRIGGER_MODES[name] : undefined;
    const realm = this.#open(mode !== 'NONE');
    const outcome = realm.call(name, mode ? [{ authMode: AuthMode.get(mode) }] : args);
    this.#releaseLocks();
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  }

  /** What ScriptApp.getIdentityToken() returns from now on. */
  setIdentityToken(token: string): void {
    this.#host.identityToken = token;
  }

  /** The menus the add-on made, as the last call left them. */
  menus(): MenuRecord[] {
    return this.#host.menus;
  }

  /** The sidebar shown last; null before the first. */
  sidebar(): Panel | null {
    return this.#host.sidebar;
  }

  /** Modal dialogs shown so far. */
  dialogs(): Panel[] {
    return this.#host.dialogs;
  }

  /** Alerts and prompts shown so far. */
  alerts(): Alert[] {
    return this.#host.alerts;
  }

  /** Queues what the person clicks (and types) in the next boxes. */
  answer(...answers: Answer[]): void {
    this.#host.answers.push(...answers);
  }

  /** Messages shown in the corner so far. */
  toasts(): Toast[] {
    return this.#host.toasts;
  }

  /** Lines logged so far. */
  logs(): LogLine[] {
    return this.#host.log;
  }

  /** Milliseconds of each Utilities.sleep so far. */
  sleeps(): number[] {
    return this.#host.sleeps;
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

  /** Lets another run or person hold a lock, or release it. */
  holdLock(kind: LockKind, held: boolean): void {
    this.#host.locks[kind] = held ? 'somebody else' : 'nobody';
  }

  #open(authorized: boolean): Realm {
    return openRealm(this.#script, this.#services, (call) => {
      this.#calls[call] = (this.#calls[call] ?? 0) + 1;
      if (!authorized && !WITHOUT_AUTHORIZATION.test(call)) {
        throw new GoogleError(`You do not have permission to call ${call}`);
      }
    });
  }

  /** Apps Script releases a run's locks when it ends. */
  #releaseLocks(): void {
    const { locks } = this.#host;
    for (const kind of ['user', 'document'] as const) {
      if (locks[kind] === 'this run') locks[kind] = 'nobody';
    }
  }
}
