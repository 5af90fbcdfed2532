import { unspaced, type Word, wordsOf } from './fold.ts';
import { ordinaryNames, particles, postNominals, ranks, titles } from './ordinary-words.ts';

/** Somebody whose name and address must not reach the developer. */
export interface ProtectedPerson {
  /** Panel place, from 1; none where the person has none, such as one who declined. */
  readonly place?: number;
  readonly name: string;
  readonly email: string;
}

/** A way in which a part of a name, or two parts written as one, can be written. */
export interface Form {
  /** Folded letters, joined. */
  readonly key: string;
  /** Index of the person. */
  readonly person: number;
  /** Which part of the name: 0 is the first. Parts written as one: -1. */
  readonly part: number;
  readonly role: 'given' | 'surname' | 'name';
  /** Lengths of `key` at which the name itself is cut ("Smith-Jones", "van der Berg"): there it may be split. */
  readonly cuts: readonly number[];
}

/** A person as the scan looks for them. */
export interface Sought {
  readonly parts: number;
  readonly forms: readonly Form[];
  /** First letters of the parts, all ways to initial them; two letters at least. */
  readonly initials: ReadonlySet<string>;
  /** First letters of each part, for "G. Case" and "Grace C.". */
  readonly firsts: readonly string[];
  readonly local: readonly Word[];
  readonly domain: readonly Word[];
}

/** What is looked for, of one person. */
export function soughtOf({ name, email }: ProtectedPerson, person: number): Sought {
  const at = email.lastIndexOf('@');
  const names = namesIn(name);
  return {
    parts: names[0]?.length ?? 0,
    forms: names.flatMap((parts) => formsOf(parts, person)),
    initials: new Set(names.flatMap(initialsOf)),
    firsts: (names[0] ?? []).map(firstLetter),
    local: wordsOf(email.slice(0, Math.max(at, 0))),
    domain: wordsOf(email.slice(at + 1)),
  };
}

/** A part of a name: "Smith-Jones", "van der Berg", with what it is made of. */
type Part = readonly Word[];

/** The name, and what stands in brackets or quotation marks within it: other names of the same person. */
function namesIn(name: string): readonly (readonly Part[])[] {
  const aliases: string[] = [];
  const main = name.replace(/[(["“«]([^)\]"”»]*)[)\]"”»]/g, (_, alias: string) => {
    aliases.push(alias);
    return ' ';
  });
  return [inOrder(main), ...aliases.map(partsOf)].filter((parts) => parts.length > 0);
}

/** "Okafor, Amara" is Amara Okafor; after "Amara Okafor, PhD, RN" there is nothing to turn round. */
function inOrder(name: string): readonly Part[] {
  const [first, ...rest] = name.split(/[,，]/) as [string, ...string[]];
  const others = rest.map(partsOf).filter((parts) => !parts.every(isPostNominal));
  return [...others.flat(), ...partsOf(first)];
}

const text = (part: Part): string => part.map((word) => word.text).join('');

function partsOf(name: string): readonly Part[] {
  const parts: Word[][] = [];
  for (const word of wordsOf(name)) {
    const last = parts[parts.length - 1];
    const apart =
      word.gap === ''
        ? last?.[0] !== undefined && isDigit(word) !== isDigit(last[0])
        : /[\s.]/.test(word.gap);
    if (last === undefined || apart) parts.push([word]);
    else last.push(word);
  }
  while (parts.length > 1 && [titles, ranks].some((set) => set.has(text(parts[0] as Part)))) parts.shift();
  while (parts.length > 1 && isPostNominal(parts[parts.length - 1] as Part)) parts.pop();
  for (let i = parts.length - 2; i > 0; i--) {
    const [particle, next] = [parts[i] as Part, parts[i + 1] as Part];
    if (particles.has(text(particle))) parts.splice(i, 2, [...particle, ...next]);
  }
  return parts;
}

const isDigit = (word: Word): boolean => /\p{N}/u.test(word.text);
const isUnspaced = (word: Word): boolean => unspaced.test(word.text);

const isPostNominal = (part: Part): boolean =>
  part.some((word) => word.capitals > 1) && postNominals.has(text(part));

