import { StandInError } from '../errors.ts';
import { AUTOMATIC, type CellValue, isWallDate, PLAIN_TEXT, type WallDate } from './cell.ts';
import { padded } from './dates.ts';
import { type Locale, MONTHS } from './locales.ts';

/** The text that a cell shows in that locale. Formats the stand-in does not know are refused, never guessed. */
export function displayValue(value: CellValue, numberFormat: string, locale: Locale): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? locale.yes : locale.no;
  if (isWallDate(value)) {
    const plain = numberFormat === AUTOMATIC || numberFormat === 'General' || numberFormat === PLAIN_TEXT;
    return displayDate(value, plain ? locale.date : numberFormat, locale);
  }
  return displayNumber(value, numberFormat, locale);
}

const NUMBER_FORMAT = /^(?:"([£$])")?(#,##)?0(?:\.(0+))?(?:(%)| "(€)")?$/;

function displayNumber(value: number, format: string, locale: Locale): string {
  if (format === AUTOMATIC || format === 'General' || format === PLAIN_TEXT) {
    return localSigns(String(Number(value.toPrecision(15))), locale);
  }
  const match = NUMBER_FORMAT.exec(format);
  if (!match) throw unknownFormat(format, 'a number');
  const [, before = '', thousands, decimals = '', percent = '', after = ''] = match;
  const scaled = percent ? value * 100 : value;
  const digits = Math.abs(scaled).toLocaleString('en-GB', {
    minimumFractionDigits: decimals.length,
    maximumFractionDigits: decimals.length,
    useGrouping: thousands !== undefined,
  });
  const amount = localSigns(digits, locale);
  return `${scaled < 0 ? '-' : ''}${before}${amount}${percent}${after && ` ${after}`}`;
}

/** A number with the signs of a locale, from one with those of en_GB. */
const localSigns = (text: string, { decimal, thousands }: Locale): string =>
  text.replace(/[.,]/g, (sign) => (sign === '.' ? decimal : thousands));

function displayDate(date: WallDate, format: string, { months }: Locale): string {
  const at = new Date(date.wall);
  const month = months[at.getUTCMonth()] ?? '';
  // "mm" is minutes beside hours or seconds, months elsewhere, as in Sheets.
  const parts = format.toLowerCase().replace(/(h+:)mm|mm(?=:ss)/g, '$1nn');
  return parts.replace(/[a-z]+/g, (token) => {
    switch (token) {
      case 'yyyy':
        return padded(at.getUTCFullYear(), 4);
      case 'yy':
        return padded(at.getUTCFullYear() % 100, 2);
      case 'mmmm':
        return month;
      case 'mmm':
        if (months === MONTHS) return month.slice(0, 3);
        throw unknownFormat(format, 'a date outside English');
      case 'mm':
        return padded(at.getUTCMonth() + 1, 2);
      case 'm':
        return String(at.getUTCMonth() + 1);
      case 'dd':
        return padded(at.getUTCDate(), 2);
      case 'd':
        return String(at.getUTCDate());
      case 'hh':
        return padded(at.getUTCHours(), 2);
      case 'h':
        return String(at.getUTCHours());
      case 'nn':
        return padded(at.getUTCMinutes(), 2);
      case 'ss':
        return padded(at.getUTCSeconds(), 2);
      default:
        throw unknownFormat(format, 'a date');
    }
  });
}

function unknownFormat(format: string, what: string): StandInError {
  return new StandInError(
    `The number format "${format}" for ${what} is not part of the stand-in; add it to addon/google`,
  );
}
