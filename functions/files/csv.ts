import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Rows } from '../../shared/domain/tables/criteria-set-rows.ts';
import { columnLetters, type RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { filledRows, isFilled } from '../../shared/domain/tables/table-rows.ts';
import { decode } from './decode.ts';
import { maxRows, type TableRead, tooManyRows, unreadableFile } from './table-file.ts';

/** Rows as CSV by RFC 4180, in UTF-8. It starts with a byte order mark: without one Excel guesses another encoding. */
export const csvOfRows = (rows: Rows): Uint8Array =>
  Buffer.from(
    stringify(
      rows.map((row) => [...row]),
      // Line breaks of every kind inside a cell, and white space at its ends, survive only in quotes.
      { bom: true, record_delimiter: '\r\n', quoted_match: /^\s|[\r\n]|\s$/ },
    ),
  );

/**
 * Reads CSV in UTF-8, with or without a byte order mark, or Excel’s “Unicode Text”, with any kind of line end. What
 * separates its cells may be commas, semicolons (which Excel writes where numbers have decimal commas) or tabs (which
 * copied cells come with).
 */
export function rowsOfCsv(bytes: Uint8Array): Result<TableRead, readonly RowDefect[]> {
  const decoded = decode(bytes);
  // UTF-16 without its mark is UTF-8 as well, with a null beside every letter.
  if (decoded === null || /^[^\r\n]*\0/.test(decoded))
    return unreadableFile('not-utf-8', 'The file is not in UTF-8. In Excel, save it as “CSV UTF-8”.');
  const { text, separator } = separated(decoded);
  const parsed = (asTheyAre: boolean): string[][] =>
    parse(text, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: asTheyAre,
      to: maxRows + 1,
    });
  try {
    const rows = separator === '\t' ? parsed(true) : withinCells(parsed);
    return rows.length > maxRows
      ? tooManyRows()
      : ok({ rows, unreadable: cutCells(rows, separator), numbers: new Map(), notes: [] });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.records === 'number' ? error.records + 1 : null;
    const detail =
      'The quotation marks of this row do not pair up. A cell that holds one is put in quotation marks, with its own doubled.';
    return fail([{ row, column: null, code: 'quotes', detail }]);
  }
}

/** Rows that are looked at for what stands last in a file. */
const mostParsed = 20 * maxRows;

/**
 * Reads CSV as people keep it: also in the encoding that Excel’s plain “CSV” has, and whatever its quotation marks are
 * like.
 */
export function keptRowsOfCsv(bytes: Uint8Array): Result<Rows, readonly RowDefect[]> {
  const decoded = decode(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  const { text, separator } = separated(decoded.replaceAll('\0', ''), mostRegular);
  const parsed = (asTheyAre: object): string[][] =>
    parse(text, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      to: mostParsed,
      ...asTheyAre,
    });
  const all =
    tried(() => parsed({})) ?? tried(() => parsed({ relax_quotes: true })) ?? parsed({ quote: null });
  // Spreadsheets save rows that once held something: what stands last is what counts.
  const rows = all.slice(0, all.findLastIndex((row) => row.some(isFilled)) + 1);
  return rows.length > maxRows ? tooManyRows() : ok(rows);
}

function tried<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return null;
  }
}

/**
 * Rows whose quotation marks stand around cells, or within cells that none stands around: 5" tubes. Where some cells
 * are of one kind and some of the other, and one starts with a mark, nobody can say where it ends.
 */
function withinCells(parsed: (asTheyAre: boolean) => string[][]): string[][] {
  try {
    return parsed(false);
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'INVALID_OPENING_QUOTE') throw error;
    const rows = parsed(true);
    if (rows.some((cells) => cells.some((cell) => cell.startsWith('"')))) throw error;
    return rows;
  }
}

const separators = [',', ';', '\t'] as const;

/** Which of several things stands between the cells of a text, whose quoted parts say “quoted”. */
type Separator = (unquoted: string) => string;

/** What the first line has most of. */
const mostInFirst: Separator = (unquoted) => {
  const headings = unquoted.split(/[\r\n]+/).find((line) => /[^\s,;]/.test(line)) ?? unquoted;
  return bestOf((separator) => headings.split(separator).length);
};

/** What most lines have equally often: there may be titles above the headings, and commas in every sentence. */
const mostRegular: Separator = (unquoted) => {
  const lines = unquoted.split(/[\r\n]+/).filter((line) => /[^\s,;]/.test(line));
  return bestOf((separator) => {
    const times = lines.map((line) => line.split(separator).length - 1).filter((n) => n > 0);
    return Math.max(
      0,
      ...Map.groupBy(times, (n) => n)
        .values()
        .map((same) => same.length),
    );
  });
};

const bestOf = (score: (separator: string) => number): string =>
  separators.map((one) => ({ one, score: score(one) })).sort((a, b) => b.score - a.score)[0]?.one ?? ',';

/** The text of a table, and what stands between its cells. */
function separated(
  text: string,
  judge: Separator = mostInFirst,
): { readonly text: string; readonly separator: string } {
  // A line of Excel’s own, which it shows as no row.
  const named = /^"?sep=([^"\r\n])"?[,;\t]*(?:\r\n|\r|\n|$)/i.exec(text);
  if (named !== null) return { text: text.slice(named[0].length), separator: named[1] ?? ',' };
  return { text, separator: judge(text.slice(0, 10_000).replace(/"[^"]*"/g, 'quoted')) };
}

/** The first cell of each row that stands further right than every heading: something has cut a cell in two there. */
function cutCells(rows: Rows, separator: string): readonly RowDefect[] {
  const [header, ...others] = filledRows(rows);
  const width = (header?.cells.findLastIndex(isFilled) ?? -1) + 1;
  const names: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };
  const detail = `There is no heading above this cell. Put quotation marks around each cell that holds ${names[separator] ?? separator}, or empty this one.`;
  return others.flatMap(({ number, cells }) => {
    const index = cells.findIndex((cell, i) => i >= width && isFilled(cell));
    return index < 0 ? [] : [{ row: number, column: columnLetters(index), code: 'stray-cell', detail }];
  });
}
