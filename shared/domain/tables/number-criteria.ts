import { fold } from '../basics/fold.ts';
import type { KeptCriterion, KeptSection, Remark } from './kept-criteria.ts';
import { lostZero, numberAfter, unusedNumber, type WrittenNumber } from './kept-numbers.ts';

/** A number that may be another one than its table says, with what it may be; the likeliest first. */
export interface NumberedQuestion {
  /** The row of the criterion. */
  readonly row: number;
  readonly because: 'lost-zero' | 'twice';
  /** What the table says: 2a, where that is read as 2.1. */
  readonly written: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly choices: readonly string[];
}

/** A criterion before its number and section are settled. */
export type GivenCriterion = Omit<KeptCriterion, 'number'> & {
  readonly written: WrittenNumber | null;
  /** What names its section; null where nothing does. */
  readonly section: string | null;
};

interface Grouped {
  readonly key: string;
  readonly number: string | null;
  readonly title: string;
  readonly criteria: { readonly given: GivenCriterion; number: string | null }[];
}

/** Numbers criteria and puts them into sections, each of which has a number of its own. */
export function numbered(given: readonly GivenCriterion[]): {
  readonly sections: readonly KeptSection[];
  readonly questions: readonly NumberedQuestion[];
  readonly remarks: readonly Remark[];
} {
  const remarks: Remark[] = [];
  const letters = withLetters(given);
  if (
    given.some(
      ({ written }, i) => written !== null && written.letters !== '' && letters[i] === written.number,
    )
  )
    remarks.push({ row: null, code: 'letter-left-out' });
  for (const { row, written } of given)
    if ((written?.part ?? null) !== null) remarks.push({ row, code: 'number-respelt' });
  const restarted = startedAgain(letters, given);
  if (restarted !== null) remarks.push({ row: null, code: 'numbers-restart' });
  const { numbers, questions } = settled(restarted ?? letters, given);
  const groups = grouped(given, numbers);
  const used = new Set(numbers.filter((number) => number !== null));
  if (used.size === 0) remarks.push({ row: null, code: 'numbers-made' });
  if (given.every(({ section }) => section === null)) remarks.push({ row: null, code: 'sections-made' });
  const taken = new Set(used);
  for (const { number } of groups) if (number !== null) taken.add(number);
  const ownNumbers = new Set<string>();
  let last = '0';
  const sections = groups.map(({ number, title, criteria }): KeptSection => {
    const prefixes = new Set(criteria.flatMap((one) => one.number?.split('.')[0] ?? []));
    const [prefix] = prefixes;
    const isDotted = criteria.every(({ number: one }) => one === null || /^\d+\./.test(one));
    const common =
      prefixes.size === 1 && isDotted && prefix !== undefined && !taken.has(prefix) ? prefix : null;
    const wanted = number ?? common;
    const isFree = wanted !== null && !ownNumbers.has(wanted) && !used.has(wanted);
    const own = isFree ? wanted : unusedNumber(numberAfter(last), taken);
    last = own;
    if (!isFree && used.size > 0 && remarks.every(({ code }) => code !== 'sections-numbered'))
      remarks.push({ row: null, code: 'sections-numbered' });
    taken.add(own);
    ownNumbers.add(own);
    return {
      number: own,
      title: title === '' ? `Section ${own}` : title,
      criteria: criteria.map(
        ({ given: { written: _, section: __, ...criterion }, number: settledNumber }, i) => {
          if (settledNumber !== null) return { ...criterion, number: settledNumber };
          const before = criteria[i - 1]?.number ?? null;
          const made = unusedNumber(before === null ? `${own}.1` : numberAfter(before), taken);
          taken.add(made);
          used.add(made);
          const one = criteria[i];
          if (one !== undefined) one.number = made;
          if (remarks.every(({ code }) => code !== 'numbers-made'))
            remarks.push({ row: criterion.row, code: 'number-made' });
          return { ...criterion, number: made };
        },
      ),
    };
  });
  return { sections, questions, remarks };
}

/** Numbers as they are written (CP1, LM1). One letter that stands before each of them says nothing: C4.1 is 4.1. */
function withLetters(given: readonly GivenCriterion[]): readonly (string | null)[] {
  const written = given.flatMap((one) => one.written ?? []);
  const [first = '', ...others] = new Set(written.map(({ letters }) => letters).filter((one) => one !== ''));
  const isNoPart = others.length === 0 && first.length === 1;
  return given.map((one) =>
    one.written === null ? null : `${isNoPart ? '' : one.written.letters}${one.written.number}`,
  );
}

