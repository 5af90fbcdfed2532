import { types } from 'node:util';
import vm from 'node:vm';
import { GoogleError, StandInError } from '../google/errors.ts';
import { EnumValue, fits, surfaceOf, typeNames } from '../google/surface.ts';

/** What an add-on function returned, or what it threw. */
type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Error };

/** Called for every service call, before it: counts it, and throws where it is not allowed. */
type Gate = (call: string) => void;

/** One run of the add-on file: Apps Script starts every menu item and every sidebar call from nothing. */
export interface Realm {
  /** Names of the file's top-level functions that Google would call; a trailing `_` makes one private. */
  readonly functions: readonly string[];
  call(name: string, args: readonly unknown[]): Outcome;
  /** Gaps of the stand-in that the run met, whether or not the add-on caught them. */
  readonly gaps: readonly StandInError[];
}

/**
 * Runs the add-on file in a bare JavaScript realm with `services` as its only globals. Everything that crosses is
 * made anew on the other side: the add-on sees only its own realm's arrays, dates and errors, and services only as
 * proxies that throw on whatever their surface does not list.
 */
export function openRealm(script: vm.Script, services: Readonly<Record<string, object>>, gate: Gate): Realm {
  const global: Record<string, unknown> = Object.create(null);
  vm.createContext(global, { codeGeneration: { strings: false, wasm: false } });
  const kit: Kit = vm.runInContext(KIT, global);
  const border = new Border(kit, gate);
  for (const [name, service] of Object.entries(services)) global[name] = border.outward(service);
  const before = new Set(Object.keys(global));
  const loaded = border.run(() => script.runInContext(global));
  if (!loaded.ok) throw loaded.error;
  const functions = Object.keys(global).filter(
    (name) => !before.has(name) && typeof global[name] === 'function' && !name.endsWith('_'),
  );
  return {
    functions,
    call: (name, args) => {
      if (!functions.includes(name)) {
        return { ok: false, error: new GoogleError(`Script function not found: ${name}`) };
      }
      const own = args.map((arg) => border.outward(arg));
      return border.run(() => portable(kit.call(global[name], own)));
    },
    gaps: border.gaps,
  };
}

/** What the realm's half of the border can do. The code below runs inside the realm. */
interface Kit {
  list(items: readonly unknown[]): unknown;
  record(keys: readonly string[], values: readonly unknown[]): unknown;
  date(milliseconds: number): unknown;
  service(read: (key: string) => Reading, has: (key: string) => boolean): object;
  call(fn: unknown, args: readonly unknown[]): unknown;
}

type Answer = { readonly value: unknown } | { readonly error: { name: string; message: string } };
type Reading = Answer | { readonly method: (args: readonly unknown[]) => Answer };

const KIT = `(() => {
  'use strict';
  const list = (items) => {
    const copy = [];
    for (let index = 0; index < items.length; index++) copy[index] = items[index];
    return copy;
  };
  const settle = (answer) => {
    if (!answer.error) return answer.value;
    const error = new Error(answer.error.message);
    error.name = answer.error.name;
    throw error;
  };
  const refuse = () => { throw new TypeError('A service cannot be changed'); };
  return {
    list,
    record: (keys, values) => {
      const copy = {};
      for (let index = 0; index < keys.length; index++) {
        Object.defineProperty(copy, keys[index], {
          value: values[index], writable: true, enumerable: true, configurable: true,
        });
      }
      return copy;
    },
    date: (milliseconds) => new Date(milliseconds),
    service: (read, has) => new Proxy(Object.create(null), {
      get: (target, key) => {
        if (typeof key === 'symbol' || key === 'valueOf') return undefined;
        const found = read(key);
        return found.method ? (...args) => settle(found.method(args)) : settle(found);
      },
      has: (target, key) => typeof key === 'string' && has(key),
      set: refuse,
      defineProperty: refuse,
      deleteProperty: refuse,
      setPrototypeOf: refuse,
    }),
    call: (fn, args) => fn(...list(args)),
  };
})()`;

class Border {
  readonly gaps: StandInError[] = [];
  readonly #kit: Kit;
  readonly #gate: Gate;
  readonly #proxies = new WeakMap<object, object>();
  readonly #services = new WeakMap<object, object>();

