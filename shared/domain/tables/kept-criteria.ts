import { type CriteriaUse, readable, wordsOf } from './column-words.ts';
import type { Rows } from './criteria-set-rows.ts';
import { type FoundColumn, type FoundTable, findColumns } from './find-columns.ts';
import { numberAndText, numberIn, type WrittenNumber } from './kept-numbers.ts';
import { mandatoryOf } from './mandatory-cells.ts';
import { type NumberedQuestion, numbered } from './number-criteria.ts';
import { filledRows, type NumberCells, type TableRow } from './table-rows.ts';

/** A sheet as it was read, before anything is known of what it holds. */
export interface KeptSheet {
  /** Empty for a file without sheets. */
  readonly name: string;
  readonly rows: Rows;
  /** Cells that cannot be read: they stand empty in `rows`. */
  readonly unreadable: readonly UnreadableKept[];
  /** Missing for a file whose cells are all text. */
  readonly numbers?: NumberCells;
  /** The columns that nobody sees, from 0. */
  readonly hidden?: readonly number[];
}

/** A cell that cannot be read, and why. */
export interface UnreadableKept {
  /** From 1. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  /** A sentence that begins with the cell’s address. */
  readonly detail: string;
  /** The day that it holds, where it holds one: `2026-08-06`. */
  readonly day?: string | undefined;
}

/** A criterion of such a table. */
export interface KeptCriterion {
  /** The row that it stands in, from 1. */
  readonly row: number;
  readonly number: string;
  readonly text: string;
  readonly guidance: string;
  readonly mandatory: boolean;
  /** As it is written: a level’s value or its label; empty where there is none. */
  readonly threshold: string;
}

/** A section of such a table, with its criteria. */
export interface KeptSection {
  readonly number: string;
  readonly title: string;
  readonly criteria: readonly KeptCriterion[];
}

/** Why a row was left out. */
export type LeftOutBecause = 'above' | 'headings-again' | 'no-number' | 'no-wording' | 'no-criteria';

/** A row that was left out. */
export interface LeftOut {
  readonly row: number;
  /** The first thing that it says. */
  readonly text: string;
  readonly because: LeftOutBecause;
}

/** What was made of something that the table does not say, by the row of the criterion where it is of one. */
export interface Remark {
  readonly row: number | null;
  readonly code:
    | 'nothing-mandatory'
    | 'mandatory-empty'
    | 'mandatory-unclear'
    | 'number-made'
    | 'number-respelt'
    | 'letter-left-out'
    | 'numbers-made'
    | 'numbers-restart'
    | 'sections-made'
    | 'sections-numbered'
    | 'continued'
    | 'other-sheets'
    | 'hidden-columns';
}

/** A table of criteria as people keep them, read. */
export interface KeptCriteria {
  readonly sheet: string;
  /** What stands above the table; empty where nothing does. */
  readonly title: string;
  readonly columns: readonly FoundColumn[];
  /** The row of the headings, from 1; null where there are none. */
  readonly headingRow: number | null;
  readonly sections: readonly KeptSection[];
  readonly questions: readonly NumberedQuestion[];
  readonly remarks: readonly Remark[];
  readonly leftOut: readonly LeftOut[];
  /** Cells of the table that hold a formula, a date or an error. */
  readonly unreadable: readonly UnreadableKept[];
}

/** What somebody corrected of how a table was read. */
export interface Corrections {
  /** The name of the sheet to read. */
  readonly sheet?: string;
  /** What columns hold, by their index. */
  readonly columns?: ReadonlyMap<number, CriteriaUse | null>;
}

/**
 * Reads the criteria of the sheet that is most like a table of them, however people keep it; null where none is. Ids are
 * no part of such tables.
 */
export function readKeptCriteria(
  sheets: readonly KeptSheet[],
  { sheet: wanted, columns }: Corrections = {},
): KeptCriteria | null {
  const [best, ...others] = sheets
    .filter(({ name }) => wanted === undefined || name === wanted)
    .map((sheet) => ({ sheet, table: findColumns(filledRows(sheet.rows), sheet.hidden) }))
    .sort((a, b) => (b.table?.weight ?? 0) - (a.table?.weight ?? 0));
  if (best === undefined || best.table === null) return null;
  const { sheet } = best;
  const table = { ...best.table, columns: corrected(best.table.columns, columns) };
  const read = readTable(sheet, table);
  const isMore = others.some((other) => (other.table?.weight ?? 0) > 0);
  return read === null || !isMore
    ? read
    : { ...read, remarks: [...read.remarks, { row: null, code: 'other-sheets' }] };
}

const corrected = (
  columns: readonly FoundColumn[],
  by: Corrections['columns'] = new Map(),
): readonly FoundColumn[] =>
  columns.map((column) => ({
    ...column,
    use: by.has(column.index) ? (by.get(column.index) ?? null) : column.use,
  }));