function formsOf(parts: readonly Part[], person: number): readonly Form[] {
  const last = parts.length - 1;
  const forms = parts.flatMap((part, i) => {
    const role = last === 0 ? ('name' as const) : i === 0 ? ('given' as const) : ('surname' as const);
    return written(part, i > 0 && i === last).map((form) => ({ ...form, person, part: i, role }));
  });
  if (last < 1) return distinct(forms);
  const [first, end] = [parts[0] as Part, parts[last] as Part];
  const whole = (
    [
      [first, end],
      [end, first],
    ] as const
  ).flatMap(([one, other]) =>
    spellingsOf([...one, ...other]).flatMap((key) =>
      text(one).length > 1 && text(other).length > 1
        ? [{ key, cuts: [], person, part: -1, role: 'name' as const }]
        : [],
    ),
  );
  return distinct([...forms, ...whole]);
}

/** A part as a whole, what of it can stand for the whole, and other spellings of these; one letter only of a surname. */
function written(part: Part, isSurname: boolean): readonly Pick<Form, 'key' | 'cuts'>[] {
  const core = part.slice(
    Math.max(
      0,
      part.findIndex((word) => !particles.has(word.text)),
    ),
  );
  const isWhole = part.every(isUnspaced);
  const alone = isWhole ? (part.length > 2 ? [part.slice(1)] : []) : core.map((word) => [word]);
  return [part, core, ...alone].flatMap((words, i) => {
    const length = text(words).length;
    if (
      (length < 2 && !isSurname && !words.some(isDigit)) ||
      (i > 1 && !isWhole && (length < 3 || particles.has(text(words))))
    )
      return [];
    return spellingsOf(words).map((key) => ({ key, cuts: cutsOf(words, key) }));
  });
}

/** With and without umlauts spelt out; Mc and Mac. */
function spellingsOf(words: Part): readonly string[] {
  const plain = text(words);
  const expanded = words.map((word) => word.expanded).join('');
  const mac = /^ma?c(?=\p{L}{4})/u.exec(plain)?.[0];
  return [
    ...new Set([
      plain,
      expanded,
      ...(mac === undefined ? [] : [`${mac === 'mc' ? 'mac' : 'mc'}${plain.slice(mac.length)}`]),
    ]),
  ];
}

/** Where the name itself is cut, and after a prefix that some write apart. */
function cutsOf(words: Part, key: string): readonly number[] {
  let length = 0;
  const cuts = words.slice(0, -1).map((word) => {
    length += word.text.length;
    return length;
  });
  const prefix = /^(?:ma?c|fitz|o|d|l|n)(?=\p{L}{3})/u.exec(key)?.[0];
  return prefix === undefined ? cuts : [...cuts, prefix.length];
}

const distinct = (forms: readonly Form[]): readonly Form[] => [
  ...new Map(forms.map((form) => [`${form.key} ${form.part}`, form])).values(),
];

const firstLetter = (part: Part): string =>
  (part.find((word) => !particles.has(word.text)) ?? (part[0] as Word)).text.slice(0, 1);

/** "AO"; "ASJ", "AS" and "AJ" of Amara Smith-Jones; "JVDB", "JV" and "JB" of Jan van der Berg; with and without middle names; of two surnames either. */
function initialsOf(parts: readonly Part[]): readonly string[] {
  const lettered = parts.filter((part) => !isDigit(part[0] as Word) && !part.some(isUnspaced));
  if (lettered.length < 2) return [];
  const [first, last] = [lettered[0] as Part, lettered[lettered.length - 1] as Part];
  const middle = lettered.slice(1, -1).map(firstLetter).join('');
  const all = (part: Part) => part.map((word) => word.text.slice(0, 1)).join('');
  const givens = [...new Set([firstLetter(first), all(first)])];
  const surnames = [
    ...new Set([
      firstLetter(last),
      text(last).slice(0, 1),
      all(last),
      all(last.filter((word) => !particles.has(word.text))),
    ]),
  ];
  const others = lettered.slice(1, -1).filter((part) => text(part).length > 1);
  const halves = last
    .filter((word) => !particles.has(word.text))
    .map((word) => firstLetter(first) + word.text.slice(0, 1));
  const found = [
    lettered.map(all).join(''),
    ...halves,
    ...others.map((part) => firstLetter(first) + firstLetter(part)),
    ...givens.flatMap((given) => surnames.flatMap((surname) => [given + surname, given + middle + surname])),
  ];
  return found.filter((letters) => letters.length > 1);
}

/** Whether a name is also a word that any letter may hold. */
export const isOrdinary = (key: string): boolean =>
  key.length < 2 || /^\p{N}+$/u.test(key) || ordinaryNames.has(key);
