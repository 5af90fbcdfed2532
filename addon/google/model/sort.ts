import { type CellValue, isWallDate } from './cell.ts';

/**
 * The order in which Sheets puts rows that are sorted by these values, as their places before. Numbers and dates
 * come first, then texts, then booleans; blanks stay last either way.
 */
export function sortedOrder(keys: readonly CellValue[], ascending: boolean): number[] {
  const order = (a: CellValue, b: CellValue) => (ascending ? compare(a, b) : compare(b, a));
  const rows = keys.map((key, place) => ({ key, place }));
  rows.sort(({ key: a }, { key: b }) =>
    a === '' || b === '' ? Number(a === '') - Number(b === '') : order(a, b),
  );
  return rows.map(({ place }) => place);
}

function compare(a: CellValue, b: CellValue): number {
  const [rankA, rankB] = [rank(a), rank(b)];
  if (rankA !== rankB) return rankA - rankB;
  if (rankA === 1) return String(a).localeCompare(String(b), 'en-GB');
  return sortable(a) - sortable(b);
}

function rank(value: CellValue): number {
  return typeof value === 'string' ? 1 : typeof value === 'boolean' ? 2 : 0;
}

function sortable(value: CellValue): number {
  return isWallDate(value) ? value.wall : Number(value);
}
