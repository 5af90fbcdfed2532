import { type CellValue, isWallDate, type WallDate } from './cell.ts';

/** What a clock in `zone` shows at an instant. */
export function wallOf(instant: Date, zone: string): WallDate {
  return { wall: instant.getTime() + offsetAt(instant.getTime(), zone) };
}

/** The instant at which a clock in `zone` shows `date`; of two in autumn's repeated hour, the later. */
function instantOf(date: WallDate, zone: string): Date {
  const guess = date.wall - offsetAt(date.wall, zone);
  return new Date(date.wall - offsetAt(guess, zone));
}

/** A cell's value as a script and a person get it: a date as the instant at which a clock in `zone` shows it. */
export function dateOutward(value: CellValue, zone: string): string | number | boolean | Date {
  return isWallDate(value) ? instantOf(value, zone) : value;
}

function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const wall = utc(part('year'), part('month'), part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(instant / 1000) * 1000;
}

/** Milliseconds of a wall clock as if it were UTC; months count from 1. */
function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The same, or null where there is no such day or time (31 April). */
export function wallDate(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): WallDate | null {
  const wall = utc(year, month, day, hour, minute, second);
  const date = new Date(wall);
  const real = date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
  return real && hour < 24 && minute < 60 && second < 60 ? { wall } : null;
}

/** The day that Sheets counts times from. */
export const EPOCH = utc(1899, 12, 30);

/** Day names in English, Sunday first. */
export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `7` → `07`. */
export function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
