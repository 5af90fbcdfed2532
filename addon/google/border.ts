import { GoogleError, type PlainError, plainError, StandInError } from './errors.ts';
import type { Answer, Reading, RealmKit } from './realm.ts';
import { EnumValue, fits, surfaceOf, typeNames } from './surface.ts';

/** What a function of the add-on returned, or what it threw; plain data, so that it may go anywhere. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: PlainError };

/**
 * What stands between the add-on's realm and Google's services. Everything that crosses is made anew on the other
 * side: the add-on sees only its own realm's arrays, dates and errors, and services only as proxies that check the
 * arguments and throw on whatever a service's surface does not list.
 */
export class Border {
  readonly #kit: RealmKit;
  readonly #gate: (call: string) => void;
  readonly #gaps: StandInError[] = [];
  readonly #proxies = new WeakMap<object, object>();
  readonly #services = new WeakMap<object, object>();

  /** `gate` is asked before every service call, by `Service.method`, and throws where it is not allowed. */
  constructor(kit: RealmKit, gate: (call: string) => void) {
    this.#kit = kit;
    this.#gate = gate;
  }

  /** Runs code of the realm; a gap of the stand-in wins over whatever the add-on made of it. */
  run(work: () => unknown): Outcome {
    const outcome = this.#attempt(work);
    const gap = this.#gaps[0];
    return gap ? { ok: false, error: plainError(gap) } : outcome;
  }

  /** Calls a function of the realm; its result is copied as google.script.run hands it to the sidebar. */
  call(fn: unknown, args: readonly unknown[]): Outcome {
    return this.run(() =>
      this.#portable(
        this.#kit.call(
          fn,
          args.map((arg) => this.outward(arg)),
        ),
      ),
    );
  }

  /** A value as the add-on gets it. */
  outward(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (surfaceOf(value)) return this.#proxy(value);
    if (value instanceof Date) return this.#kit.date(value.getTime());
    if (Array.isArray(value)) return this.#kit.list(value.map((each) => this.outward(each)));
    const entries = Object.entries(value);
    return this.#kit.record(
      entries.map(([key]) => key),
      entries.map(([, each]) => this.outward(each)),
    );
  }

  #attempt(work: () => unknown): Outcome {
    try {
      return { ok: true, value: work() };
    } catch (thrown) {
      return { ok: false, error: plainError(thrown) };
    }
  }

  /** A value as a service gets it. */
  #inward(value: unknown): unknown {
    if (typeof value === 'function') throw new StandInError('A function was passed to a service');
    if (typeof value !== 'object' || value === null) return value;
    const service = this.#services.get(value);
    if (service) return service;
    if (this.#kit.is('Date', value)) return new Date(Date.prototype.getTime.call(value));
    if (this.#kit.is('Error', value)) return textOf(plainError(value));
    if (Array.isArray(value)) return Array.from(value, (each) => this.#inward(each));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#inward(each)]));
  }

  /** Plain data, or Google's refusal to carry it. */
  #portable(value: unknown): unknown {
    if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return value;
    if (
      typeof value === 'function' ||
      this.#services.has(value) ||
      this.#kit.is('Date', value) ||
      this.#kit.is('Promise', value)
    ) {
      throw new GoogleError('The script completed but the returned value is not a supported return type.');
    }
    if (Array.isArray(value)) return Array.from(value, (each) => this.#portable(each) ?? null);
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(entries.map(([key, each]) => [key, this.#portable(each)]));
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
      if (key === 'toString') return { method: () => ({ value: nameOf(service, surface.name) }) };
      const signatures = methods.get(key);
      if (signatures) return { method: (args) => this.#invoke(service, key, signatures, args) };
      const gap = `${surface.name}.${key} is not part of the stand-in; add it to addon/google`;
      return this.#refused(new StandInError(gap));
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
      return this.#refused(thrown);
    }
  }

  #refused(thrown: unknown): Answer {
    const error = plainError(thrown);
    // Anything but Google's own errors is a gap or a bug of the stand-in, and must fail the test that met it.
    if (!(thrown instanceof GoogleError)) {
      this.#gaps.push(
        thrown instanceof StandInError ? thrown : new StandInError(error.message, { cause: thrown }),
      );
    }
    return { error };
  }
}

const textOf = ({ name, message }: PlainError): string => `${name}: ${message}`;

function nameOf(service: object, name: string): string {
  return service instanceof EnumValue ? service.name() : name;
}
