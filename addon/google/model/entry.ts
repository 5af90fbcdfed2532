import { AUTOMATIC, type CellValue, PLAIN_TEXT, type WallDate } from './cell.ts';
import { EPOCH, MONTHS, wallDate } from './dates.ts';

/** What a text becomes when it is typed or written into a cell. */
export interface Entry {
  readonly value: CellValue;
  readonly formula: string;
  /** The format that Sheets gives the cell by itself, where it was automatic. */
  readonly numberFormat?: string;
}

/**
 * Reads a text as Sheets (locale en_GB) reads what is typed into a cell of that format: in plain text it stays
 * text; elsewhere it may become a formula, boolean, number or date (`3/4` is 3 April of `year`).
 */
export function readEntry(text: string, numberFormat: string, year: number): Entry {
  if (numberFormat === PLAIN_TEXT) return { value: text, formula: '' };
  if (text.startsWith("'")) return { value: text.slice(1), formula: '' };
  if (text.startsWith('=') && text.length > 1) return { value: '', formula: text };
  const trimmed = text.trim();
  if (/^true$/i.test(trimmed)) return { value: true, formula: '' };
  if (/^false$/i.test(trimmed)) return { value: false, formula: '' };
  const read = readNumber(trimmed) ?? readDate(trimmed, year) ?? readTime(trimmed);
  if (!read) return { value: text, formula: '' };
  return numberFormat === AUTOMATIC || numberFormat === 'General'
    ? { ...read, formula: '' }
    : { value: read.value, formula: '' };
}

interface Read {
  readonly value: CellValue;
  readonly numberFormat?: string;
}

const NUMBER = /^([+-]?)(£?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(e[+-]?\d+)?(%?)$/i;

function readNumber(text: string): Read | null {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign = '', pounds = '', digits = '', exponent = '', percent = ''] = match;
  const value = Number(`${sign}${digits.replaceAll(',', '')}${exponent}`);
  if (percent) return { value: value / 100, numberFormat: digits.includes('.') ? '0.00%' : '0%' };
  if (pounds) return { value, numberFormat: '"£"#,##0.00' };
  if (digits.includes(',')) return { value, numberFormat: '#,##0' };
  return { value };
}

const TIME = String.raw`(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$`;
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?${TIME}`);
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([/-])(\d{1,2})(?:\2(\d{1,2}))?${TIME}`);
const MONTH_NAMED = /^(?:(\d{1,2})[ -])?([a-z]{3,9})(?:[ -](\d{4}))?$/i;

function readDate(text: string, year: number): Read | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, y, , m, d = '1', hour, minute, second] = yearFirst;
    return dated(
      wallDate(Number(y), Number(m), Number(d), ...clock(hour, minute, second)),
      hour,
      'yyyy-mm-dd',
    );
  }
  const dayFirst = DAY_FIRST.exec(text);
  // A dot separates a date only with a year: "1.5" was read as a number before this.
  if (dayFirst && (dayFirst[2] !== '.' || dayFirst[4])) {
    const [, d, , m, y, hour, minute, second] = dayFirst;
    const full = y === undefined ? year : y.length === 2 ? 2000 + Number(y) : Number(y);
    return dated(wallDate(full, Number(m), Number(d), ...clock(hour, minute, second)), hour, 'dd/mm/yyyy');
  }
  const named = MONTH_NAMED.exec(text);
  if (named && (named[1] || named[3])) {
    const [, d = '1', name = '', y] = named;
    const month = MONTHS.findIndex((each) => matchesMonth(name, each));
    if (month >= 0)
      return dated(wallDate(y ? Number(y) : year, month + 1, Number(d)), undefined, 'd mmmm yyyy');
  }
  return null;
}

function clock(hour = '0', minute = '0', second = '0'): [number, number, number] {
  return [Number(hour), Number(minute), Number(second)];
}

function matchesMonth(name: string, month: string): boolean {
  const lower = name.toLowerCase();
  return lower === month.toLowerCase() || lower === month.slice(0, 3).toLowerCase();
}

function dated(value: WallDate | null, hour: string | undefined, format: string): Read | null {
  return value && { value, numberFormat: hour === undefined ? format : `${format} hh:mm:ss` };
}

function readTime(text: string): Read | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!match) return null;
  const [hour, minute, second] = clock(match[1], match[2], match[3]);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const wall = EPOCH + ((hour * 60 + minute) * 60 + second) * 1000;
  return { value: { wall }, numberFormat: 'hh:mm:ss' };
}
