import { isUnspaced, type Word, wordsOf } from './words.ts';

/** Somebody whose name and address must not reach the developer. */
export interface ProtectedPerson {
  readonly name: string;
  readonly email: string;
}

/** A way in which a name, or a part of it, can be written. */
export interface Spelling {
  /** Its letters, joined, as `spelled` has them. */
  readonly key: string;
  /** Lengths of `key` at which it may be written apart: “Smith-Jones”, “van der Berg”, “Mc Allister”. */
  readonly cuts: readonly number[];
  /** Whether it is all of a name, or two parts of it in one. */
  readonly isWhole: boolean;
  /** Which part of the name it is: 0 is the first. */
  readonly part: number;
  /** Whether it is a first name, or what people call the person. */
  readonly isGiven: boolean;
  /** Whether it may mean the person without the rest: the “A” of A. Okafor does not, the “U” of Aung U does. */
  readonly isTelling: boolean;
}

/** Umlauts and their like as one letter whether spelt out or not, and Mac as Mc. */
export const spelled = (text: string): string =>
  text
    .replace(/^mac(?=\p{L}{3})/u, 'mc')
    .replace(/(?<=[aou])e/g, '')
    .replace(/aa/g, 'a');

/** A part of a name, such as “van der Berg” or “Smith-Jones”, by its words. */
type Part = readonly Word[];

/** A name in its parts: first names first, what stands in brackets or quotation marks last. */
export interface NameParts {
  readonly parts: readonly Part[];
  /** How many of them are of the name itself. */
  readonly own: number;
}

/** Cuts a name into its parts. Titles, letters after the name and figures are none. */
export function namePartsOf(name: string): NameParts {
  const aliases: string[] = [];
  const main = name.replace(/[(["“«]([^)\]"”»]*)[)\]"”»]/g, (_, alias: string) => {
    aliases.push(alias);
    return ' ';
  });
  const [first = '', ...others] = main.split(/[,，]/);
  // “Okafor, Amara” is Amara Okafor; what follows the comma in “Amara Okafor, PhD, RN” is no name.
  const turned = others.filter((one) => !wordsOf(one).every(({ capitals }) => capitals > 1));
  const parts = partsOf([...turned, first].join(' '));
  return { parts: [...parts, ...aliases.flatMap(partsOf)], own: parts.length };
}

function partsOf(name: string): readonly Part[] {
  const parts: Word[][] = [];
  for (const word of wordsOf(name)) {
    if (/\p{N}/u.test(word.text)) continue;
    const last = parts[parts.length - 1];
    if (last === undefined || /[\s.]/.test(word.gap)) parts.push([word]);
    else last.push(word);
  }
  while (parts.length > 1 && titles.has(joined(parts[0] as Part))) parts.shift();
  for (let i = parts.length - 2; i > 0; i--)
    if (particles.has(joined(parts[i] as Part)))
      parts.splice(i, 2, [...(parts[i] as Part), ...(parts[i + 1] as Part)]);
  return parts;
}

const joined = (part: Part): string => part.map(({ text }) => text).join('');

const titles = new Set(
  'dr doctor prof professor associate assoc mr mrs ms mx miss sir dame lord lady rev sister'.split(' '),
);

/** Words that belong to the name behind them: “van der Berg”. */
export const particles: ReadonlySet<string> = new Set(
  'van von den der de del della di da du la le el al bin ibn ap o ni mac mc st ten ter zu'.split(' '),
);

/** Every way to write a name and its parts. */
export function spellingsOf({ parts, own }: NameParts): readonly Spelling[] {
  const named = parts.map((words, part) => {
    const text = joined(words);
    return {
      words,
      text,
      part,
      isGiven: part === 0 || part >= own,
      isTelling: text.length > 1 || part === own - 1,
    };
  });
  const each = named.flatMap(({ words, text: _, ...is }) =>
    written(words).map((spelling) => ({ ...spelling, ...is })),
  );
  const long = named.filter(({ text }) => text.length > 1);
  const inOne = long.flatMap(({ words: _, text, ...is }) =>
    long
      .filter((other) => other.part !== is.part)
      .map((other) => ({ ...is, key: spelled(text + other.text), cuts: [], isWhole: true })),
  );
  return [...each, ...inOne];
}

type Written = Pick<Spelling, 'key' | 'cuts' | 'isWhole'>;

/** A part as it is, without its particles, and what of it can stand for it. */
function written(part: Part): readonly Written[] {
  if (part.length > 1 && part.every(isUnspaced))
    // 李小龙 is a whole name, 小龙 is not.
    return [spelling(part, true), ...(part.length > 2 ? [spelling(part.slice(1))] : [])];
  const named = part.filter(({ text }) => !particles.has(text));
  const halves = named.filter(({ text }) => text.length > 1).map((word) => [word]);
  return [part, named, ...halves].map((words) => spelling(words));
}

function spelling(words: Part, isWhole = false): Written {
  const letters = words.map(({ text }) => spelled(text));
  const key = letters.join('');
  const cuts = letters.slice(1).map((_, i) => letters.slice(0, i + 1).join('').length);
  const prefix = /^(?:mc|fitz|o|d)(?=\p{L}{3})/u.exec(key)?.[0].length;
  return { key, cuts: prefix === undefined ? cuts : [...cuts, prefix], isWhole };
}

/**
 * The initials of a name, folded, two letters at least: “ao” and “aco” of Amara Chidi Okafor, “jvdb”, “jb” and “jv” of
 * Jan van der Berg.
 */
export function initialsOf({ parts, own }: NameParts): ReadonlySet<string> {
  const lettered = parts.slice(0, own).filter((part) => !part.some(isUnspaced));
  const letters = lettered.map((part) => {
    const named = part.filter(({ text }) => !particles.has(text));
    return [
      ...new Set([
        firstOf(named[0] ?? (part[0] as Word)),
        firstOf(part[0] as Word),
        named.map(firstOf).join(''),
        part.map(firstOf).join(''),
        ...named.map(firstOf),
      ]),
    ];
  });
  const [given = [], ...others] = letters;
  const pairs = given.flatMap((one) => others.flatMap((other) => other.map((letter) => one + letter)));
  const middle = others.slice(0, -1).map(([letter]) => letter);
  const last = others[others.length - 1] ?? [];
  const full = given.flatMap((one) => last.map((letter) => [one, ...middle, letter].join('')));
  return new Set([...pairs, ...full]);
}

const firstOf = ({ text }: Word): string => text.slice(0, 1);
