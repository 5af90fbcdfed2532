import type { Defect } from '../../../../shared/domain/result.ts';
import type { AreaCapability } from '../../../../shared/domain/specification.ts';

/** Capabilities that were read, and what is wrong with them, line by line. */
export interface ReadCapabilities {
  readonly capabilities: readonly AreaCapability[];
  readonly defects: readonly Defect[];
}

/** Capabilities as people type them: one a line, what it aligns to in brackets at its end. */
export const capabilityLines = (capabilities: readonly AreaCapability[]): string =>
  capabilities
    .map(({ text, alignsTo }) =>
      alignsTo.length === 0 ? text : `${text.replace(/\s+/g, ' ')} (${alignsTo.join(', ')})`,
    )
    .join('\n');

/** A capability that was typed or stood in a row. */
export interface GivenCapability {
  /** From 1, as people count. */
  readonly place: number;
  readonly id: string;
  readonly text: string;
  readonly alignsTo: readonly string[];
}

/** Reads what `capabilityLines` writes. Brackets that hold no numbers belong to the text. */
export function readCapabilityLines(typed: string): readonly GivenCapability[] {
  return typed.split(/\r?\n/).flatMap((line, i) => {
    const whole = line.trim();
    if (whole === '') return [];
    const [, text = '', numbers = ''] = /^(.*?)\s*\(([\d.,;\s]+)\)$/.exec(whole) ?? [];
    const found = text === '' ? { text: whole, alignsTo: [] } : { text, alignsTo: numbersOf(numbers) };
    return [{ place: i + 1, id: '', ...found }];
  });
}

const headings = {
  id: /^id$/i,
  text: /^(?:area-specific )?capability$|^text$/i,
  alignsTo: /^aligns? ?to$|^alignment$|^framework$/i,
};

/** Reads a table with the columns “Capability”, “Aligns to” and, where ids should stay, “Id”. */
export function readCapabilityRows(rows: readonly (readonly string[])[]): {
  readonly given: readonly GivenCapability[];
  readonly missing: readonly string[];
} {
  const [header = [], ...others] = rows;
  const column = (heading: RegExp) => header.findIndex((cell) => heading.test(cell.trim()));
  const [id, text, alignsTo] = [column(headings.id), column(headings.text), column(headings.alignsTo)];
  const missing = [...(text < 0 ? ['Capability'] : []), ...(alignsTo < 0 ? ['Aligns to'] : [])];
  const given = others.flatMap((cells, i) => {
    const cell = (at: number) => (at < 0 ? '' : (cells[at] ?? '').trim());
    return cells.every((one) => one.trim() === '')
      ? []
      : [{ place: i + 2, id: cell(id), text: cell(text), alignsTo: numbersOf(cell(alignsTo)) }];
  });
  return { given, missing };
}

const numbersOf = (text: string): readonly string[] =>
  text.split(/[\s,;]+/).filter((number) => number !== '');

/**
 * Gives ids to what was given, checks it, and names lines or rows in what is wrong. A capability keeps its id
 * from the version before by its text, or else by its place, so that what changed can be told.
 */
export function identified(
  given: readonly GivenCapability[],
  before: readonly AreaCapability[],
  { unit, pointer }: { readonly unit: 'Line' | 'Row'; readonly pointer: string },
): ReadCapabilities {
  const defects: Defect[] = [];
  const wrong = (place: number, detail: string) =>
    defects.push({ pointer, code: 'not-allowed', detail: `${unit} ${place}: ${detail}` });
  const byText = new Map(before.map(({ id, text }) => [text, id]));
  const kept = new Set(given.map(({ id, text }) => id || byText.get(text)));
  const used = new Set<string>();
  const capabilities = given.map(({ place, id, text, alignsTo }, i) => {
    const same = before[i]?.id;
    const inPlace =
      given.length === before.length && same !== undefined && !kept.has(same) ? same : undefined;
    const own = id || byText.get(text) || inPlace || unused(slugOf(text), used);
    if (used.has(own)) wrong(place, `The id “${own}” is used already.`);
    used.add(own);
    if (text === '') wrong(place, 'Enter the capability.');
    if (text.length > 2_000) wrong(place, 'Use at most 2,000 characters.');
    for (const number of alignsTo)
      if (!/^[1-4]\.\d{1,2}$/.test(number))
        wrong(place, `“${number}” is no framework capability. Write it like 1.4.`);
    return { id: own, text, alignsTo };
  });
  return { capabilities, defects };
}

/** An id from the first words of a text. */
const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .split('-')
    .slice(0, 5)
    .join('-')
    .slice(0, 56)
    .replace(/-+$/, '') || 'capability';

function unused(wanted: string, used: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? wanted : `${wanted}-${n}`;
    if (!used.has(id)) return id;
  }
}
