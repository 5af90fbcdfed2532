import { posix } from 'node:path';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { columnLetters, type RowDefect } from '../../shared/domain/row-defect.ts';
import { maxRows, type TableRead, tooManyRows, unreadableFile } from './table-file.ts';
import { textOfXlsx } from './xlsx-text.ts';
import { walkXml } from './xml.ts';
import { openZip, type Unzip } from './zip.ts';

/** Most bytes that a part of a workbook may unpack to: a small file can hold a thousand times its size. */
const maxPartBytes = 8 * 1024 * 1024;

/** Cells further right are no part of any table of ours. */
const maxColumns = 100;

/**
 * Reads the sheet of this name in a workbook (SpreadsheetML, ECMA-376), or its first sheet. Formulas are
 * never worked out, nor is what they gave last believed: their cells are unreadable, as dates and error
 * values are.
 *
 * Written here and not with exceljs, which is 1 MB of code: people wait for the functions that this is in.
 */
export function rowsOfXlsx(
  bytes: Uint8Array,
  sheetName: string | null = null,
): Result<TableRead, readonly RowDefect[]> {
  const unzip = openZip(bytes);
  if (unzip === null)
    return unreadableFile(
      'not-xlsx',
      'This is no XLSX workbook, or it has a password. In Excel, save it as “Excel Workbook (.xlsx)” without one.',
    );
  const read = readWorkbook(unzip, sheetName);
  if (read.ok) return read;
  if (typeof read.error !== 'string') return fail(read.error);
  return read.error === 'too-large'
    ? unreadableFile('file-too-large', 'The workbook holds too much. Copy the table into a new one.')
    : unreadableFile('not-xlsx', 'The workbook cannot be read. Copy the table into a new one.');
}

/** What is wrong with the parts of a workbook rather than with its cells. */
type PartFailure = 'missing' | 'broken' | 'too-large';

function readWorkbook(
  unzip: Unzip,
  sheetName: string | null,
): Result<TableRead, PartFailure | readonly RowDefect[]> {
  const root = relationsOf(unzip, '');
  if (!root.ok) return root;
  const workbookPath = root.value.find(({ type }) => type === 'officeDocument')?.target;
  if (workbookPath === undefined) return fail('broken');
  const sheets: { readonly name: string; readonly id: string }[] = [];
  const walked = walkPart(unzip, workbookPath, {
    start: (name, attribute) => {
      if (name === 'sheet') sheets.push({ name: attribute('name') ?? '', id: attribute('id') ?? '' });
    },
  });
  if (!walked.ok) return walked;
  const relations = relationsOf(unzip, workbookPath);
  if (!relations.ok) return relations;
  const targetOf = (type: string) => relations.value.find((one) => one.type === type)?.target;
  const sheet = sheets.find(({ name }) => name === sheetName) ?? sheets[0];
  const sheetPath = relations.value.find(({ id }) => id === sheet?.id)?.target;
  if (sheetPath === undefined) return unreadableFile('no-sheet', 'The workbook has no sheet.');

  const strings = sharedStrings(unzip, targetOf('sharedStrings'));
  if (!strings.ok) return strings;
  const dates = dateStyles(unzip, targetOf('styles'));
  if (!dates.ok) return dates;
  return readSheet(unzip, sheetPath, { strings: strings.value, dates: dates.value });
}

interface Relation {
  readonly id: string;
  /** The last part of the type’s address, which is the same in transitional and strict documents. */
  readonly type: string;
  /** The path of a part. */
  readonly target: string;
}

/** The parts that a part leads to; the package’s own have no part. */
function relationsOf(unzip: Unzip, part: string): Result<readonly Relation[], PartFailure> {
  const relations: Relation[] = [];
  const folder = posix.dirname(part);
  const walked = walkPart(unzip, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    start: (name, attribute) => {
      if (name !== 'Relationship') return;
      const target = posix.resolve('/', folder, attribute('Target') ?? '').slice(1);
      relations.push({
        id: attribute('Id') ?? '',
        type: (attribute('Type') ?? '').split('/').pop() ?? '',
        target,
      });
    },
  });
  return walked.ok ? ok(relations) : walked;
}

function walkPart(
  unzip: Unzip,
  path: string,
  listener: Parameters<typeof walkXml>[1],
): Result<null, PartFailure> {
  const part = unzip(path, maxPartBytes);
  if (!part.ok) return part;
  return walkXml(Buffer.from(part.value).toString('utf8'), listener) ? ok(null) : fail('broken');
}

/** Collects the text of strings, which lies in runs; how a word sounds (in East Asian sheets) is no part of it. */
function textCollector(whole: string, tell: (text: string) => void) {
  let text = '';
  let isText = false;
  let isSound = false;
  return {
    start: (name: string) => {
      if (name === whole) text = '';
      if (name === 'rPh') isSound = true;
      if (name === 't') isText = !isSound;
    },
    text: (piece: string) => {
      if (isText) text += piece;
    },
    end: (name: string) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isSound = false;
      if (name === whole) tell(textOfXlsx(text));
    },
  };
}

/** The strings that cells name by number. A workbook without text has no such part. */
function sharedStrings(unzip: Unzip, path: string | undefined): Result<readonly string[], PartFailure> {
  const strings: string[] = [];
  if (path === undefined) return ok(strings);
  const walked = walkPart(
    unzip,
    path,
    textCollector('si', (text) => strings.push(text)),
  );
  return walked.ok ? ok(strings) : walked;
}

