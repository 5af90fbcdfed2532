import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fewest, hasSmall, withheldRows, withheldSlices } from './suppression.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

/** Every way to write `total` as so many numbers, each at least `least`. */
function* divided(total: number, parts: number, least: number): Generator<readonly number[]> {
  if (parts === 0) {
    if (total === 0) yield [];
    return;
  }
  if (parts === 1) {
    if (total >= least) yield [total];
    return;
  }
  for (let first = least; first <= total - (parts - 1) * least; first++)
    for (const rest of divided(total - first, parts - 1, least)) yield [first, ...rest];
}

describe('slices of a cut', () => {
  test('that are withheld may be five or more each, even for whoever knows how they are chosen', () => {
    for (let parts = 1; parts <= 4; parts++)
      for (let total = fewest; total <= 26; total++) {
        const answers = Map.groupBy(divided(total, parts, 1), (rounds) => {
          const withheld = withheldSlices(rounds);
          return withheld === null
            ? 'no slice is named'
            : rounds.map((n, slice) => (withheld.has(slice) ? '<5' : n)).join();
        });
        for (const [answer, worlds] of answers)
          for (const [slice] of (worlds[0] ?? []).entries()) {
            const isShown = answer !== 'no slice is named' && answer.split(',')[slice] !== '<5';
            // Whoever is told of no slice does not know how many there are: one may have all rounds.
            if (isShown || answer === 'no slice is named') continue;
            const possible = new Set(worlds.map((rounds) => rounds[slice] ?? 0));
            expect(Math.max(...possible)).toBeGreaterThanOrEqual(fewest);
            expect(possible.size).toBeGreaterThan(1);
          }
      }
  });

  test('below five are withheld, and one more with them', () => {
    expect(withheldSlices([9, 3, 7, 20])).toEqual(new Set([1, 2]));
    expect(withheldSlices([9, 3, 7, 7])).toEqual(new Set([1, 2, 3]));
    expect(withheldSlices([9, 8, 7])).toEqual(new Set());
    expect(withheldSlices([9, 4])).toBeNull();
    expect(withheldSlices([2, 2, 2])).toBeNull();
  });
});

/** A table of a variable: a row for each slice, each with a round at least. */
const table = (columns: number, mostRows: number, most: number) =>
  fc
    .array(
      fc
        .array(fc.integer({ min: 0, max: most }), { minLength: columns, maxLength: columns })
        .filter((row) => sum(row) > 0),
      {
        minLength: 1,
        maxLength: mostRows,
      },
    )
    .filter((rows) => sum(rows.map(sum)) >= fewest && withheldSlices(rows.map(sum)) !== null);

/** What is shown of a table. */
function shownOf(rows: readonly (readonly number[])[]) {
  const slices = withheldSlices(rows.map(sum)) ?? new Set();
  return { slices, withheld: withheldRows(rows, slices) };
}

/** Every content of the withheld rows that fits all that is shown, as an attacker would find it: by trying all. */
function* fitting(rows: readonly (readonly number[])[]): Generator<ReadonlyMap<number, readonly number[]>> {
  const { slices, withheld } = shownOf(rows);
  const columns = (rows[0] ?? []).map((_, column) => sum(rows.map((row) => row[column] ?? 0)));
  const isTotalShown = !hasSmall(columns);
  const open = [...withheld];
  const left = columns.map((all, column) =>
    isTotalShown
      ? all - sum(rows.map((row, i) => (withheld.has(i) ? 0 : (row[column] ?? 0))))
      : Number.POSITIVE_INFINITY,
  );
  const sizes = divided(sum([...slices].map((i) => sum(rows[i] ?? []))), slices.size, 1);
  for (const size of sizes) {
    const hidden = [...slices];
    const roundsOf = (i: number) => (slices.has(i) ? (size[hidden.indexOf(i)] ?? 0) : sum(rows[i] ?? []));
    yield* fill(0, left, new Map());
    function* fill(
      at: number,
      remaining: readonly number[],
      given: ReadonlyMap<number, readonly number[]>,
    ): Generator<ReadonlyMap<number, readonly number[]>> {
      const row = open[at];
      if (row === undefined) {
        if (!isTotalShown || remaining.every((n) => n === 0)) yield given;
        return;
      }
      for (const cells of divided(roundsOf(row), remaining.length, 0)) {
        const next = remaining.map((n, column) => n - (cells[column] ?? 0));
        if (next.every((n) => n >= 0)) yield* fill(at + 1, next, new Map([...given, [row, cells]]));
      }
    }
  }
}

function attacked(rows: readonly (readonly number[])[]): void {
  const { withheld } = shownOf(rows);
  const possible = new Map<string, Set<number>>();
  for (const world of fitting(rows))
    for (const [row, cells] of world)
      for (const [column, n] of cells.entries()) {
        const key = `${row} ${column}`;
        possible.set(key, (possible.get(key) ?? new Set()).add(n));
      }
  expect(possible.size).toBe(withheld.size * (rows[0]?.length ?? 0));
  for (const values of possible.values()) {
    expect(Math.max(...values)).toBeGreaterThanOrEqual(fewest);
    expect(values.size).toBeGreaterThan(1);
  }
}

describe('rows of a variable', () => {
  test('no withheld cell of two columns can be bounded below five or recovered from sums and shown rows', () => {
    fc.assert(fc.property(table(2, 4, 9), attacked), { numRuns: 300 });
  });

  test('nor one of three columns', () => {
    fc.assert(fc.property(table(3, 3, 5), attacked), { numRuns: 60 });
  });

  test('whatever is shown is five or more, and so is what is left of a sum when all that is shown is taken off', () => {
    fc.assert(
      fc.property(table(2, 9, 40), (rows) => {
        const { withheld } = shownOf(rows);
        for (const [i, row] of rows.entries()) if (!withheld.has(i)) expect(hasSmall(row)).toBe(false);
        if (withheld.size === 0 || withheld.size === rows.length) return;
        const left = [0, 1].map((column) => sum([...withheld].map((i) => rows[i]?.[column] ?? 0)));
        expect(hasSmall(left)).toBe(false);
      }),
    );
  });

  test('as few rows are withheld as that takes', () => {
    const none = new Set<number>();
    expect(
      withheldRows(
        [
          [9, 9],
          [8, 8],
        ],
        none,
      ),
    ).toEqual(none);
    expect(
      withheldRows(
        [
          [3, 20],
          [8, 30],
          [9, 9],
        ],
        none,
      ),
    ).toEqual(new Set([0, 2]));
    // One whose columns are all large enough hides two that are not.
    expect(
      withheldRows(
        [
          [4, 30],
          [4, 30],
          [9, 40],
        ],
        none,
      ),
    ).toEqual(new Set([0, 1]));
    expect(
      withheldRows(
        [
          [2, 30],
          [2, 30],
          [0, 9],
        ],
        none,
      ),
    ).toEqual(new Set([0, 1, 2]));
  });
});
