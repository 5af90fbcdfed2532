/** JavaScript with nothing in it but the language, where the add-on's file runs. A host makes a new one for each run. */
export interface Realm {
  readonly global: object;
  readonly kit: RealmKit;
  /** Runs the add-on's file, which puts its functions on the global object. */
  load(): void;
}

/** What a service answers a call: a value, or why there is none. */
export type Answer =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string } };

/** What stands behind a property of a service. */
export type Reading = Answer | { readonly method: (args: readonly unknown[]) => Answer };

/** The realm's half of the border: makes and knows the realm's own arrays, records, dates, errors and proxies. */
export interface RealmKit {
  list(items: readonly unknown[]): unknown;
  record(keys: readonly string[], values: readonly unknown[]): unknown;
  date(milliseconds: number): unknown;
  /** A service as the add-on sees it; nothing about it can be changed. */
  service(read: (key: string) => Reading, has: (key: string) => boolean): object;
  is(kind: 'Date' | 'Error' | 'Promise', value: unknown): boolean;
  call(fn: unknown, args: readonly unknown[]): unknown;
}

/**
 * Makes the kit. It must be code of the realm itself and therefore names nothing of this file or of any other: a
 * host with a realm apart from its own evaluates the source of this function there.
 */
export function realmKit(): RealmKit {
  const list = (items: readonly unknown[]) => {
    const copy: unknown[] = [];
    for (let index = 0; index < items.length; index++) copy[index] = items[index];
    return copy;
  };
  const settle = (answer: Answer) => {
    if ('value' in answer) return answer.value;
    const error = new Error(answer.error.message);
    error.name = answer.error.name;
    throw error;
  };
  const refuse = (): never => {
    throw new TypeError('A service cannot be changed');
  };
  const kinds = { Date, Error, Promise };
  return {
    list,
    record: (keys, values) => {
      const copy = {};
      for (let index = 0; index < keys.length; index++) {
        Object.defineProperty(copy, keys[index] ?? '', {
          value: values[index],
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      return copy;
    },
    date: (milliseconds) => new Date(milliseconds),
    service: (read, has) =>
      new Proxy(Object.create(null), {
        get: (_, key) => {
          if (typeof key === 'symbol' || key === 'valueOf') return undefined;
          const found = read(key);
          if (!('method' in found)) return settle(found);
          const { method } = found;
          return (...args: unknown[]) => settle(method(args));
        },
        has: (_, key) => typeof key === 'string' && has(key),
        set: refuse,
        defineProperty: refuse,
        deleteProperty: refuse,
        setPrototypeOf: refuse,
      }),
    is: (kind, value) => value instanceof kinds[kind],
    call: (fn, args) => (fn as (...args: unknown[]) => unknown)(...list(args)),
  };
}
