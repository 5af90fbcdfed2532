import { fail, ok, type Result } from '../basics/result.ts';
import { type MetShare, metShareInWords, usualMetShare } from '../criteria-sets/criteria-set.ts';
import type { RowDefect } from './row-defect.ts';

/**
 * Reads the share by which a criterion is met from a cell: "2 of 3" or "2/3"; empty is the usual one. A decimal
 * is refused, because it is seldom meant: two of three are less than 67%. A date is asked about.
 */
export function readMetShare(cell: string): Result<MetShare, Pick<RowDefect, 'code' | 'detail'>> {
  if (cell === '') return ok(usualMetShare);
  // “⅔” is one character, of which this makes “2⁄3”.
  const [, atLeast, of] =
    /^(\d{1,3})\s*(?:[/\u2044]|(?:out\s+)?of)\s*(\d{1,3})$/i.exec(cell.normalize('NFKC')) ?? [];
  if (atLeast !== undefined && of !== undefined) return ok({ atLeast: Number(atLeast), of: Number(of) });
  const given = `“${cell.slice(0, 40)}”`;
  const meant = shareOfDate(cell);
  if (meant === null && /^\d*[.,]?\d+\s*%?$/.test(cell))
    return fail({
      code: 'not-whole-numbers',
      detail: `${given} is not in two whole numbers. Two of three reviewers are less than 67%, so that 67% of three would be all three. Write how many of how many, such as “2 of 3”.`,
    });
  return fail(
    meant === null
      ? {
          code: 'not-a-share',
          detail: `${given} does not fit here. Write how many of how many must agree, such as “2 of 3”.`,
        }
      : {
          code: 'date',
          detail: `${given} is a date, which spreadsheets make of a share such as ${meant.atLeast}/${meant.of}. Was ${metShareInWords(meant)} meant? Write it as “${metShareInWords(meant)}”, with the word.`,
        },
  );
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A day as spreadsheets count them, of the years in which one would be typed now: 2000 to 2063. */
const serial = /^(?:3[7-9]|4\d|5\d)\d{3}$/;

/** A day that a spreadsheet counts from the end of 1899. */
const dayOfSerial = (days: number): string =>
  new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);

/** The share of which a spreadsheet made this date, whichever of day and month it puts first; null for no date. */
function shareOfDate(cell: string): MetShare | null {
  const written = serial.test(cell) ? dayOfSerial(Number(cell)) : cell;
  const dayAndMonth = [
    /^(\d{1,2})[-\s/.]+([a-z]{3,9})\b/i,
    /^([a-z]{3,9})[-\s/.]+(\d{1,2})\b/i,
    /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}\b/,
    /^\d{4}-(\d{1,2})-(\d{1,2})/,
  ].map((form) => form.exec(written)?.slice(1));
  const [first = 0, second = 0] = (dayAndMonth.find((parts) => parts !== undefined) ?? []).map(
    (part) => Number(part) || months.indexOf(part.slice(0, 3).toLowerCase()) + 1,
  );
  return first === 0 || second === 0
    ? null
    : { atLeast: Math.min(first, second), of: Math.max(first, second) };
}