/**
 * Whole numbers that start again in each section, each below its section’s own: 2.1 for the first of the second. Null
 * where they do not.
 */
function startedAgain(
  written: readonly (string | null)[],
  given: readonly GivenCriterion[],
): readonly string[] | null {
  const names = given.map(({ section }) => fold(section ?? ''));
  const sections = [...new Set(names)];
  const places = new Set(names.map((name, i) => `${written[i]} of ${name}`));
  const isWhole = written.every((number) => /^\d+$/.test(number ?? ''));
  const isAgain = new Set(written).size < written.length && places.size === written.length;
  if (!isWhole || !isAgain || sections.length < 2 || sections.includes('')) return null;
  const own = sections.map((name) => named(name).number);
  const isNumbered = own.every((number) => number !== null) && new Set(own).size === own.length;
  return names.map((name, i) => {
    const place = sections.indexOf(name);
    return `${isNumbered ? own[place] : place + 1}.${written[i]}`;
  });
}

/** Puts back the zeros that a spreadsheet dropped, and gives numbers that stand twice another; all of it is asked about. */
function settled(written: readonly (string | null)[], given: readonly GivenCriterion[]) {
  const questions: NumberedQuestion[] = [];
  const numbers = [...written];
  const all = new Set(written.filter((number) => number !== null));
  const seen = new Set<string>();
  written.forEach((number, i) => {
    if (number === null) return;
    const before = numbers.slice(0, i).findLast((one) => one !== null) ?? null;
    const after = written.slice(i + 1).find((one) => one !== null) ?? null;
    const ask = (because: NumberedQuestion['because'], meant: string) => {
      const { row, written: own } = given[i] ?? { row: 0, written: null };
      const part = own?.part ?? null;
      const said = part === null ? number : `${number.replace(/\.\d+$/, '')}${part}`;
      questions.push({ row, because, written: said, before, after, choices: [meant, number] });
      numbers[i] = meant;
      all.add(meant);
    };
    const meant = lostZero(before, number, after);
    if (meant !== null && !seen.has(meant)) ask('lost-zero', meant);
    else if (seen.has(number)) ask('twice', unusedNumber(numberAfter(before ?? number), all));
    seen.add(numbers[i] ?? number);
  });
  return { numbers, questions };
}

const sectionName =
  /^(?:(?:section|domain|area|theme|part|pillar|standard|group|chapter|topic)\s+)?(\d{1,3}(?:\.\d{1,3})*|[A-Z](?=\s?[.:)–—-]))\s?[.:)]?\s*[–—:-]?\s*(\S[\s\S]*)?$/i;

/** A section’s number, where it is a whole one, and its title: “Section 4: Curriculum”, “4. Curriculum”, “4 Curriculum”. */
function named(text: string): Pick<Grouped, 'number' | 'title'> {
  const title = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  const [, number, rest] = sectionName.exec(title) ?? [];
  if (number === undefined) return { number: null, title };
  const isWhole = /^\d+$/.test(number);
  if (rest === undefined) return { number: isWhole ? number : null, title };
  return { number: isWhole ? number : null, title: rest };
}

function grouped(given: readonly GivenCriterion[], numbers: readonly (string | null)[]): readonly Grouped[] {
  const groups: Grouped[] = [];
  given.forEach((criterion, i) => {
    const number = numbers[i] ?? null;
    const [first = '', ...more] = number?.split('.') ?? [];
    const [letters] = /^[A-Z]+/.exec(first) ?? [];
    // What has no group in its number stays with what stands above it.
    const above = groups[groups.length - 1]?.key ?? 'number';
    const byNumber = more.length > 0 || letters !== undefined ? `number ${letters ?? first}` : above;
    const key = criterion.section === null ? byNumber : `name ${fold(criterion.section)}`;
    const known = groups.find((group) => group.key === key);
    if (known !== undefined) known.criteria.push({ given: criterion, number });
    else
      groups.push({
        key,
        ...(criterion.section === null
          ? { number: null, title: letters === undefined ? '' : `Section ${letters}` }
          : named(criterion.section)),
        criteria: [{ given: criterion, number }],
      });
  });
  return groups;
}
