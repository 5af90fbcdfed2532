import { columnLetters, type RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { maxRows } from './table-file.ts';
import { Unreadable } from './unreadable.ts';
import type { NumberFormat } from './xlsx-format.ts';
import { textOfXlsx } from './xlsx-text.ts';
import { spreadsheetRoot, type Workbook } from './xlsx-workbook.ts';
import { readXml } from './xml.ts';

/** The cells of a sheet that hold something. */
export interface SheetCells {
  /** Up to the last one that is held; what cannot be read stands empty. */
  readonly rows: readonly (readonly string[])[];
  readonly unreadable: readonly UnreadableCell[];
  /** What those that hold numbers show, by their addresses. */
  readonly numbers: ReadonlyMap<string, string>;
  /** The columns that nobody sees, from 0. */
  readonly hidden: readonly number[];
  /** Whether there are cells below the last row that is read. */
  readonly isTooLong: boolean;
  /** Whether a cell reaches over several rows. */
  readonly mergesRows: boolean;
}

/** A cell that cannot be read. */
export interface UnreadableCell extends Pick<RowDefect, 'code' | 'detail'> {
  /** From 1. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  /** The day that it holds, where it holds one: `2026-08-06`. */
  readonly day?: string | undefined;
}

/** Cells further right are no part of any table of ours. */
const maxColumns = 100;

/** Most characters that a sheet’s cells hold together: any number of them may name the same long text. */
const maxCharacters = 8 * 1024 * 1024;

/** A cell while it is read. */
interface OpenCell {
  readonly type: string;
  readonly style: number;
  readonly row: number;
  readonly column: number;
  value: string;
  inline: string;
  isFormula: boolean;
}

/**
 * Reads the cells of a sheet. Formulas are never worked out, nor is what they gave last believed.
 *
 * @throws Unreadable
 */
export function readSheet(part: Uint8Array, { strings, formatOf, daysFrom }: Workbook): SheetCells {
  const rows: string[][] = [];
  const unreadable: UnreadableCell[] = [];
  const numbers = new Map<string, string>();
  const hidden: number[] = [];
  /** The rows with a cell far outside the table: the first of each is told. */
  const strayRows = new Set<number>();
  /** Down to which row one formula fills each column. */
  const filledTo: number[] = [];
  let [row, column, characters] = [0, -1, 0];
  let [isTooLong, mergesRows] = [false, false];
  let cell: OpenCell | null = null;

  const keep = (at: OpenCell, read: CellRead) => {
    if (read === '') return;
    isTooLong ||= at.row > maxRows;
    const isFarOff = at.column >= maxColumns;
    if (isTooLong || (isFarOff && strayRows.has(at.row))) return;
    if (isFarOff) strayRows.add(at.row);
    while (rows.length < at.row) rows.push([]);
    const cells = rows[at.row - 1] ?? [];
    while (cells.length < Math.min(at.column + 1, maxColumns)) cells.push('');
    const address = `${columnLetters(at.column)}${at.row}`;
    const held = isFarOff ? farOff : read;
    if (typeof held === 'object' && 'code' in held) {
      const { code, detail, day } = held;
      unreadable.push({ row: at.row, column: at.column, code, detail: `${address} ${detail}`, day });
      return;
    }
    if (typeof held === 'object') numbers.set(address, held.shown);
    const text = typeof held === 'string' ? held : held.number;
    characters += text.length;
    if (characters > maxCharacters) throw new Unreadable('too-large');
    cells[at.column] = text;
  };

  readXml(part, spreadsheetRoot('worksheet'), {
    open: (path, { r, t = 'n', s = '0', ref, min = '1', max = '0', hidden: isHidden = '0' }) => {
      switch (path) {
        case 'worksheet/cols/col':
          // A file may say it of each column any number of times.
          if (/^(?:1|true)$/.test(isHidden) && hidden.length < 10 * maxColumns)
            for (let at = whole(min); at <= Math.min(whole(max), maxColumns); at++) hidden.push(at - 1);
          break;
        case 'worksheet/sheetData/row':
          row = r === undefined ? row + 1 : whole(r);
          column = -1;
          break;
        case 'worksheet/sheetData/row/c':
          ({ row, column } = r === undefined ? { row, column: column + 1 } : placeOf(r));
          cell = { type: t, style: Number(s), row, column, value: '', inline: '', isFormula: false };
          break;
        case 'worksheet/sheetData/row/c/f':
          if (cell !== null) cell.isFormula = true;
          if (ref !== undefined && (t === 'array' || t === 'dataTable')) fill(filledTo, ref);
          break;
        case 'worksheet/mergeCells/mergeCell':
          mergesRows ||= isTall(ref ?? '');
          break;
      }
    },
    text: (path, text) => {
      if (cell === null) return;
      if (path === 'worksheet/sheetData/row/c/v') cell.value += text;
      if (path === 'worksheet/sheetData/row/c/is/t' || path === 'worksheet/sheetData/row/c/is/r/t')
        cell.inline += text;
    },
    close: (path) => {
      if (path !== 'worksheet/sheetData/row/c' || cell === null) return;
      cell.isFormula ||= cell.row <= (filledTo[cell.column] ?? 0);
      keep(cell, readCell(cell, strings, formatOf, daysFrom));
      cell = null;
    },
  });
  return { rows, unreadable, numbers, hidden, isTooLong, mergesRows };
}

/** A whole number that counts rows. */
function whole(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new Unreadable('damaged');
  return Number(text);
}

/** Where a cell with this address is: `C8`. */
function placeOf(address: string): { readonly row: number; readonly column: number } {
  const [, letters, row] = /^([A-Z]{1,3})(\d+)$/.exec(address) ?? [];
  if (letters === undefined || row === undefined) throw new Unreadable('damaged');
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: whole(row), column };
}