/** A row below the headings, by what its columns hold. */
interface KeptRow {
  readonly row: number;
  /** The cells that hold something. */
  readonly filled: readonly string[];
  readonly written: WrittenNumber | null;
  readonly text: string;
  readonly section: string;
  readonly guidance: string;
  readonly mandatory: string;
  readonly desirable: string;
  readonly threshold: string;
  /** Whether something that is no number stands in the cell for it. */
  readonly isMisnumbered: boolean;
  /** Whether a cell of its number or wording cannot be read. */
  readonly isUnreadable: boolean;
}

/** What a row turned out to be. */
type Role = 'criterion' | 'section' | 'continuation' | LeftOutBecause;

interface OpenCriterion {
  readonly from: KeptRow;
  readonly section: string | null;
  text: string;
  guidance: string;
}

function readTable(sheet: KeptSheet, table: FoundTable): KeptCriteria | null {
  const rows = table.below.map((row) => keptRow(sheet, table, row));
  const first = rows.findIndex((row) => isNumbered(row));
  const hasNumbers = first >= 0;
  const remarks: Remark[] = [];
  const leftOut: LeftOut[] = [];
  const open: OpenCriterion[] = [];
  const pending: KeptRow[] = [];
  const titles = table.above;
  const named = titles[titles.length - 1];
  const isNamed = named !== undefined && namesSection(firstOf(named.cells));
  let section: string | null = isNamed ? firstOf(named.cells) : null;
  rows.forEach((row, i) => {
    const role = roleOf(row, rows, i, hasNumbers, open.length > 0);
    const last = open[open.length - 1];
    if (role === 'criterion') {
      pending.length = 0;
      if (row.section !== '') section = row.section;
      open.push({ from: row, section, text: row.text, guidance: row.guidance });
    } else if (role === 'section') {
      if (pending.length > 0) leftOut.push(...pending.map((one) => left(one, 'no-criteria')));
      pending.splice(0, Number.POSITIVE_INFINITY, row);
      section = sectionText(row);
    } else if (role === 'continuation' && last !== undefined) {
      last.text = lines(last.text, row.text);
      last.guidance = lines(last.guidance, row.guidance);
      remarks.push({ row: row.row, code: 'continued' });
    } else leftOut.push(left(row, role === 'continuation' ? 'no-number' : role));
  });
  leftOut.push(...pending.map((one) => left(one, 'no-criteria')));
  if (open.length === 0) return null;
  if (table.columns.some(({ index }) => sheet.hidden?.includes(index)))
    remarks.push({ row: null, code: 'hidden-columns' });

  const above = titles
    .slice(0, isNamed ? -1 : undefined)
    .map(({ number, cells }) => ({ row: number, text: firstOf(cells) }));
  const title = above.find(({ text }) => text.length <= 200 && /\p{Letter}/u.test(text))?.text ?? '';
  const flags = mandatoryOf(
    open.map(({ from, section: own }) => ({ ...from, section: own })),
    table,
    remarks,
  );
  const given = open.map(({ from, section: own, text, guidance }, i) => ({
    row: from.row,
    written: from.written,
    section: own,
    text,
    guidance,
    mandatory: flags[i] ?? true,
    threshold: from.threshold,
  }));
  const { sections, questions, remarks: ofNumbers } = numbered(given);
  return {
    sheet: sheet.name,
    title: headline(title),
    columns: table.columns,
    headingRow: table.headings[0]?.number ?? null,
    sections,
    questions,
    remarks: [...ofNumbers, ...remarks],
    leftOut: [
      ...above.filter(({ text }) => text !== title).map((one): LeftOut => ({ ...one, because: 'above' })),
      ...leftOut,
    ].sort((a, b) => a.row - b.row),
    unreadable: sheet.unreadable.filter(
      ({ row, column }) =>
        rows.some((one) => one.row === row) &&
        table.columns.some(({ index, use }) => index === column && use !== null),
    ),
  };
}

const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');

/** In one line. */
const headline = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200).trim();

const firstOf = (cells: readonly string[]): string => cells.map(readable).find((cell) => cell !== '') ?? '';

const left = ({ row, filled }: KeptRow, because: LeftOutBecause): LeftOut => ({
  row,
  text: headline(filled.join(' ')),
  because,
});

