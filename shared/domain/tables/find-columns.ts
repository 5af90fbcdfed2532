import {
  type CriteriaUse,
  isPlainlyMandatory,
  namedAs,
  namesAny,
  readable,
  saysMandatory,
} from './column-words.ts';
import { joined } from './find-table.ts';
import { numberAndText, numberIn } from './kept-numbers.ts';
import { isFilled, type TableRow } from './table-rows.ts';

/** A column of a table, and what it holds; null where a criteria set has no place for it. */
export interface FoundColumn {
  /** From 0. */
  readonly index: number;
  /** Empty where there is none. */
  readonly heading: string;
  readonly use: CriteriaUse | null;
  /** The first thing that stands in it. */
  readonly sample: string;
}

/** The rows of headings of a table, what its columns hold, and the rows below. */
export interface FoundTable {
  readonly headings: readonly TableRow[];
  readonly columns: readonly FoundColumn[];
  readonly above: readonly TableRow[];
  readonly below: readonly TableRow[];
}

/** So far down headings are looked for. */
const deepest = 60;

/** How full of criteria a table is, by which one of several readings of a sheet is the best. */
export interface Weighed extends FoundTable {
  readonly weight: number;
}

/**
 * Finds the table of criteria among the filled rows of a sheet, wherever its headings stand: one row of them, or two of
 * which the upper ones reach over several columns. Null where nothing is like a wording with a number. What columns hold that
 * nobody sees (`hidden`, from 0) is left to whoever looks at it.
 */
export function findColumns(rows: readonly TableRow[], hidden: readonly number[] = []): Weighed | null {
  const withColumns = (headings: readonly TableRow[], words: readonly string[], around: Around) =>
    tableOf(headings, words, around, hidden);
  const candidates = rows.slice(0, deepest).flatMap((row, i): readonly FoundTable[] => {
    if (!row.cells.some(namesAny) || row.cells.some(hasNumber)) return [];
    const next = rows[i + 1];
    const below = { above: rows.slice(0, i), below: rows.slice(i + 1) };
    const one = withColumns([row], row.cells, below);
    if (next === undefined || !canBeLower(next)) return [one];
    return [one, withColumns([row, next], joined(row, next), { ...below, below: rows.slice(i + 2) })];
  });
  const found = [...candidates, withColumns([], [], { above: [], below: rows })]
    .map((table) => ({ ...table, weight: weightOf(table) }))
    .filter(({ weight }) => weight > 0);
  return found.reduce<Weighed | null>(
    (best, one) => (best === null || one.weight > best.weight ? one : best),
    null,
  );
}

/** Whether a cell holds a number, or begins with one: no heading does. */
const hasNumber = (cell: string): boolean =>
  numberIn(readable(cell)) !== null || numberAndText(readable(cell)) !== null;

/** A second row of headings has short words in it and no number. */
const canBeLower = ({ cells }: TableRow): boolean => {
  const filled = cells.map(readable).filter((cell) => cell !== '');
  return (
    filled.length > 1 &&
    filled.every((cell) => cell.length <= 30 && !/\d/.test(cell)) &&
    filled.some(namesAny)
  );
};

type Around = Pick<FoundTable, 'above' | 'below'>;

function tableOf(
  headings: readonly TableRow[],
  words: readonly string[],
  { above, below }: Around,
  hidden: readonly number[],
): FoundTable {
  const width = Math.max(0, words.length, ...below.map(({ cells }) => cells.length));
  const profiles = Array.from({ length: width }, (_, index) => profileOf(index, words[index] ?? '', below));
  const filled = profiles.filter(({ heading, values }) => heading !== '' || values.length > 0);
  const used = usesOf(filled.filter(({ index }) => !hidden.includes(index)));
  const columns = filled.map(
    ({ index, heading, values }): FoundColumn => ({
      index,
      heading,
      use: used.get(index) ?? null,
      sample: values[0] ?? '',
    }),
  );
  return { headings, columns, above, below };
}

/** What a column’s cells are like. */
interface Profile {
  readonly index: number;
  readonly heading: string;
  readonly values: readonly string[];
  /** Shares of its filled cells. */
  readonly numbers: number;
  readonly dotted: number;
  readonly startsWithNumber: number;
  readonly yesOrNo: number;
  readonly plainly: number;
  readonly distinct: number;
  readonly length: number;
}

function profileOf(index: number, heading: string, rows: readonly TableRow[]): Profile {
  const values = rows.map(({ cells }) => readable(cells[index] ?? '')).filter((cell) => cell !== '');
  const share = (is: (value: string) => boolean) =>
    values.length === 0 ? 0 : values.filter(is).length / values.length;
  return {
    index,
    heading: readable(heading),
    values,
    numbers: share((value) => numberIn(value) !== null),
    dotted: share((value) => numberIn(value)?.number.includes('.') === true),
    startsWithNumber: share((value) => numberAndText(value) !== null),
    yesOrNo: share((value) => saysMandatory(value) !== null),
    plainly: share(isPlainlyMandatory),
    distinct: new Set(values).size / Math.max(1, values.length),
    length: values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length),
  };
}

