import { fail, ok, type Result } from '../basics/result.ts';
import { idOfText, unusedId } from '../criteria-sets/made-ids.ts';
import { type Framework, titled } from '../specifications/framework.ts';
import { framework2017 } from '../specifications/framework-2017.ts';
import type { AreaCapability } from '../specifications/specification.ts';
import { cellOfText, safeCellOfText, textOfCell } from './cell-text.ts';
import type { Rows } from './criteria-set-rows.ts';
import { findTable, type SoughtColumn } from './find-table.ts';
import type { KeptSheet } from './kept-criteria.ts';
import { onePerCell, type RowDefect } from './row-defect.ts';
import { droppedZero } from './table-rows.ts';

/** The columns of a table of area-specific capabilities. */
export const capabilityColumns = ['Id', 'Capability', 'Aligns to'] as const;

type Column = (typeof capabilityColumns)[number];

/** The columns as they are looked for in what people keep. */
const sought: Readonly<Record<Column, SoughtColumn>> = {
  Id: { name: 'Id', heading: /^(?:capability )?id(?:entifier)?$/ },
  Capability: {
    name: 'Capability',
    heading:
      /^(?:area[- ]specific )?(?:capabilit(?:y|ies)|competenc(?:y|e|ies))(?: (?:statement|text|wording))?s?$|^(?:text|statement|wording)$/,
    isNeeded: true,
  },
  'Aligns to': {
    name: 'Aligns to',
    heading:
      /^(?:align(?:s|ed|ment)?|map(?:s|ped|ping)?)(?: (?:to|with))?(?: (?:the )?(?:mpf|framework|pillars?))?$|^(?:(?:mpf|multi-?professional|framework|pillars?) ?)+(?:capabilit(?:y|ies)|references?|refs?|alignment|numbers?|mapping)?$|\b(?:framework|mpf) (?:capabilit(?:y|ies)|references?|refs?|alignment|numbers?|mapping)$/,
    isNeeded: true,
  },
};

/** Stands over the short titles of the numbers: for whoever reads the table, and left aside where it is read in. */
const titlesColumn = 'In words';

/**
 * Area-specific capabilities as a table to edit, the header row first, with the titles that the edition gives their
 * numbers (null: none). `readCapabilityRows` makes the same of it again. In a workbook, where every cell says that it is
 * text, only what could run as a formula is marked.
 */
export function capabilityRows(
  capabilities: readonly AreaCapability[],
  framework: Framework | null,
  format: 'csv' | 'xlsx',
): Rows {
  const cell = format === 'csv' ? cellOfText : safeCellOfText;
  return [
    [...capabilityColumns, ...(framework === null ? [] : [titlesColumn])],
    ...capabilities.map(({ id, text, alignsTo }) => [
      ...[id, text, alignsTo.join(', ')].map(cell),
      ...(framework === null ? [] : [cell(alignsTo.map((number) => titled(framework, number)).join('; '))]),
    ]),
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
 * Reads area-specific capabilities from the sheets of a file as people keep it, or says everything that is wrong with
 * them. “Id” may be missing. `before` are the capabilities of the version before.
 */
export function readCapabilityRows(
  sheets: readonly KeptSheet[],
  before: readonly AreaCapability[],
): Result<readonly AreaCapability[], readonly RowDefect[]> {
  const table = findTable(sheets, sought);
  if (!table.ok) return table;
  const { rows, numbers } = table.value;
  const defects: RowDefect[] = [];
  const given = rows.map(({ row, written, address, unreadable, beyond }): GivenCapability => {
    const cell = (column: Column) => textOfCell(written(column)).trim();
    for (const column of capabilityColumns) {
      const unread = unreadable(column);
      if (unread !== null) defects.push({ row, column, code: 'unreadable', detail: unread.detail });
    }
    if (beyond !== null) defects.push({ row, column: beyond, code: 'stray-cell', detail: cutInTwo });
    const alignsTo = numbersOf(withoutTitles(cell('Aligns to')));
    const doubt = droppedZero(numbers, address('Aligns to'), alignsTo.join(), (other) => known.has(other));
    if (doubt !== null) defects.push({ row, column: 'Aligns to', ...doubt });
    return { row, id: cell('Id'), text: cell('Capability'), alignsTo };
  });
  if (given.length === 0)
    defects.push({
      row: null,
      column: null,
      code: 'no-rows',
      detail: 'There is no capability below the headings.',
    });
  const identified = identifyCapabilities(given, before);
  const all = onePerCell([...defects, ...identified.defects]);
  return all.length === 0 ? ok(identified.capabilities) : fail(all);
}

const cutInTwo =
  'There is no heading above this cell. Put quotation marks around each cell that holds what stands between cells in this file, or empty this one.';

/** A cell such as “MPF 1.4 Decision making; 2.1 Leading”, with the numbers alone. A range of numbers stays as it is. */
const withoutTitles = (cell: string): string =>
  cell
    .replace(/\b(?:mpf|framework|capabilit(?:y|ies))\s+(?=\d\.\d)/giu, '')
    .replace(/(\d\.\d{1,2})[.:]?\s+(?!to\b|through\b)(?:&|\p{L})[^\d,;\n]*/gu, '$1 ');

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