function keptRow(
  { unreadable }: KeptSheet,
  { columns }: FoundTable,
  { number: row, cells }: TableRow,
): KeptRow {
  const of = (use: CriteriaUse) => columns.filter((column) => column.use === use);
  const cell = (use: CriteriaUse) => {
    const [column] = of(use);
    return column === undefined ? '' : readable(cells[column.index] ?? '');
  };
  const guidance = of('guidance').map(({ index, heading }) => ({
    heading,
    text: readable(cells[index] ?? ''),
  }));
  const filledGuidance = guidance.filter(({ text }) => text !== '');
  const [own, stated] = [cell('number'), cell('text')];
  const inText = numberIn(own) === null ? numberAndText(stated) : null;
  const unread = new Set(unreadable.filter((one) => one.row === row).map(({ column }) => column));
  return {
    row,
    filled: cells.map(readable).filter((one) => one !== ''),
    written: numberIn(own) ?? inText,
    text: inText?.text ?? stated,
    section: of('section')
      .map(({ index }) => readable(cells[index] ?? ''))
      .filter((one) => one !== '')
      .join(' '),
    // Of several columns each says which it is.
    guidance: filledGuidance
      .map(({ heading, text }) => (guidance.length > 1 && heading !== '' ? `${heading}: ${text}` : text))
      .join('\n'),
    mandatory: cell('mandatory'),
    desirable: cell('desirable'),
    threshold: cell('threshold'),
    isMisnumbered: own !== '' && numberIn(own) === null,
    isUnreadable: [...of('number'), ...of('text')].some(({ index }) => unread.has(index)),
  };
}

const isNumbered = ({ written, text }: KeptRow): boolean => written !== null && text !== '';

/** Whether a row says anything besides a number and a wording. */
const saysMore = ({ guidance, mandatory, desirable, threshold }: KeptRow): boolean =>
  `${guidance}${mandatory}${desirable}${threshold}` !== '';

/** What a row is, by itself and by the rows beside it. */
function roleOf(
  row: KeptRow,
  rows: readonly KeptRow[],
  i: number,
  hasNumbers: boolean,
  hasCriteria: boolean,
): Role {
  const { written, text, filled } = row;
  if (isHeadingAgain(row)) return 'headings-again';
  const next = rows
    .slice(i + 1)
    .find((one) => !isHeadingAgain(one) && (one.text !== '' || one.written !== null || isLone(one)));
  const leadsOn = next !== undefined && (!hasNumbers || next.written !== null || isLone(next));
  if (written !== null && (text !== '' || row.isUnreadable)) {
    const ofNext = next?.written?.number ?? '';
    return !saysMore(row) && ofNext.startsWith(`${written.number}.`) ? 'section' : 'criterion';
  }
  if (isLone(row)) {
    const [said = ''] = filled;
    const isShort = said.length <= 200 && !/[.;,]$/.test(said);
    const isNamed = namesSection(said);
    if (hasNumbers && hasCriteria && row.guidance !== '' && !isNamed) return 'continuation';
    if (isNamed || (isShort && leadsOn && !isListed(said)))
      return hasNumbers || isHeadlineOf(row, next) ? 'section' : 'criterion';
    if (hasNumbers && hasCriteria && text !== '' && isListed(said)) return 'continuation';
  }
  if (text === '') {
    if (written !== null) return 'no-wording';
    if (isLone(row)) return 'no-number';
    return 'no-wording';
  }
  if (!hasNumbers) return 'criterion';
  // Another table below, such as that of versions.
  if (row.isMisnumbered && !rows.slice(i + 1).some(isNumbered)) return 'no-number';
  // Something else that only criteria have stands beside it.
  return saysMore(row) || row.section !== '' || row.isUnreadable ? 'criterion' : 'no-number';
}

/** “Section 4”, “Domain A: …”. */
const namesSection = (said: string): boolean =>
  /^(?:section|domain|area|theme|part|pillar|standard|group)\s+(?:\d|[A-Z]\b)/i.test(said);

/** One cell alone in its row, as the names of sections and notes stand. */
const isLone = ({ filled, isUnreadable }: KeptRow): boolean => filled.length === 1 && !isUnreadable;

/** In a table without numbers, what stands alone above rows that say more is their section. */
const isHeadlineOf = (row: KeptRow, next: KeptRow | undefined): boolean =>
  next !== undefined && !isLone(next) && row.filled.length < next.filled.length;

/** The item of a list, or what goes on in the middle of a sentence. */
const isListed = (said: string): boolean =>
  /^(?:[•·▪‣–—*-]\s|\(?[a-z]{1,3}\)|\p{Lowercase_Letter})/u.test(said);

/** A row of headings, as it stands on top of each printed page. */
const isHeadingAgain = ({ filled, text }: KeptRow): boolean =>
  filled.length > 1 &&
  /^(?:criteri(?:on|a)|statement|requirement|standard|description|wording)s?$/.test(wordsOf(text));

/** What a section’s row says: its number and its name, or whatever stands there alone. */
const sectionText = ({ written, text, filled }: KeptRow): string =>
  written !== null && text !== '' ? `${written.number}. ${text}` : (filled[0] ?? '');
