import { fail, ok, type Result } from '../basics/result.ts';
import { list } from '../basics/words.ts';
import { idOfText, unusedId } from '../criteria-sets/made-ids.ts';
import { framework2017 } from '../specifications/framework-2017.ts';
import type { AreaCapability } from '../specifications/specification.ts';
import { cellOfText, safeCellOfText, textOfCell } from './cell-text.ts';
import type { Rows } from './criteria-set-rows.ts';
import { onePerCell, type RowDefect } from './row-defect.ts';
import { droppedZero, filledRows, headingOf, type NumberCells } from './table-rows.ts';

/** The columns of a table of area-specific capabilities. */
export const capabilityColumns = ['Id', 'Capability', 'Aligns to'] as const;

type Column = (typeof capabilityColumns)[number];

/** What else people call a column. */
const headings: Readonly<Record<Column, RegExp>> = {
  Id: /^id$/i,
  Capability: /^(?:area-specific )?capability$|^text$/i,
  'Aligns to': /^aligns? ?to$|^alignment$|^framework$/i,
};

/**
 * Area-specific capabilities as a table to edit, the header row first. `readCapabilityRows` makes the same of
 * it again. In a workbook, where every cell says that it is text, only what could run as a formula is marked.
 */
export function capabilityRows(capabilities: readonly AreaCapability[], format: 'csv' | 'xlsx'): Rows {
  const cell = format === 'csv' ? cellOfText : safeCellOfText;
  return [
    capabilityColumns,
    ...capabilities.map(({ id, text, alignsTo }) => [cell(id), cell(text), cell(alignsTo.join(', '))]),
  ];
}

/** A capability that was typed or stood in a row, not checked yet. */
export interface GivenCapability {
  /** The line or row that it stood in, from 1. */
  readonly row: number;
  /** Empty where none was given. */
  readonly id: string;
  readonly text: string;
  readonly alignsTo: readonly string[];
}

/**
 * Reads area-specific capabilities from the rows of one sheet, or says everything that is wrong with them.
 * Columns may stand in any order, empty rows anywhere; “Id” may be missing. `numbers` are the cells that a
 * spreadsheet kept as numbers, `before` the capabilities of the version before.
 */
export function readCapabilityRows(
  { rows, numbers }: { readonly rows: Rows; readonly numbers: NumberCells },
  before: readonly AreaCapability[],
): Result<readonly AreaCapability[], readonly RowDefect[]> {
  const [header = { number: 1, cells: [] }, ...others] = filledRows(rows);
  const indexes = capabilityColumns.map((column) =>
    header.cells.findIndex((heading) => headings[column].test(headingOf(heading))),
  );
  const [id = -1, text = -1, alignsTo = -1] = indexes;
  const missing = capabilityColumns.filter((column, i) => column !== 'Id' && indexes[i] === -1);
  if (missing.length > 0)
    return fail(
      missing.map((column) => ({
        row: header.number,
        column,
        code: 'missing-column',
        detail: `This column is missing. Name the columns in the first row: ${list(capabilityColumns)}.`,
      })),
    );
  const twice = capabilityColumns.filter(
    (column) => header.cells.filter((heading) => headings[column].test(headingOf(heading))).length > 1,
  );
  if (twice.length > 0)
    return fail(
      twice.map((column) => ({
        row: header.number,
        column,
        code: 'duplicate-column',
        detail: 'This column is there twice. Remove one of the two.',
      })),
    );
  const defects: RowDefect[] = [];
  const given = others.map(({ number: row, cells }): GivenCapability => {
    const cell = (at: number) => textOfCell((at < 0 ? '' : cells[at]) ?? '').trim();
    const aligned = numbersOf(cell(alignsTo));
    const doubt = droppedZero(numbers, { row, index: alignsTo }, aligned.join(), (other) => known.has(other));
    if (doubt !== null) defects.push({ row, column: 'Aligns to', ...doubt });
    return { row, id: cell(id), text: cell(text), alignsTo: aligned };
  });
  if (given.length === 0)
    defects.push({
      row: null,
      column: null,
      code: 'no-rows',
      detail: 'There is no capability below the first row.',
    });
  const identified = identifyCapabilities(given, before);
  const all = onePerCell([...defects, ...identified.defects]);
  return all.length === 0 ? ok(identified.capabilities) : fail(all);
}

const known = new Set(
  framework2017.pillars.flatMap(({ capabilities }) => capabilities.map(({ number }) => number)),
);

/** The numbers in a text, whatever parts them. */
export const numbersOf = (text: string): readonly string[] =>
  text.split(/[\s,;]+/).filter((number) => number !== '');

/** Most capabilities of a version, and most framework capabilities that one aligns to. */
const most = { capabilities: 200, alignsTo: 50 };

/**
 * Gives ids to capabilities and checks them. A capability keeps its id from the version before by its text,
 * or else by its place, so that what changed can be told.
 */
export function identifyCapabilities(
  given: readonly GivenCapability[],
  before: readonly AreaCapability[],
): { readonly capabilities: readonly AreaCapability[]; readonly defects: readonly RowDefect[] } {
  const defects: RowDefect[] = [];
  const byText = new Map(before.map(({ id, text }) => [text, id]));
  const kept = new Set(given.map(({ id, text }) => id || byText.get(text)));
  const used = new Set<string>();
  const capabilities = given.map(({ row, id, text, alignsTo }, i) => {
    const wrong = (column: Column, code: string, detail: string) =>
      defects.push({ row, column, code, detail });
    const same = before[i]?.id;
    const inPlace =
      given.length === before.length && same !== undefined && !kept.has(same) ? same : undefined;
    const own = id || byText.get(text) || inPlace || unusedId(idOfText(text, 'capability'), used);
    if (used.has(own))
      wrong('Id', 'duplicate', `The id “${own}” is used already. Empty this cell or choose another.`);
    used.add(own);
    if (!/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(own))
      wrong(
        'Id',
        'not-an-id',
        'Use 1 to 64 lower-case letters, digits and hyphens, or leave the cell empty.',
      );
    if (text === '') wrong('Capability', 'missing', 'Enter the capability.');
    if (text.length > 2_000) wrong('Capability', 'too-long', 'Use at most 2,000 characters.');
    if (alignsTo.length > most.alignsTo)
      wrong('Aligns to', 'too-many', `Name at most ${most.alignsTo} framework capabilities.`);
    const [unknown] = alignsTo.filter((number) => !/^[1-4]\.\d{1,2}$/.test(number));
    if (unknown !== undefined)
      wrong(
        'Aligns to',
        'not-a-number',
        `“${unknown}” is no framework capability. Write it like 1.4, several with commas between them.`,
      );
    return { id: own, text, alignsTo };
  });
  if (capabilities.length > most.capabilities)
    defects.push({
      row: null,
      column: null,
      code: 'too-many',
      detail: `These are ${capabilities.length} capabilities. A version has at most ${most.capabilities}.`,
    });
  return { capabilities, defects };
}