/** The corners of an area: `A1:C3`, or one cell. */
function cornersOf(area: string) {
  const [first = '', last = first] = area.split(':');
  return { first: placeOf(first), last: placeOf(last) };
}

function isTall(area: string): boolean {
  const { first, last } = cornersOf(area);
  return first.row !== last.row;
}

/** Notes which columns a formula fills below and beside its own cell, and how far down. */
function fill(filledTo: number[], area: string): void {
  const { first, last } = cornersOf(area);
  for (let column = first.column; column <= Math.min(last.column, maxColumns); column += 1)
    filledTo[column] = Math.max(filledTo[column] ?? 0, last.row);
}

type CellDefect = Pick<UnreadableCell, 'code' | 'detail' | 'day'>;

/** What a cell says as text, empty where it says nothing; of a number also what it shows. */
type CellRead = string | { readonly number: string; readonly shown: string } | CellDefect;

const farOff: CellDefect = { code: 'stray-cell', detail: 'is far outside the table. Empty it.' };

function readCell(
  { type, style, value, inline, isFormula }: OpenCell,
  strings: readonly string[],
  formatOf: Workbook['formatOf'],
  daysFrom: number,
): CellRead {
  if (isFormula)
    return { code: 'formula', detail: 'holds a formula. Replace it by the text it should show.' };
  if (inline !== '') return textOfXlsx(inline);
  if (value.trim() === '') return '';
  switch (type) {
    case 's': {
      const string = strings[Number(value)];
      if (string === undefined) throw new Unreadable('damaged');
      return string;
    }
    case 'str':
    case 'inlineStr':
      return textOfXlsx(value);
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
    case 'e':
      return { code: 'error-value', detail: `holds the error ${shortened(value)}. Type what it should say.` };
    case 'd':
      return { ...date, day: /^\d{4}-\d\d-\d\d/.exec(value.trim())?.[0] };
    case 'n':
      return readNumber(value.trim(), formatOf(style), daysFrom);
    default:
      return {
        code: 'unknown-kind',
        detail: 'holds something that is not known here. Type what it should say.',
      };
  }
}

/** As much as is needed to see what is meant. */
const shortened = (text: string): string => text.slice(0, 40);

const date: CellDefect = {
  code: 'date',
  detail: 'holds a date. Format the cell as text and type it again.',
};

/** The day that a number stands for, counted from another; undefined where it stands for a time of day alone, or for none. */
const dayOf = (number: number, daysFrom: number): string | undefined =>
  // Below, spreadsheets count a 29 February 1900.
  number > 60 && number < 2_958_466
    ? new Date(daysFrom + Math.floor(number) * 86_400_000).toISOString().slice(0, 10)
    : undefined;

function readNumber(text: string, { isDate, decimals }: NumberFormat, daysFrom: number): CellRead {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i.test(text))
    return { code: 'no-number', detail: `holds ${shortened(text)}, which is no number. Type it again.` };
  const value = Number(text);
  if (isDate) return { ...date, day: dayOf(value, daysFrom) };
  // The 15 digits that spreadsheets count with: filling a column down makes 4.3999999999999995 of 4.4.
  const number = String(Number(value.toPrecision(15)));
  // 4.1 shows as 4.10 in the format `0.00`.
  return { number, shown: decimals === null ? number : value.toFixed(decimals) };
}
