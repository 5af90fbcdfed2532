/** One thing that a value may be. `exists` asks only whether there is one. */
export type FilterCondition =
  | string
  | number
  | boolean
  | null
  | { readonly prefix: string }
  | { readonly exists: boolean };

/**
 * An event filter as in an event source mapping's filter criteria, for example
 * `{ eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['notice'] } } } }`:
 * every field named must meet one of its conditions.
 */
export interface FilterPattern {
  readonly [field: string]: FilterPattern | readonly FilterCondition[];
}

/** Whether an event passes one of the filters, or there are none. */
export const passes = (filters: readonly FilterPattern[], event: object): boolean =>
  filters.length === 0 || filters.some((filter) => matches(filter, event));

function matches(pattern: FilterPattern, value: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    const actual = isObject(value) ? value[field] : undefined;
    return isConditions(expected)
      ? expected.some((condition) => meets(condition, actual))
      : matches(expected, actual);
  });
}

function meets(condition: FilterCondition, value: unknown): boolean {
  if (condition === null || typeof condition !== 'object') return value === condition;
  if ('prefix' in condition) return typeof value === 'string' && value.startsWith(condition.prefix);
  if ('exists' in condition) return (value !== undefined) === condition.exists;
  // A rule that AWS knows and this does not would silently drop events here.
  throw new Error(`The local stream cannot filter by ${JSON.stringify(condition)}.`);
}

const isConditions = (
  expected: FilterPattern | readonly FilterCondition[],
): expected is readonly FilterCondition[] => Array.isArray(expected);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
