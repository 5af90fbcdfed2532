/** The outcome of something that can fail in expected ways: failures are values, exceptions are bugs. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A success carrying `value`. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** An expected failure carrying `error`. */
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/**
 * Something wrong at one place of a document.
 * `pointer` is an RFC 6901 JSON pointer into it, `code` is stable, `detail` says how to mend it.
 */
export interface Defect {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Makes an RFC 6901 JSON pointer from property names and array indexes. */
export const pointer = (...path: readonly (string | number)[]): string =>
  path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
