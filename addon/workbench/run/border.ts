import { GoogleError, StandInError } from '../../google/errors.ts';
import { EnumValue, fits, surfaceOf, typeNames } from '../../google/surface.ts';

/** Called before every service call: counts it, and throws where it is not allowed. */
type Gate = (call: string) => void;

/**
 * What stands between the add-on and Google's objects: it sees proxies that check the arguments and throw on
 * whatever the surface of a service does not list.
 */
export class Border {
  /** Gaps of the stand-in that the run met: they fail the run even where the add-on catches them. */
  readonly gaps: StandInError[] = [];
  readonly #gate: Gate;
  readonly #proxies = new WeakMap<object, object>();
  readonly #services = new WeakMap<object, object>();

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  /** A value as the add-on gets it. */
  outward(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    if (surfaceOf(value)) return this.#proxy(value);
    if (Array.isArray(value)) return value.map((each) => this.outward(each));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.outward(each)]));
  }

  #inward(value: unknown): unknown {
    if (typeof value === 'function') throw new StandInError('A function was passed to a service');
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    const service = this.#services.get(value);
    if (service) return service;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
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
    const refuse = () => {
      throw new TypeError('A service cannot be changed');
    };
    const proxy = new Proxy(Object.create(null), {
      get: (_, key) => {
        if (typeof key === 'symbol' || key === 'valueOf') return undefined;
        if (constants.has(key)) return this.outward(constants.get(key));
        if (key === 'toString') return () => (service instanceof EnumValue ? service.name() : surface.name);
        const signatures = methods.get(key);
        if (signatures) return (...args: unknown[]) => this.#invoke(service, key, signatures, args);
        throw this.#refused(new StandInError(`${surface.name}.${key} is not part of the stand-in`));
      },
      has: (_, key) => typeof key === 'string' && (methods.has(key) || constants.has(key)),
      set: refuse,
      defineProperty: refuse,
      deleteProperty: refuse,
      setPrototypeOf: refuse,
    });
    this.#proxies.set(service, proxy);
    this.#services.set(proxy, service);
    return proxy;
  }

  #invoke(service: object, method: string, signatures: readonly string[], given: unknown[]): unknown {
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
      return this.outward(Reflect.apply(implementation, service, args));
    } catch (thrown) {
      throw this.#refused(thrown);
    }
  }

  #refused(thrown: unknown): Error {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (!(error instanceof GoogleError)) {
      this.gaps.push(
        error instanceof StandInError ? error : new StandInError(error.message, { cause: error }),
      );
    }
    return error;
  }
}

/** Copies a result as google.script.run hands it to the sidebar: plain data only. */
export function portable(value: unknown): unknown {
  if (typeof value === 'function' || value instanceof Date || value instanceof Promise) throw notPortable();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, (each) => portable(each) ?? null);
  if (Object.getPrototypeOf(value) === null) throw notPortable();
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, portable(each)]));
}

const notPortable = () =>
  new GoogleError('The script completed but the returned value is not a supported return type.');
