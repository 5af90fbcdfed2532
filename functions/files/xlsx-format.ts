/** What the format of a cell tells of the number in it. */
export interface NumberFormat {
  readonly isDate: boolean;
  /** How many decimals it shows; null where it shows as many as there are, or is no such format. */
  readonly decimals: number | null;
}

/** The formats that every spreadsheet knows by their numbers (ECMA-376, 18.8.30), and those of East Asia, as far as they matter here. */
const datesFrom: readonly (readonly [first: number, last: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
const twoDecimals = [2, 4, 7, 8, 10, 11, 39, 40, 43, 44];

/** Excel allows 255 characters. */
const maxCode = 255;

/** A format by its number, or by its code where the workbook has one of its own: `0.00`, `dd/mm/yyyy`. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined)
    return {
      isDate: datesFrom.some(([first, last]) => id >= first && id <= last),
      decimals: twoDecimals.includes(id) ? 2 : null,
    };
  const short = code.slice(0, maxCode);
  const [, decimals] = /0\.(0{1,15})/.exec(short) ?? [];
  return { isDate: isDateCode(short), decimals: decimals?.length ?? null };
}

/** Whether anything in a code stands for a part of a date or time. */
const isDateCode = (code: string): boolean =>
  /[ymdhs]/i.test(
    code
      // What is shown as it stands; then colours, conditions and languages, but not hours, minutes and seconds that are counted on.
      .replace(/"[^"]*"?|[\\_*]./g, '')
      .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]?/gi, ''),
  );
