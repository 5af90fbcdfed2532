import { type Word, wordsOf } from './fold.ts';
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
  const [first = '', ...rest] = name.split(/[,，]/);
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
  while (parts.length > 1 && [titles, ranks].some((set) => set.has(text(parts[0] ?? [])))) parts.shift();
  while (parts.length > 1 && isPostNominal(parts[parts.length - 1] ?? [])) parts.pop();
  for (let i = parts.length - 2; i > 0; i--) {
    const [particle, next] = [parts[i] ?? [], parts[i + 1] ?? []];
    if (particle.length === 1 && particles.has(text(particle))) parts.splice(i, 2, [...particle, ...next]);
  }
  return parts;
}

const isDigit = (word: Word): boolean => /^\p{N}/u.test(word.text);
const isUnspaced = (word: Word): boolean =>
  word.text.length === 1 && word.text > '\u02ff' && word.capitals === 0;

const isPostNominal = (part: Part): boolean =>
  part.some((word) => word.capitals > 1) && postNominals.has(text(part));

function formsOf(parts: readonly Part[], person: number): readonly Form[] {
  const last = parts.length - 1;
  const forms = parts.flatMap((part, i) => {
    const role =
      parts.length === 1
        ? ('name' as const)
        : i === last
          ? ('surname' as const)
          : i === 0
            ? ('given' as const)
            : ('surname' as const);
    return written(part, i > 0 && i === last).map((form) => ({ ...form, person, part: i, role }));
  });
  const first = parts[0];
  const end = parts[last];
  if (first === undefined || end === undefined || last === 0) return distinct(forms);
  const whole = [
    [first, end],
    [end, first],
  ].flatMap(([one = [], other = []]) =>
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
      part.findIndex((word, i) => i === part.length - 1 || !particles.has(word.text)),
    ),
  );
  const unspaced = part.length > 1 && part.every(isUnspaced);
  const alone = unspaced ? (part.length > 2 ? [part.slice(1)] : []) : core.map((word) => [word]);
  return [part, core, ...alone].flatMap((words, i) => {
    const length = text(words).length;
    if (
      (length < 2 && !isSurname && !words.every(isDigit)) ||
      (i > 1 && !unspaced && (length < 3 || particles.has(text(words))))
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
  (part.find((word) => !particles.has(word.text)) ?? part[0])?.text[0] ?? '';

/** "AO"; "ASJ", "AS" and "AJ" of Amara Smith-Jones; "JVDB", "JV" and "JB" of Jan van der Berg; with and without middle names; of two surnames either. */
function initialsOf(parts: readonly Part[]): readonly string[] {
  const lettered = parts.filter((part) => !isDigit(part[0] as Word) && !part.some(isUnspaced));
  const first = lettered[0];
  const last = lettered[lettered.length - 1];
  if (lettered.length < 2 || first === undefined || last === undefined) return [];
  const middle = lettered.slice(1, -1).map(firstLetter).join('');
  const all = (part: Part) => part.map((word) => word.text[0] ?? '').join('');
  const givens = [...new Set([firstLetter(first), all(first)])];
  const surnames = [
    ...new Set([
      firstLetter(last),
      text(last)[0] ?? '',
      all(last),
      all(last.filter((word) => !particles.has(word.text))),
    ]),
  ];
  const others = lettered.slice(1, -1).filter((part) => part.length > 1 || (part[0]?.text.length ?? 0) > 1);
  const halves = last
    .filter((word) => !particles.has(word.text))
    .map((word) => firstLetter(first) + (word.text[0] ?? ''));
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
