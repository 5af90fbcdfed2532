import { fail, ok, type Result } from '../basics/result.ts';
import { list } from '../basics/words.ts';
import { readable, wordsOf } from './column-words.ts';
import type { KeptSheet, UnreadableKept } from './kept-criteria.ts';
import { columnLetters, type RowDefect } from './row-defect.ts';
import { filledRows, isFilled, type NumberCells, type TableRow } from './table-rows.ts';

/** A column that a table is looked for by. */
export interface SoughtColumn {
  /** What it is called where something is said of it. */
  readonly name: string;
  /** Its headings, as `wordsOf` has them: in small letters, without brackets and marks. */
  readonly heading: RegExp;
  /** Whether a table without it is none. */
  readonly isNeeded?: true;
  /** Whether a cell that is empty says what the one above it says, as merged cells do. */
  readonly isMerged?: true;
}

/** A row below the headings, by the columns that were looked for. */
export interface FoundRow<Use extends string> {
  /** From 1. */
  readonly row: number;
  /** What its cell says; empty where there is none. */
  readonly cell: (use: Use) => string;
  /** The same to the character. */
  readonly written: (use: Use) => string;
  /** Where its cell stands: `C8`; null where the table has no such column. */
  readonly address: (use: Use) => string | null;
  /** Its cell, where that holds a date, a formula or an error. */
  readonly unreadable: (use: Use) => UnreadableKept | null;
  /**
   * The letters of the first column with something in it that stands right of every heading, where the file has no
   * sheets: what separates its cells has cut one in two there.
   */
  readonly beyond: string | null;
}

/** A table that was found. */
export interface FoundRows<Use extends string> {
  /** Empty for a file without sheets. */
  readonly sheet: string;
  /** From 1. */
  readonly headingRow: number;
  /** The headings that were found, by their use, as they are written. */
  readonly headings: ReadonlyMap<Use, string>;
  readonly rows: readonly FoundRow<Use>[];
  /** What cells of the sheet show that are kept as numbers. */
  readonly numbers: NumberCells;
}

/** So far down headings are looked for. */
const deepest = 60;

interface Candidate<Use extends string> {
  readonly sheet: KeptSheet;
  readonly at: TableRow;
  readonly below: readonly TableRow[];
  /** The columns, from 0, that are called so. */
  readonly columns: ReadonlyMap<Use, readonly number[]>;
  readonly words: readonly string[];
  /** Whether two rows are taken together. */
  readonly isJoined: boolean;
}

/**
 * Finds a table by its headings, wherever it stands: on any sheet, below titles, with columns in any order and others
 * between them, with headings in two rows of which the upper ones reach over several columns. Rows that are empty, or
 * repeat the headings, are left out. Fails with what the best row of headings lacks, or has twice.
 */
export function findTable<Use extends string>(
  sheets: readonly KeptSheet[],
  sought: Readonly<Record<Use, SoughtColumn>>,
): Result<FoundRows<Use>, readonly RowDefect[]> {
  const uses = Object.keys(sought) as Use[];
  const needed = uses.filter((use) => sought[use].isNeeded);
  const candidates = sheets.flatMap((sheet): readonly Candidate<Use>[] => {
    const rows = filledRows(sheet.rows);
    return rows.slice(0, deepest).flatMap((at, i) => {
      const next = rows[i + 1];
      const made = (
        words: readonly string[],
        below: readonly TableRow[],
        isJoined: boolean,
      ): Candidate<Use> => ({
        sheet,
        at,
        below,
        words,
        isJoined,
        columns: columnsOf(words, sought),
      });
      const one = made(at.cells, rows.slice(i + 1), false);
      return next === undefined ? [one] : [one, made(joined(at, next), rows.slice(i + 2), true)];
    });
  });
  const lacks = ({ columns }: Candidate<Use>) => needed.filter((use) => !columns.has(use));
  // One row of headings before two, and the upper one of several.
  const best = candidates.reduce<Candidate<Use> | null>(
    (first, one) =>
      first === null || weightOf(one, lacks(one)) > weightOf(first, lacks(first)) ? one : first,
    null,
  );
  if (best === null) return fail([ofAll('empty', 'The file is empty.')]);
  const missing = lacks(best);
  const names = list(uses.map((use) => `“${sought[use].name}”`));
  if (missing.length === needed.length)
    return fail([
      ofAll('no-table', `No row names the columns of such a table. Headings that are looked for: ${names}.`),
    ]);
  const inHeadings = (use: Use, code: string, detail: string): RowDefect => ({
    row: best.at.number,
    column: sought[use].name,
    code,
    detail,
  });
  const twice = uses.filter((use) => (best.columns.get(use)?.length ?? 0) > 1);
  const wrong = [
    ...missing.map((use) =>
      inHeadings(use, 'missing-column', `This column is missing. Headings that are looked for: ${names}.`),
    ),
    ...twice.map((use) =>
      inHeadings(use, 'duplicate-column', 'This column is there twice. Remove one of the two.'),
    ),
  ];
  if (wrong.length > 0) return fail(wrong);
  return ok({
    sheet: best.sheet.name,
    headingRow: best.at.number,
    headings: new Map(
      [...best.columns].map(([use, [column = 0]]) => [use, readable(best.words[column] ?? '')]),
    ),
    rows: rowsOf(best, sought),
    numbers: best.sheet.numbers ?? new Map(),
  });
}

