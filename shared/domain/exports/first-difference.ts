import { pointer } from '../basics/result.ts';

/** Where two JSON values part, and what stands there in each; undefined where one has nothing there. */
export interface Difference {
  /** RFC 6901. */
  readonly pointer: string;
  readonly left: unknown;
  readonly right: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/**
 * The first place where two JSON values differ; null where they are equal. Objects are compared in the
 * order of the left one's properties (their order itself means nothing), then by what only the right one
 * has. A property that is undefined is not there.
 */
export const firstDifference = (left: unknown, right: unknown): Difference | null => compare(left, right, []);

function compare(left: unknown, right: unknown, path: readonly (string | number)[]): Difference | null {
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right))
    return left === right ? null : { pointer: pointer(...path), left, right };
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = compare(own(left, key), own(right, key), [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

const own = (object: Fields, key: string): unknown =>
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is of ES2022, Apps Script need not have it.
  Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
