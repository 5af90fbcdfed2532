/** What JavaScript itself brings; Apps Script has no more than that and Google's services. */
const LANGUAGE = new Set([
  ...['Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Date', 'RegExp'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'],
  ...['URIError', 'Promise', 'Proxy', 'Reflect', 'Math', 'JSON', 'Intl', 'Map', 'Set', 'WeakMap', 'WeakSet'],
  ...['WeakRef', 'FinalizationRegistry', 'Iterator', 'ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array'],
  ...['Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array'],
  ...['Float64Array', 'BigInt64Array', 'BigUint64Array', 'globalThis', 'undefined', 'NaN', 'Infinity'],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURI', 'encodeURIComponent', 'decodeURI'],
  ...['decodeURIComponent', 'escape', 'unescape', 'eval', 'Atomics', 'SharedArrayBuffer'],
]);

/**
 * Takes everything off the global object that is not JavaScript's own: `fetch`, timers, `URL`, `crypto` and the
 * rest, as Apps Script has none of them. What the host needs itself it must have kept before. Making code from
 * strings is already refused by the page's content security policy.
 *
 * @returns names that could not be taken away; empty in the browsers that were tried
 */
export function stripGlobals(): string[] {
  for (let holder: object | null = globalThis; holder !== null && holder !== Object.prototype; ) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (!LANGUAGE.has(name) && name !== 'constructor') Reflect.deleteProperty(holder, name);
    }
    holder = Object.getPrototypeOf(holder);
  }
  return Object.getOwnPropertyNames(globalThis).filter((name) => !LANGUAGE.has(name));
}