const ofAll = (code: string, detail: string): RowDefect => ({ row: null, column: null, code, detail });

/** What a row of headings is worth: what it names before all, then how little it lacks. */
const weightOf = <Use extends string>({ columns, isJoined }: Candidate<Use>, lacks: readonly Use[]): number =>
  columns.size - 2 * lacks.length - (isJoined ? 0.5 : 0);

function columnsOf<Use extends string>(
  words: readonly string[],
  sought: Readonly<Record<Use, SoughtColumn>>,
): ReadonlyMap<Use, readonly number[]> {
  const found = new Map<Use, number[]>();
  words.forEach((heading, column) => {
    const said = wordsOf(heading);
    const use = (Object.keys(sought) as Use[]).find((one) => sought[one].heading.test(said));
    if (use !== undefined) found.set(use, [...(found.get(use) ?? []), column]);
  });
  return found;
}

/** Two rows of headings as one; the upper one of merged cells stands above the first only. */
export const joined = (upper: TableRow, lower: TableRow): readonly string[] =>
  Array.from({ length: Math.max(upper.cells.length, lower.cells.length) }, (_, i) => {
    const below = readable(lower.cells[i] ?? '');
    return below === '' ? (upper.cells[i] ?? '') : below;
  });

function rowsOf<Use extends string>(
  { sheet, below, columns, words }: Candidate<Use>,
  sought: Readonly<Record<Use, SoughtColumn>>,
): readonly FoundRow<Use>[] {
  const columnOf = (use: Use) => columns.get(use)?.[0] ?? -1;
  const above = new Map<Use, string>();
  const uses = [...columns.keys()];
  const width = words.findLastIndex(isFilled) + 1;
  return below.flatMap(({ number: row, cells }): readonly FoundRow<Use>[] => {
    const own = new Map(uses.map((use) => [use, readable(cells[columnOf(use)] ?? '')]));
    const unread = (use: Use) =>
      sheet.unreadable.find((one) => one.row === row && one.column === columnOf(use)) ?? null;
    const isEmpty = uses.every((use) => own.get(use) === '' && unread(use) === null);
    const isAgain = uses.filter((use) => sought[use].heading.test(wordsOf(own.get(use) ?? ''))).length > 1;
    if (isEmpty || isAgain) return [];
    for (const use of uses) {
      if (!sought[use].isMerged) continue;
      const said = own.get(use) || above.get(use) || '';
      own.set(use, said);
      above.set(use, said);
    }
    const stray = sheet.name === '' ? cells.findIndex((cell, i) => i >= width && isFilled(cell)) : -1;
    return [
      {
        row,
        cell: (use) => own.get(use) ?? '',
        written: (use) => cells[columnOf(use)] ?? '',
        address: (use) => (columnOf(use) < 0 ? null : `${columnLetters(columnOf(use))}${row}`),
        unreadable: unread,
        beyond: stray < 0 ? null : columnLetters(stray),
      },
    ];
  });
}
