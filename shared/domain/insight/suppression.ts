/**
 * Statistical disclosure control of counts of rounds, by suppression of cells (Hundepool et al., *Statistical Disclosure
 * Control*, Wiley 2012, chapter 4: primary suppression of small cells, secondary suppression of those by which they
 * could be worked out).
 *
 * What is offered is the least with which it can be proved, and no more may be added without another proof:
 *
 * - All rounds, or those of one slice of one cut (a year, a type, an area, a version). **No two cuts are ever crossed**,
 *   and nothing is added up over criteria sets.
 * - Every count is a column of a table of one variable, whose columns divide the rounds among them: failed, not failed,
 *   and, where some versions of the set have no such criterion, not judged.
 *
 * **Slices.** Their numbers of rounds add up to all rounds. Those below `fewest` are withheld, and with them the smallest
 * that is not (all that tie, so that order says nothing). A cut that leaves nothing to be shown names no slice. What is
 * withheld therefore holds one slice of `fewest` or more, and any of them may be that one: exchanging the numbers
 * among them gives the same answer, so knowing this file does not help either.
 *
 * **Rows.** A row (a slice and the columns of a variable) is shown whole or not at all. What can be known of withheld
 * rows are their numbers of rounds `n` and, by subtraction, the sums `c` of their columns. Of such a table the bounds of
 * a cell are known exactly (Fréchet; Dobra and Fienberg, PNAS 97, 2000): it may be anything from `max(0, n + c − all)` to
 * `min(n, c)`. Where at least two rows are withheld and each of their columns adds up to `fewest` or more, the upper
 * bound is never below `fewest` and never the lower one. That is what `withheldRows` makes sure of. Withheld slices
 * stand in it as one row, of which less is known.
 *
 * **Other cuts** give nothing away: given the totals of a variable’s columns, rounds of a column can be dealt to the
 * slices of one cut whatever slices of the others they are in, so every table that fits one cut fits all of them.
 *
 * What is not claimed: that two different variables, which no published table joins, say nothing of each other, as
 * usual in disclosure control; and that nobody learns what one round added who compares two days.
 */

/** The fewest rounds that a number may stand for. */
export const fewest = 5;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

/** The sums of the columns of some rows of a table. */
const columnsOf = (rows: readonly (readonly number[])[]): readonly number[] =>
  (rows[0] ?? []).map((_, column) => sumOf(rows.map((row) => row[column] ?? 0)));

/** Whether a row has a cell that must not be shown. */
export const hasSmall = (row: readonly number[]): boolean => row.some((n) => n < fewest);

/**
 * Which slices of a cut are withheld, by their index, given the numbers of their rounds (each at least 1); null where
 * nothing of the cut may be said. What they add up to is known.
 */
export function withheldSlices(rounds: readonly number[]): ReadonlySet<number> | null {
  const large = rounds.filter((n) => n >= fewest);
  const isAny = large.length < rounds.length;
  const least = isAny ? Math.min(...large) : 0;
  const withheld = rounds.flatMap((n, slice) => (n < fewest || n === least ? [slice] : []));
  return withheld.length === rounds.length ? null : new Set(withheld);
}

/**
 * Which rows of a variable’s table are withheld, by their index, given the slices that are. The sums of its columns over
 * all rows are known, unless one of them is small: then all rows are withheld, and so must the sums be.
 */
export function withheldRows(
  rows: readonly (readonly number[])[],
  slices: ReadonlySet<number>,
): ReadonlySet<number> {
  const all = rows.map((_, row) => row);
  if (hasSmall(columnsOf(rows))) return new Set(all);
  const apart = all.filter((row) => slices.has(row));
  // What is known of withheld slices is what they are together.
  const known = [...all.filter((row) => !slices.has(row)).map((row) => [row]), apart]
    .filter((members) => members.length > 0)
    .map((members) => ({ members, cells: columnsOf(members.map((row) => rows[row] ?? [])) }));
  const mustGo = known.filter(({ cells }) => hasSmall(cells));
  if (mustGo.length === 0) return slices;
  const withheld = known.filter((one) => mustGo.includes(one) || one.members === apart);
  // The smallest first, by a number that is shown: they are missed least.
  const others = known
    .filter((one) => !withheld.includes(one))
    .sort((a, b) => sumOf(a.cells) - sumOf(b.cells));
  for (const next of others) {
    if (withheld.length > 1 && !hasSmall(columnsOf(withheld.map(({ cells }) => cells)))) break;
    withheld.push(next);
  }
  return new Set(withheld.flatMap(({ members }) => members));
}
