import type { Rows } from './criteria-set-rows.ts';
import type { RowDefect } from './row-defect.ts';

/** A row of a table. */
export interface TableRow {
  /** From 1, as a spreadsheet shows it. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Whether a cell holds more than white space. */
export const isFilled = (cell: string): boolean => cell.trim() !== '';

/** The rows that are not empty. The first of them holds the headings, wherever it stands. */
export const filledRows = (rows: Rows): readonly TableRow[] =>
  rows.map((cells, i) => ({ number: i + 1, cells })).filter(({ cells }) => cells.some(isFilled));

/** A heading as it is compared: without white space around it, and with single spaces in it. */
export const headingOf = (cell: string): string => cell.trim().replace(/\s+/g, ' ');

/** What the cells show that a spreadsheet keeps as numbers, by their addresses (`C8`). */
export type NumberCells = ReadonlyMap<string, string>;

/** Whether another number could have been meant; `shown` is what the cell shows. */
export type IsPossible = (other: string, shown: string) => boolean;

/**
 * What is wrong with a number such as 4.10 in a cell that holds it as a number, where 4.1 is all that is left
 * of it; null where the cell holds text, or where `isPossible` knows nothing else that could have been meant.
 */
export function droppedZero(
  numbers: NumberCells,
  address: string | null,
  number: string,
  isPossible: IsPossible,
): Pick<RowDefect, 'code' | 'detail'> | null {
  const shown = address === null ? undefined : numbers.get(address);
  if (shown === undefined) return null;
  const other = [shown, `${number}0`].find((one) => one !== number && isPossible(one, shown));
  if (other === undefined) return null;
  return {
    code: 'number',
    detail: `${address} holds the number ${number}, which could have been ${other}. Format the cell as text and type it again.`,
  };
}
