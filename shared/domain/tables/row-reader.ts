import { type Defect, pointer } from '../basics/result.ts';
import { list } from '../basics/words.ts';
import { type MetShare, usualMetShare } from '../criteria-sets/criteria-set.ts';
import { textOfCell } from './cell-text.ts';
import {
  type Column,
  columns,
  columnsOfRow,
  optionalColumn,
  type RowKind,
  rowKinds,
} from './criteria-set-columns.ts';
import { readMetShare } from './met-share-cell.ts';
import { columnLetters, type RowDefect } from './row-defect.ts';
import { droppedZero, headingOf, type IsPossible, type NumberCells, type TableRow } from './table-rows.ts';

/** Where each column stands, which are missing, and what is wrong with the headings. */
export interface Header {
  readonly row: TableRow;
  readonly indexes: ReadonlyMap<Column, number>;
  readonly missing: ReadonlySet<string | null>;
  readonly defects: readonly RowDefect[];
}

/** Reads the header row. */
export function readHeader(row: TableRow): Header {
  const indexes = new Map<Column, number>();
  const defects: RowDefect[] = [];
  row.cells.forEach((heading, index) => {
    const name = headingOf(heading);
    const column = columns.find((known) => known.toLowerCase() === name.toLowerCase());
    if (name === '') return;
    const add = (code: string, detail: string) =>
      defects.push({ row: row.number, column: name, code, detail });
    if (column === undefined)
      add('unknown-column', `There is no such column. Remove it, or name it one of: ${columns.join(', ')}.`);
    else if (indexes.has(column))
      add('duplicate-column', 'This column is there twice. Remove one of the two.');
    else indexes.set(column, index);
  });
  const needed = columns.filter((column) => column !== optionalColumn);
  const missing = needed.filter((column) => !indexes.has(column));
  const header = { row, indexes, missing: new Set(missing) };
  if (!indexes.has('Row') && missing.length > columns.length / 2) {
    const detail = `These are not the headings of a criteria set. The first row needs them, each in a cell of its own and with nothing above: ${list(needed)}.`;
    return { ...header, defects: [{ row: row.number, column: null, code: 'no-headings', detail }] };
  }
  for (const column of missing)
    defects.push({
      row: row.number,
      column,
      code: 'missing-column',
      detail: 'This column is missing. Add it, even if its cells stay empty.',
    });
  return { ...header, defects };
}

/** A row that says what kind it is. */
export interface Row extends TableRow {
  readonly kind: RowKind;
}

/** Where in the set a cell belongs, as the parts of a JSON pointer. */
export type Path = readonly (string | number)[];

/** Reads cells, and remembers which place of the set each one became and what was wrong with it. */
export class RowReader {
  readonly defects: RowDefect[] = [];
  private readonly header: Header;
  private readonly numbers: NumberCells;
  private readonly places = new Map<string, Pick<RowDefect, 'row' | 'column'>>();

  constructor(header: Header, numbers: NumberCells) {
    this.header = header;
    this.numbers = numbers;
  }

  /** What kind of row this is; null where it is of none. */
  rowOf({ number, cells }: TableRow): Row | null {
    const given = this.raw({ cells }, 'Row').trim();
    const kind = rowKinds.find((known) => known === given.toLowerCase());
    if (kind === undefined) {
      const detail =
        given === ''
          ? `Say what kind of row this is: ${list(rowKinds, 'or')}.`
          : `“${given}” is no kind of row. Use ${list(rowKinds, 'or')}.`;
      this.defects.push({ row: number, column: 'Row', code: 'unknown-row-kind', detail });
      return null;
    }
    const row = { number, kind, cells };
    this.refuseStrayCells(row);
    return row;
  }

  /** Remembers that a row became the thing at `path`. */
  place(row: Row, path: Path): void {
    this.places.set(pointer(...path), { row: row.number, column: null });
  }

  /** Text, exactly as it was given. */
  text(row: Row, column: Column, path: Path): string {
    return textOfCell(this.cell(row, column, path));
  }

  /** An id or a criterion’s number: a space at its ends is named, since nobody sees it in a cell. */
  code(row: Row, column: Column, path: Path): string {
    const given = this.text(row, column, path);
    const trimmed = given.trim();
    if (given === trimmed || trimmed === '') return given;
    const detail = `There is white space before or after “${trimmed}”. Remove it.`;
    return this.refuse(row, column, 'white-space', detail, trimmed);
  }

  /** Reports a number whose last zero a spreadsheet may have dropped. */
  doubt(row: Row, column: Column, number: string, isPossible: IsPossible): void {
    const index = this.header.indexes.get(column);
    const address = index === undefined ? null : `${columnLetters(index)}${row.number}`;
    const doubt = droppedZero(this.numbers, address, number, isPossible);
    if (doubt !== null) this.refuse(row, column, doubt.code, doubt.detail, null);
  }

  /** A whole number; `NaN` stands in for what is none. */
  wholeNumber(row: Row, column: Column, path: Path): number {
    const given = textOfCell(this.cell(row, column, path)).trim();
    if (/^-?\d{1,15}$/.test(given)) return Number(given);
    return this.refuse(row, column, 'not-a-whole-number', `${shown(given)} Give a whole number.`, Number.NaN);
  }

  /** Null where the cell is empty. */
  optionalWholeNumber(row: Row, column: Column, path: Path): number | null {
    return this.raw(row, column).trim() === ''
      ? this.empty(row, column, path)
      : this.wholeNumber(row, column, path);
  }