/** What each column holds, by its heading and by what stands below it. */
function usesOf(profiles: readonly Profile[]): ReadonlyMap<number, CriteriaUse> {
  const used = new Map<number, CriteriaUse>();
  const free = () => profiles.filter(({ index }) => !used.has(index));
  const best = (score: (profile: Profile) => number): Profile | null => {
    const [first] = free()
      .map((profile) => ({ profile, score: score(profile) }))
      .filter((one) => one.score > 0)
      .sort((a, b) => b.score - a.score);
    return first?.profile ?? null;
  };
  const give = (profile: Profile | null, use: CriteriaUse) => {
    if (profile !== null) used.set(profile.index, use);
  };

  const areWordingsNumbered = profiles.some(({ startsWithNumber }) => startsWithNumber >= 0.5);
  const isFlag = ({ yesOrNo, plainly, heading }: Profile) =>
    (yesOrNo > 0 && namedAs(heading, 'mandatory') === 2) || (yesOrNo >= 0.7 && plainly >= 0.7);
  give(
    best((one) => (namedAs(one.heading, 'threshold') > 0 && one.length <= 30 ? 1 : 0)),
    'threshold',
  );
  give(
    best((one) =>
      isMarks(one) && namedAs(one.heading, 'desirable') > 0 && one.plainly < 0.5 ? one.yesOrNo : 0,
    ),
    'desirable',
  );
  give(
    best((one) => (isFlag(one) ? one.yesOrNo + namedAs(one.heading, 'mandatory') : 0)),
    'mandatory',
  );
  give(
    best(({ heading, numbers, dotted, values }) =>
      // A weight, a score or a page is no number where the wordings have theirs.
      (numbers >= 0.5 && (heading === '' || namedAs(heading, 'number') > 0 || !areWordingsNumbered)) ||
      (values.length > 0 && numbers > 0 && namedAs(heading, 'number') > 0)
        ? (numbers + 2 * dotted) * Math.min(1, values.length / mostFilled(profiles)) +
          namedAs(heading, 'number') / 2
        : 0,
    ),
    'number',
  );
  const number = profiles.find(({ index }) => used.get(index) === 'number');
  give(
    best((one) => {
      const { index, heading, length, values, distinct, numbers } = one;
      if (values.length === 0 || numbers > 0.5 || length < 4) return 0;
      // One heading may reach over the numbers and their wordings.
      const isShared = heading === '' && number?.index === index - 1;
      const named = namedAs(isShared ? number.heading : heading, 'text') * Math.min(1, 0.2 + distinct);
      const startsWithNumber = number === undefined ? one.startsWithNumber : 0;
      const elsewhere = named > 1.5 ? 0 : Math.max(namedAs(heading, 'guidance'), namedAs(heading, 'section'));
      const isLikely = 4 * named + Math.min(length, 100) / 25 + 2 * distinct + 2 * startsWithNumber;
      return (isLikely - 3 * elsewhere) * Math.min(1, 0.2 + values.length / mostFilled(profiles));
    }),
    'text',
  );
  const text = profiles.find(({ index }) => used.get(index) === 'text');
  // The number and the name of a section may stand in columns of their own.
  for (const { heading, index, distinct, values, length } of free()) {
    const repeats = text !== undefined && (distinct < 0.8 || values.length < 0.7 * text.values.length);
    const couldBe = namedAs(heading, 'text') > 0 && repeats && index < (text?.index ?? 0);
    if (length <= 200 && values.length > 0 && (namedAs(heading, 'section') > 0 || couldBe))
      used.set(index, 'section');
  }
  for (const { index, heading, values } of free())
    if (
      values.length > 0 &&
      (namedAs(heading, 'guidance') > 0 || (namedAs(heading, 'text') > 0 && text !== undefined))
    )
      used.set(index, 'guidance');
  return used;
}

const isMarks = ({ yesOrNo, values }: Profile): boolean => values.length > 0 && yesOrNo >= 0.9;

const mostFilled = (profiles: readonly Profile[]): number =>
  Math.max(1, ...profiles.map(({ values }) => values.length));

/** The rows that have a number and a wording, and what the headings say of them. 0 where it is no table of criteria. */
function weightOf({ headings, columns, below }: FoundTable): number {
  const at = (use: CriteriaUse) => columns.find((column) => column.use === use)?.index ?? -1;
  const [number, text] = [at('number'), at('text')];
  if (text < 0) return 0;
  const rows = below.filter(({ cells }) => isFilled(cells[text] ?? ''));
  const numbered = rows.filter(
    ({ cells }) =>
      numberIn(readable(cells[number] ?? '')) !== null || numberAndText(readable(cells[text] ?? '')) !== null,
  );
  const named = columns.filter(({ heading, use }) => use !== null && namedAs(heading, use) > 0);
  const isNamed = named.some(({ use }) => use === 'text') || (number >= 0 && named.length > 0);
  // Without headings that say so, only a table in which most rows have numbers is one.
  if (headings.length === 0 ? numbered.length < Math.max(2, 0.5 * rows.length) : !isNamed) return 0;
  if (numbered.length === 0 && !(isNamed && rows.length > 0 && named.length > 1)) return 0;
  const headed = columns.filter(({ heading }) => heading !== '');
  return numbered.length + rows.length / 10 + 3 * named.length + headed.length / 4 - headings.length / 10;
}
