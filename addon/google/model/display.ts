import { StandInError } from '../errors.ts';
import { AUTOMATIC, type CellValue, isWallDate, PLAIN_TEXT, type WallDate } from './cell.ts';
import { MONTHS, padded } from './dates.ts';

/** The text that a cell shows (locale en_GB). Formats the stand-in does not know are refused, never guessed. */
export function displayValue(value: CellValue, numberFormat: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (isWallDate(value)) {
    const plain = numberFormat === AUTOMATIC || numberFormat === 'General' || numberFormat === PLAIN_TEXT;
    return displayDate(value, plain ? 'dd/mm/yyyy' : numberFormat);
  }
  return displayNumber(value, numberFormat);
}

const NUMBER_FORMAT = /^("£")?(#,##)?0(?:\.(0+))?(%)?$/;

function displayNumber(value: number, format: string): string {
  if (format === AUTOMATIC || format === 'General' || format === PLAIN_TEXT) {
    return String(Number(value.toPrecision(15)));
  }
  const match = NUMBER_FORMAT.exec(format);
  if (!match) throw unknownFormat(format, 'a number');
  const [, pounds, thousands, decimals = '', percent = ''] = match;
  const scaled = percent ? value * 100 : value;
  const digits = Math.abs(scaled).toLocaleString('en-GB', {
    minimumFractionDigits: decimals.length,
    maximumFractionDigits: decimals.length,
    useGrouping: thousands !== undefined,
  });
  return `${scaled < 0 ? '-' : ''}${pounds ? '£' : ''}${digits}${percent}`;
}

function displayDate(date: WallDate, format: string): string {
  const at = new Date(date.wall);
  const month = MONTHS[at.getUTCMonth()] ?? '';
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
        return month.slice(0, 3);
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
