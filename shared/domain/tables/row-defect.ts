/** Something wrong with a table, where a person who looks at it in a spreadsheet sees it. */
export interface RowDefect {
  /** From 1, which is the header row. Null where the file as a whole is wrong. */
  readonly row: number | null;
  /** The column's heading, or its letter where it has none. Null where the row as a whole is wrong. */
  readonly column: string | null;
  /** Stable. */
  readonly code: string;
  /** What is wrong and how to mend it. */
  readonly detail: string;
}

/** A defect in a sentence: “Row 7, column “Threshold”: …”. */
export function rowDefectInWords({ row, column, detail }: RowDefect): string {
  if (row === null) return detail;
  return `Row ${row}${column === null ? '' : `, column “${column}”`}: ${detail}`;
}

/** Defects from the top down; of several in one cell the first, because mending it may mend the others. */
export function onePerCell(defects: readonly RowDefect[]): readonly RowDefect[] {
  const seen = new Set<string>();
  return defects
    .filter(({ row, column }) => {
      if (column === null) return true;
      // A heading is told in the letters that it has there, a known column in our own.
      const cell = `${row} ${column.toLowerCase()}`;
      if (seen.has(cell)) return false;
      seen.add(cell);
      return true;
    })
    .sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

/** The letters of a column, counted from 0: A, B … Z, AA … */
export const columnLetters = (index: number): string =>
  `${index < 26 ? '' : columnLetters(Math.floor(index / 26) - 1)}${String.fromCharCode(65 + (index % 26))}`;