  /** A share from 0 to 1, which may be written in percent, and with a comma as much of Europe writes it. */
  share(row: Row, column: Column, path: Path): number {
    const given = textOfCell(this.cell(row, column, path)).trim();
    const share = /^(\d*\.?\d+(?:e-?\d+)?)\s*(%?)$/i.exec(given.replace(',', '.'));
    if (share !== null) return share[2] === '%' ? Number(share[1]) / 100 : Number(share[1]);
    const detail = `${shown(given)} Give a share between 0 and 1, such as 0.8, or a percentage, such as 80%.`;
    return this.refuse(row, column, 'not-a-share', detail, Number.NaN);
  }

  /** A share in two whole numbers, such as 2 of 3; the usual one where the cell is empty. */
  metShare(row: Row, column: Column, path: Path): MetShare {
    const read = readMetShare(textOfCell(this.cell(row, column, path)).trim());
    return read.ok ? read.value : this.refuse(row, column, read.error.code, read.error.detail, usualMetShare);
  }

  /** Yes or no, in any case of letters; a tick box comes as TRUE or FALSE. `empty` is what an empty cell says. */
  yesOrNo(row: Row, column: Column, path: Path, empty?: 'yes' | 'no'): boolean {
    const given = textOfCell(this.cell(row, column, path)).trim();
    if (empty !== undefined && given === '') return empty === 'yes';
    if (/^(?:true|false)$/i.test(given)) return given.toLowerCase() === 'true';
    return this.oneOf(row, column, path, ['yes', 'no'], 'not-yes-or-no') === 'yes';
  }

  /** One of some words, in any case of letters. */
  oneOf<T extends string>(
    row: Row,
    column: Column,
    path: Path,
    words: readonly [T, ...T[]],
    code: string,
  ): T {
    const given = textOfCell(this.cell(row, column, path)).trim();
    const word = words.find((known) => known === given.toLowerCase());
    return word ?? this.refuse(row, column, code, `${shown(given)} Write ${list(words, 'or')}.`, words[0]);
  }

  /** Some of these words, in their order, with commas between them; undefined where the cell is empty. */
  someOf<T extends string>(
    row: Row,
    column: Column,
    path: Path,
    words: readonly T[],
    code: string,
  ): readonly T[] | undefined {
    const given = textOfCell(this.cell(row, column, path))
      .toLowerCase()
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter((word) => word !== '');
    const unknown = given.find((word) => !words.some((known) => known === word));
    if (unknown !== undefined)
      return this.refuse(row, column, code, `${shown(unknown)} Write ${list(words, 'or')}.`, undefined);
    return given.length === 0 ? undefined : words.filter((word) => given.includes(word));
  }

  /** Reports a cell and gives what stands in for its value. */
  refuse<T>(row: Row, column: Column, code: string, detail: string, standIn: T): T {
    this.defects.push({ row: row.number, column, code, detail });
    return standIn;
  }

  /** Turns JSON pointers into rows and columns, also where a sentence mentions them. */
  locate(defects: readonly Defect[]): readonly RowDefect[] {
    return defects.map((defect) => ({
      ...this.placeOf(defect.pointer),
      code: defect.code,
      detail: defect.detail.replace(/\/sections\/\d[/\w]*/g, (at) => `row ${this.placeOf(at).row}`),
    }));
  }

  private placeOf(at: string): Pick<RowDefect, 'row' | 'column'> {
    if (at === '') return { row: null, column: null };
    return this.places.get(at) ?? this.placeOf(at.slice(0, at.lastIndexOf('/')));
  }

  private raw({ cells }: Pick<Row, 'cells'>, column: Column): string {
    const index = this.header.indexes.get(column);
    return cells.find((_, i) => i === index) ?? '';
  }

  private cell(row: Row, column: Column, path: Path): string {
    this.places.set(pointer(...path), { row: row.number, column });
    return this.raw(row, column);
  }

  private empty(row: Row, column: Column, path: Path): null {
    this.cell(row, column, path);
    return null;
  }

  /** What stands where its row has no use for it would be lost without a word. */
  private refuseStrayCells(row: Row): void {
    const { indexes, missing, row: header } = this.header;
    const used: readonly Column[] = columnsOfRow[row.kind];
    const usedAt = new Set(['Row' as const, ...used].map((column) => indexes.get(column)));
    const byIndex = new Map([...indexes].map(([column, index]) => [index, column]));
    for (const [index, cell] of row.cells.entries()) {
      if (cell.trim() === '' || usedAt.has(index)) continue;
      const column = byIndex.get(index);
      if (column !== undefined) {
        const detail = `A ${row.kind} row does not use this column. Empty the cell; ${row.kind} rows use ${list(used)}.`;
        this.refuse(row, column, 'stray-cell', detail, null);
        continue;
      }
      // A heading that is wrong is reported already, and its cells may all be right.
      if (headingOf(header.cells[index] ?? '') !== '') continue;
      const [at, code, detail] =
        missing.size === 0
          ? [row, 'stray-cell', 'This cell is in a column without a known heading. Empty it.']
          : [
              header,
              'no-heading',
              'This column has no heading. Give it the one that is missing, or empty its cells.',
            ];
      this.defects.push({ row: at.number, column: columnLetters(index), code, detail });
    }
  }
}

const shown = (given: string) =>
  given === '' ? 'This cell is empty.' : `“${given.slice(0, 40)}” does not fit here.`;