/** Formats of dates and times that need no declaration (18.8.30), as numbers from and to. */
const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** Whether a declared format shows a date or time, its literal text and colours aside. */
const isDateFormat = (code: string) =>
  /[dmyhs]/i.test(code.replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, ''));

/** By number of a cell’s style: whether it shows numbers as dates or times. */
function dateStyles(unzip: Unzip, path: string | undefined): Result<readonly boolean[], PartFailure> {
  const styles: boolean[] = [];
  if (path === undefined) return ok(styles);
  const declared = new Map<number, boolean>();
  let isInCellFormats = false;
  const walked = walkPart(unzip, path, {
    start: (name, attribute) => {
      const format = Number(attribute('numFmtId') ?? 0);
      if (name === 'numFmt') declared.set(format, isDateFormat(attribute('formatCode') ?? ''));
      if (name === 'cellXfs') isInCellFormats = true;
      if (name === 'xf' && isInCellFormats)
        styles.push(
          declared.get(format) ?? builtInDates.some(([from, to]) => from <= format && format <= to),
        );
    },
    end: (name) => {
      if (name === 'cellXfs') isInCellFormats = false;
    },
  });
  return walked.ok ? ok(styles) : walked;
}

/** A cell as the sheet holds it. */
interface RawCell {
  readonly row: number;
  /** From 1. */
  readonly column: number;
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  value: string;
  inline: string;
}

/** What the cells of a sheet refer to. */
interface Shared {
  readonly strings: readonly string[];
  readonly dates: readonly boolean[];
}

function readSheet(
  unzip: Unzip,
  path: string,
  shared: Shared,
): Result<TableRead, PartFailure | readonly RowDefect[]> {
  const rows: string[][] = [];
  const found: { readonly row: number; readonly column: number; readonly what: Unreadable }[] = [];
  const numbers = new Set<string>();
  let isTooLong = false;
  const take = (raw: RawCell) => {
    const { row, column } = raw;
    const read = readCell(raw, shared);
    if (read === '') return;
    isTooLong ||= row > maxRows;
    if (isTooLong) return;
    while (rows.length < row) rows.push([]);
    const cells = rows[row - 1] ?? [];
    while (cells.length < Math.min(column, maxColumns)) cells.push('');
    const what = column > maxColumns ? farOff : read;
    if (typeof what !== 'string') found.push({ row, column, what });
    else {
      cells[column - 1] = what;
      if (raw.type === 'n') numbers.add(`${columnLetters(column - 1)}${row}`);
    }
  };
  const walked = walkPart(unzip, path, cellListener(take));
  if (!walked.ok) return walked;
  if (isTooLong) return tooManyRows();
  const unreadable = found.map(({ row, column, what: { code, detail } }): RowDefect => {
    const letters = columnLetters(column - 1);
    return {
      row,
      column: rows[0]?.[column - 1]?.trim() || letters,
      code,
      detail: `${letters}${row} ${detail}`,
    };
  });
  return ok({ rows, unreadable, numbers });
}

/** Tells the cells of a sheet one by one. Rows and cells without an address follow the ones before. */
function cellListener(tell: (cell: RawCell) => void): Parameters<typeof walkXml>[1] {
  let [row, column] = [0, 0];
  let cell: RawCell | null = null;
  let isValue = false;
  const inline = textCollector('is', (text) => {
    if (cell !== null) cell.inline = text;
  });
  return {
    start: (name, attribute) => {
      inline.start(name);
      if (name === 'row') {
        row = Number(attribute('r') ?? row + 1);
        column = 0;
      }
      if (name === 'c') {
        const [, letters = '', digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(attribute('r') ?? '') ?? [];
        row = digits === undefined ? row : Number(digits);
        column = letters === '' ? column + 1 : columnNumber(letters);
        const [type, style] = [attribute('t') ?? 'n', Number(attribute('s') ?? 0)];
        cell = { row, column, type, style, hasFormula: false, value: '', inline: '' };
      }
      if (cell !== null && name === 'f') cell.hasFormula = true;
      isValue = name === 'v';
    },
    text: (text) => {
      inline.text(text);
      if (cell !== null && isValue) cell.value += text;
    },
    end: (name) => {
      inline.end(name);
      if (name === 'v') isValue = false;
      if (name === 'c' && cell !== null) {
        tell(cell);
        cell = null;
      }
    },
  };
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

type Unreadable = Pick<RowDefect, 'code' | 'detail'>;

const farOff: Unreadable = { code: 'stray-cell', detail: 'is far outside the table. Empty it.' };
const date: Unreadable = {
  code: 'date',
  detail: 'holds a date. Format the cell as text and type it again.',
};

/** What a cell says as text; empty where it says nothing. */
function readCell(
  { type, style, hasFormula, value, inline }: RawCell,
  { strings, dates }: Shared,
): string | Unreadable {
  if (hasFormula)
    return { code: 'formula', detail: 'holds a formula. Replace it by the text it should show.' };
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'inlineStr':
      return inline;
    case 'str':
      return textOfXlsx(value);
    case 'b':
      return value === '' ? '' : value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    case 'e':
      return { code: 'error-value', detail: `holds the error ${value}. Type what it should say.` };
    case 'd':
      return value === '' ? '' : date;
    default:
      if (value === '') return '';
      return dates[style] === true ? date : Number.isFinite(Number(value)) ? String(Number(value)) : value;
  }
}