  constructor(kit: Kit, gate: Gate) {
    this.#kit = kit;
    this.#gate = gate;
  }

  /** Runs realm code; a gap of the stand-in wins over whatever the add-on made of it. */
  run(work: () => unknown): Outcome {
    let outcome: Outcome;
    try {
      outcome = { ok: true, value: work() };
    } catch (thrown) {
      outcome = { ok: false, error: hostError(thrown) };
    }
    const gap = this.gaps[0];
    return gap ? { ok: false, error: gap } : outcome;
  }

  /** Into the realm. */
  outward(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (surfaceOf(value)) return this.#proxy(value);
    if (types.isDate(value)) return this.#kit.date(value.getTime());
    if (Array.isArray(value)) return this.#kit.list(value.map((each) => this.outward(each)));
    const entries = Object.entries(value);
    return this.#kit.record(
      entries.map(([key]) => key),
      entries.map(([, each]) => this.outward(each)),
    );
  }

  /** Out of the realm. */
  #inward(value: unknown): unknown {
    if (typeof value === 'function') throw new StandInError('A function was passed to a service');
    if (typeof value !== 'object' || value === null) return value;
    const service = this.#services.get(value);
    if (service) return service;
    if (types.isDate(value)) return new Date(Date.prototype.getTime.call(value));
    if (types.isNativeError(value)) return `${value.name}: ${value.message}`;
    if (Array.isArray(value)) return Array.from(value, (each) => this.#inward(each));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#inward(each)]));
  }

  #proxy(service: object): object {
    const made = this.#proxies.get(service);
    if (made) return made;
    const surface = surfaceOf(service);
    if (!surface) throw new Error('Only service objects have proxies');
    const methods = new Map(Object.entries(surface.methods));
    const constants = new Map(Object.entries(surface.constants));
    const read = (key: string): Reading => {
      if (constants.has(key)) return { value: this.outward(constants.get(key)) };
      if (key === 'toString') return { method: () => ({ value: textOf(service, surface.name) }) };
      const signatures = methods.get(key);
      if (signatures) return { method: (args) => this.#invoke(service, key, signatures, args) };
      return this.#refused(
        new StandInError(`${surface.name}.${key} is not part of the stand-in; add it to addon/google`),
      );
    };
    const proxy = this.#kit.service(read, (key) => methods.has(key) || constants.has(key));
    this.#proxies.set(service, proxy);
    this.#services.set(proxy, service);
    return proxy;
  }

  #invoke(service: object, method: string, signatures: readonly string[], given: readonly unknown[]): Answer {
    const surface = surfaceOf(service);
    try {
      this.#gate(`${surface?.name}.${method}`);
      const args = given.map((arg) => this.#inward(arg));
      if (!fits(signatures, args)) {
        throw new GoogleError(
          `The parameters (${typeNames(args)}) don't match the method signature for ${surface?.path}.${method}.`,
        );
      }
      const implementation: unknown = Reflect.get(service, method);
      if (typeof implementation !== 'function')
        throw new Error(`${surface?.path}.${method} is not implemented`);
      return { value: this.outward(Reflect.apply(implementation, service, args)) };
    } catch (thrown) {
      return this.#refused(hostError(thrown));
    }
  }

  #refused(error: Error): Answer {
    // Anything but Google's own errors is a gap or a bug of the stand-in, and must fail the test that met it.
    if (!(error instanceof GoogleError)) {
      this.gaps.push(
        error instanceof StandInError ? error : new StandInError(error.message, { cause: error }),
      );
    }
    return { error: { name: error.name, message: error.message } };
  }
}

function textOf(service: object, name: string): string {
  return service instanceof EnumValue ? service.name() : name;
}

/** An error of this realm for whatever was thrown in either. */
function hostError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  if (!types.isNativeError(thrown)) return new Error(String(thrown));
  const error = new Error(thrown.message);
  error.name = thrown.name;
  if (thrown.stack !== undefined) error.stack = thrown.stack;
  return error;
}

/** Copies a result as google.script.run hands it to the sidebar: plain data only. */
function portable(value: unknown): unknown {
  if (typeof value === 'function' || types.isProxy(value) || types.isDate(value) || types.isPromise(value)) {
    throw new GoogleError('The script completed but the returned value is not a supported return type.');
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, (each) => portable(each) ?? null);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, portable(each)]));
}
