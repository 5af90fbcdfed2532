import { Border, type Outcome } from './border.ts';
import { GoogleError, plainError } from './errors.ts';
import type { Host } from './host.ts';
import { type Authorization, assertMayCall, triggered } from './permissions.ts';
import type { Realm } from './realm.ts';
import { HtmlService } from './services/html.ts';
import { LockService, releaseLock } from './services/locks.ts';
import { PropertiesService } from './services/properties.ts';
import { AuthMode, ConsoleService, ScriptAppService, SessionService } from './services/script.ts';
import { SpreadsheetAppService } from './services/spreadsheet-app.ts';
import { UrlFetchAppService } from './services/url-fetch.ts';
import { UtilitiesService } from './services/utilities.ts';

/** What a run came to. */
export interface Run {
  /** Service calls by `Service.method`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly outcome: Outcome;
}

/** An add-on whose file has been loaded into a realm. */
export interface LoadedAddon {
  /** Names of its top-level functions that Google would call: a trailing `_` makes one private. */
  readonly functions: readonly string[];
  /** What loading came to. */
  readonly loaded: Outcome;
  /** Calls a function; the locks that it took are let go when it ends. */
  call(functionName: string, args: readonly unknown[]): Run;
}

/**
 * Runs the add-on once, as Google does for onOpen, a menu item or `google.script.run` in the sidebar: the file
 * starts from nothing in a new realm, with Google's services as its only globals. `onOpen` and `onInstall` without
 * arguments get their event.
 */
export const runAddon = (realm: Realm, host: Host, functionName: string, args: readonly unknown[]): Run =>
  loadAddon(realm, host, triggered(functionName, args) ?? 'FULL').call(functionName, args);

/** Loads the add-on's file into a realm. Who calls it more than once keeps what Google would throw away: its globals. */
export function loadAddon(realm: Realm, host: Host, authorization: Authorization): LoadedAddon {
  let calls: Record<string, number> = {};
  const border = new Border(realm.kit, (call) => {
    calls[call] = (calls[call] ?? 0) + 1;
    assertMayCall(call, authorization, host.granted);
  });
  for (const [name, service] of Object.entries(servicesOf(host)))
    Object.defineProperty(realm.global, name, { value: border.outward(service), configurable: true });
  const loaded = border.run(() => realm.load());
  const functions = Object.keys(realm.global).filter(
    (name) => typeof Reflect.get(realm.global, name) === 'function' && !name.endsWith('_'),
  );
  const called = (functionName: string, args: readonly unknown[]): Outcome => {
    if (!functions.includes(functionName))
      return { ok: false, error: plainError(new GoogleError(`Script function not found: ${functionName}`)) };
    const trigger = triggered(functionName, args);
    const event = trigger && [{ authMode: AuthMode.get(trigger) }];
    return border.call(Reflect.get(realm.global, functionName), event ?? args);
  };
  return {
    functions,
    loaded,
    call: (functionName, args) => {
      const outcome = loaded.ok ? called(functionName, args) : loaded;
      releaseLock(host.lock);
      const counted = calls;
      calls = {};
      return { calls: counted, outcome };
    },
  };
}

/** Every global of Apps Script that the add-on has here. */
function servicesOf(host: Host): Readonly<Record<string, object>> {
  return {
    SpreadsheetApp: new SpreadsheetAppService(host),
    HtmlService: new HtmlService(),
    PropertiesService: new PropertiesService(host),
    LockService: new LockService(host),
    ScriptApp: new ScriptAppService(host),
    Session: new SessionService(host),
    UrlFetchApp: new UrlFetchAppService(host),
    Utilities: new UtilitiesService(host),
    console: new ConsoleService(host),
  };
}
