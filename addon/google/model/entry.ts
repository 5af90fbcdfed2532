import { AUTOMATIC, type CellValue, PLAIN_TEXT, type WallDate } from './cell.ts';
import { EPOCH, wallDate } from './dates.ts';
import type { Locale } from './locales.ts';

/** What a text becomes when it is typed or written into a cell. */
export interface Entry {
  readonly value: CellValue;
  readonly formula: string;
  /** What Sheets shows where it cannot read the formula. */
  readonly computed?: CellValue;
  /** The format that Sheets gives the cell by itself, where it was automatic. */
  readonly numberFormat?: string;
}

/**
 * Reads a text as Sheets in that locale reads what is typed into a cell of that format: in plain text it stays text;
 * elsewhere it may become a formula, boolean, number or date (in Britain `3/4` is 3 April of `year`, in the United
 * States 4 March; `3.4` is a number there and a date in Germany).
 */
export function readEntry(text: string, numberFormat: string, year: number, locale: Locale): Entry {
  if (numberFormat === PLAIN_TEXT) return { value: text, formula: '' };
  if (text.startsWith("'")) return { value: text.slice(1), formula: '' };
  if (text.startsWith('=') && text.length > 1) {
    return { value: '', formula: text, ...(!locale.comma && commas.test(unquoted(text)) && UNREADABLE) };
  }
  const trimmed = text.trim();
  if (['TRUE', locale.yes].includes(trimmed.toUpperCase())) return { value: true, formula: '' };
  if (['FALSE', locale.no].includes(trimmed.toUpperCase())) return { value: false, formula: '' };
  const read = readNumber(trimmed, locale) ?? readDate(trimmed, year, locale) ?? readTime(trimmed);
  if (!read) return { value: text, formula: '' };
  return numberFormat === AUTOMATIC || numberFormat === 'General'
    ? { ...read, formula: '' }
    : { value: read.value, formula: '' };
}

interface Read {
  readonly value: CellValue;
  readonly numberFormat?: string;
}

const UNREADABLE = { computed: '#ERROR!' };
/** A comma that separates arguments: between two digits it is a decimal sign. */
const commas = /(?<!\d),|,(?!\d)/;

const unquoted = (formula: string): string => formula.replace(/"(?:[^"]|"")*"/g, '""');

const NUMBER = /^([+-]?)([£$]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(e[+-]?\d+)?(?:(%)| ?(€))?$/i;

/** The text with the signs of en_GB, which `NUMBER` knows. */
function britishSigns(text: string, { decimal, thousands }: Locale): string {
  if (decimal === '.') return text;
  // Where a blank stands between thousands a dot is no part of a number.
  if (thousands !== '.' && text.includes('.')) return '';
  const grouped = thousands === '.' ? text : text.replace(/(?<=\d)\s(?=\d{3})/g, '.');
  return grouped.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ','));
}

function readNumber(text: string, locale: Locale): Read | null {
  const match = NUMBER.exec(britishSigns(text, locale));
  if (!match) return null;
  const [, sign = '', before = '', digits = '', exponent = '', percent = '', after = ''] = match;
  const currency = before + after;
  if (currency !== '' && !locale.money.includes(currency)) return null;
  const value = Number(`${sign}${digits.replaceAll(',', '')}${exponent}`);
  if (percent) return { value: value / 100, numberFormat: digits.includes('.') ? '0.00%' : '0%' };
  if (currency) return { value, numberFormat: locale.money };
  if (digits.includes(',')) return { value, numberFormat: '#,##0' };
  return { value };
}

const TIME = String.raw`(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$`;
const NUMBERED = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?${TIME}`);
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([/-])(\d{1,2})(?:\2(\d{1,2}))?${TIME}`);
const MONTH_NAMED = /^(?:(\d{1,2})\.?[ -])?(\p{L}{3,9})\.?(?:[ -](\d{4}))?$/iu;

function readDate(text: string, year: number, locale: Locale): Read | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, y, , m, d = '1', hour, minute, second] = yearFirst;
    return dated(
      wallDate(Number(y), Number(m), Number(d), ...clock(hour, minute, second)),
      hour,
      'yyyy-mm-dd',
    );
  }
  const numbered = NUMBERED.exec(text);
  // Where a dot is the decimal sign it separates a date only with a year: "1.5" was read as a number before this.
  if (numbered && (numbered[2] !== '.' || numbered[4] || locale.decimal !== '.')) {
    const [, one, , two, y, hour, minute, second] = numbered;
    const [d, m] = locale.monthFirst ? [two, one] : [one, two];
    const full = y === undefined ? year : y.length === 2 ? 2000 + Number(y) : Number(y);
    return dated(wallDate(full, Number(m), Number(d), ...clock(hour, minute, second)), hour, locale.date);
  }
  const named = MONTH_NAMED.exec(text);
  if (named && (named[1] || named[3])) {
    const [, d = '1', name = '', y] = named;
    const month = locale.months.findIndex((each) => matchesMonth(name, each));
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
