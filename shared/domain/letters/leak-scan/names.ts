import { holdsView, isAddressed, isSource, meansPerson, signs, speaks } from './context.ts';
import { gapAt, textAt, type Word } from './fold.ts';
import {
  articles,
  capitalByHabit,
  determiners,
  grammarWords,
  lettered,
  modals,
  monthsAndPlaces,
  personVerbs,
  rarelySaid,
  shortTitles,
  speechVerbs,
  titles,
  usualAbbreviations,
} from './ordinary-words.ts';
import { type Form, isOrdinary, type Sought } from './people.ts';
import type { PublicWords } from './public-words.ts';

/** Words from `first` to `last`, both included, that give somebody away. */
export interface Finding {
  readonly kind: 'name' | 'surname' | 'given-name' | 'initials' | 'email';
  readonly person: number;
  readonly first: number;
  readonly last: number;
}

/** Finds names, whole and in part. Linear in the number of words. */
export function findNames(
  words: readonly Word[],
  people: readonly Sought[],
  open: PublicWords,
): readonly Finding[] {
  return byPerson(hitsIn(words, people)).flatMap((hits) =>
    neighbours(hits, words).flatMap((together) => judge(together, words, people, open)),
  );
}

interface Hit {
  readonly form: Form;
  readonly first: number;
  readonly last: number;
}

/** Every place where a form of a name stands, whether it means the person or not. */
function hitsIn(words: readonly Word[], people: readonly Sought[]): readonly Hit[] {
  const forms = new Map<string, Form[]>();
  const beginnings = new Set<string>();
  for (const form of people.flatMap((person) => person.forms)) {
    forms.set(form.key, [...(forms.get(form.key) ?? []), form]);
    for (let length = 1; length <= form.key.length; length++) beginnings.add(form.key.slice(0, length));
  }
  return words.flatMap((word, first) => {
    const readings = word.text === word.expanded ? (['text'] as const) : (['text', 'expanded'] as const);
    return readings.flatMap((reading) => hitsFrom(words, first, reading, forms, beginnings));
  });
}

const unbroken = /^[*_`~\\]*$/;
const wrapped = /^-[ \t]*\n[\s>]*$/;
const loose = /^[\s'\-._*`~\\]{1,8}$/;

/** Forms that begin at a word. Names may be split where they are cut, at the end of a line, by marks, or letter by letter. */
function hitsFrom(
  words: readonly Word[],
  first: number,
  reading: 'text' | 'expanded',
  forms: ReadonlyMap<string, readonly Form[]>,
  beginnings: ReadonlySet<string>,
): readonly Hit[] {
  const hits: Hit[] = [];
  const splits: number[] = [];
  let key = '';
  for (let last = first; last < words.length; last++) {
    const word = words[last] as Word;
    if (last > first && !unbroken.test(word.gap) && !wrapped.test(word.gap)) {
      if (!loose.test(word.gap)) break;
      splits.push(key.length);
    }
    key += word[reading];
    if (!beginnings.has(key)) break;
    const spelled = key.length > 2 && key.length === last - first + 1;
    for (const form of forms.get(key) ?? [])
      if (
        (key.length > 1 || word.capital === /\p{L}/u.test(key)) &&
        (spelled || splits.every((at) => form.cuts.includes(at)))
      )
        hits.push({ form, first, last });
  }
  return hits;
}

const byPerson = (hits: readonly Hit[]): readonly (readonly Hit[])[] => {
  const found = new Map<number, Hit[]>();
  for (const hit of hits) {
    const { person } = hit.form;
    const others = found.get(person);
    if (others === undefined) found.set(person, [hit]);
    else others.push(hit);
  }
  return [...found.values()];
};

const close = /^[\s,.\-_*`~\\'"“”()]{0,8}$/;

/** Whether a gap keeps words together: no paragraph, and no full stop but an initial's. */
const isClose = (gap: string, before: Word | undefined): boolean =>
  close.test(gap) && !/\n\s*\n/.test(gap) && (before?.text.length === 1 || !/\.\s/.test(gap));

/** Words of a name at most: what goes on longer is the same name again. */
const longestName = 24;

/** Hits of one person that stand beside each other, at most an initial between them. */
function neighbours(hits: readonly Hit[], words: readonly Word[]): readonly (readonly Hit[])[] {
  const groups: Hit[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const hit of hits) {
    const group = groups[groups.length - 1];
    const between = hit.first - end > 2 ? [] : words.slice(end + 1, hit.first + 1);
    const beside =
      hit.first <= end ||
      (hit.first - end <= 2 &&
        between.every(({ gap }, i) => isClose(gap, words[end + i])) &&
        between.slice(0, -1).every(({ text }) => text.length === 1));
    const fits = group?.[0] !== undefined && hit.first - group[0].first < longestName;
    if (beside && fits) group.push(hit);
    else groups.push([hit]);
    end = Math.max(end, hit.last);
  }
  return groups;
}

/** What a group of hits amounts to. */
function judge(
  group: readonly Hit[],
  words: readonly Word[],
  people: readonly Sought[],
  open: PublicWords,
): readonly Finding[] {
  // A word of the name that comes again nearer to the rest is none of it: “reviewer (Sample reviewer 2)”.
  const latest = new Map(group.map(({ form, first }) => [form.part, first]));
  const nearest = group.findIndex(({ form, last }) => (latest.get(form.part) ?? 0) <= last);
  const hits = group.slice(nearest);
  const { form } = group[nearest] as Hit;
  const { person } = form;
  const sought = people[person] as Sought;
  const first = Math.min(...hits.map((hit) => hit.first));
  const last = Math.max(...hits.map((hit) => hit.last));
  const parts = new Set(hits.map((hit) => hit.form.part));
  const whole = parts.has(-1) || (parts.has(0) && parts.has(sought.parts - 1));
  const span = words.slice(first, last + 1);
  if (whole && last > first) {
    const known = open.isKnown(span.map((word) => word.text)) || open.covers(first, last);
    const weak = hits.every((hit) => isWeak(hit.form.key, open)) && !span.every((word) => word.capitals > 0);
    if (known) return [];
    if (!weak || !span.some(({ text }) => grammarWords.has(text)))
      return [{ kind: 'name', person, ...withTitle(words, sought, first, last) }];
  }
  return hits
    .filter((hit) => isMeant(hit, words, sought, open))
    .map((hit) => ({
      kind: hit.form.role === 'name' ? 'name' : hit.form.role === 'given' ? 'given-name' : 'surname',
      person,
      ...withTitle(words, sought, hit.first, hit.last),
    }));
}

const isWeak = (key: string, open: PublicWords): boolean => isOrdinary(key) || open.has(key);

/** Whether a part of a name means the person. */
function isMeant(
  { form, first, last }: Hit,
  words: readonly Word[],
  sought: Sought,
  open: PublicWords,
): boolean {
  const name = words.slice(first, last + 1).map(({ text }) => text);
  if (open.isKnown(name))
    return (
      (initialBefore(words, sought, form, first) && !open.isKnown([...name, textAt(words, first - 1)])) ||
      (initialAfter(words, sought, form, last) && !open.isKnown([...name, textAt(words, last + 1)]))
    );
  const word = words[first] as Word;
  const { key } = form;
  const upper = word.capitals > 1;
  const previous = textAt(words, first - 1);
  const title = hasTitle(words, first);
  if (/^\p{L}$/u.test(key)) return title;
  if (!isWeak(key, open)) {
    if (/^[a-z]{2}$/.test(key)) {
      const shaped = (upper ? !usualAbbreviations.has(key) : word.capital) && !articles.has(previous);
      return (
        shaped ||
        title ||
        hasInitial(words, sought, form, first, last) ||
        (word.capital && meansPerson(words, first, last))
      );
    }
    return !(form.role === 'given' && isAnotherPerson(words, last));
  }
  if (hasInitial(words, sought, form, first, last)) return true;
  if (title && (word.capital || (shortTitles.has(previous) && !modals.has(key)))) return true;
  const determined = determiners.has(previous) && !startsSentence(words, first);
  if (speaks(words, last) && !determined && (word.capital || title || rarelySaid.has(key))) return true;
  if (!word.capital) return false;
  if (holdsView(words, first, last)) return true;
  if (determined || isNamedThing(words, first, last)) return false;
  if (isAddressed(words, first, last) || signs(words, first, last)) return true;
  if (isSource(words, first, last) && !monthsAndPlaces.has(key)) return true;
  if (upper && !rarelySaid.has(key)) return false;
  if (open.has(key) || monthsAndPlaces.has(key) || capitalByHabit.has(key)) return false;
  if (!startsSentence(words, first) || isPossessive(words, last) || isBracketed(words, first, last))
    return true;
  return rarelySaid.has(key) && doesSomething(words, last);
}

const isPossessive = (words: readonly Word[], last: number): boolean => gapAt(words, last + 1) === "'";

const isBracketed = (words: readonly Word[], first: number, last: number): boolean =>
  /[([]$/.test(gapAt(words, first)) && /^[)\]]/.test(gapAt(words, last + 1));

const doesSomething = (words: readonly Word[], last: number): boolean =>
  gapAt(words, last + 1) === ' ' && personVerbs.has(textAt(words, last + 1));

/** Whether a sentence, a line, a bullet, a quotation or a bracket begins with a word. */
const startsSentence = (words: readonly Word[], i: number): boolean =>
  i <= 0 || /[.!?:;\n"“”„«(‹[•·…]/.test(gapAt(words, i));

/** "Green Paper", "the Royal Oak", "Hill (2019)": a capital or a number beside it makes it the name of something else. */
function isNamedThing(words: readonly Word[], first: number, last: number): boolean {
  const beside = (word: Word | undefined) => word?.capital === true && word.text !== 'i';
  const next = words[last + 1];
  if (next !== undefined && /^[ \-&/]+$/.test(next.gap) && beside(next)) return true;
  if (next !== undefined && /^ ?[(]?$/.test(next.gap) && /^(?:\p{N}|et$)/u.test(next.text)) return true;
  const gap = gapAt(words, first);
  const previous = words[first - 1];
  return /^[ \-&/]+$/.test(gap) && beside(previous) && !startsSentence(words, first - 1);
}

/** "Sarah Thompson", "Sarah House" where the reviewer is Sarah Jones: a first name with something else's rest. */
function isAnotherPerson(words: readonly Word[], last: number): boolean {
  const next = words[last + 1];
  return (
    next !== undefined &&
    next.gap === ' ' &&
    next.capital &&
    next.text.length > 2 &&
    next.capitals < next.text.length &&
    !speechVerbs.has(next.text)
  );
}

const afterTitle = /^\.?[ \t]*\n?[ \t]*$/;

/** Whether a title stands before. "MS" and "MR" are an illness and a scan, unless all is in capitals. */
function hasTitle(words: readonly Word[], first: number): boolean {
  const title = words[first - 1];
  if (title === undefined || !titles.has(title.text) || !afterTitle.test(gapAt(words, first))) return false;
  return title.capitals < 2 || (words[first] as Word).capitals > 1;
}

/** Whether an initial of another part of the name stands beside: "G. Case", "Case, G." "A" and "I" need their full stop. */
function hasInitial(
  words: readonly Word[],
  sought: Sought,
  form: Form,
  first: number,
  last: number,
): boolean {
  return initialBefore(words, sought, form, first) || initialAfter(words, sought, form, last);
}

const isInitial = (word: Word | undefined, sought: Sought, form: Form): word is Word =>
  word?.capital === true && sought.firsts.some((letter, part) => part !== form.part && letter === word.text);

function initialBefore(words: readonly Word[], sought: Sought, form: Form, first: number): boolean {
  const gap = gapAt(words, first);
  const initial = words[first - 1];
  return (
    isInitial(initial, sought, form) &&
    !lettered.has(textAt(words, first - 2)) &&
    (words[first] as Word).capital &&
    (/^\.[ \t]*\n?$/.test(gap) ||
      (gap === ' ' && (!/[ai]/.test(initial.text) || titles.has(textAt(words, first - 2)))))
  );
}

function initialAfter(words: readonly Word[], sought: Sought, form: Form, last: number): boolean {
  const initial = words[last + 1];
  return (
    isInitial(initial, sought, form) &&
    (words[last] as Word).capital &&
    /^,? ?$/.test(initial.gap) &&
    (gapAt(words, last + 2).startsWith('.') || !/[ai]/.test(initial.text))
  );
}

/** A finding with the titles and the initials that stand before it. */
function withTitle(
  words: readonly Word[],
  sought: Sought,
  first: number,
  last: number,
): Pick<Finding, 'first' | 'last'> {
  let start = first;
  while (
    afterTitle.test(gapAt(words, start)) &&
    (hasTitle(words, start) ||
      (words[start - 1]?.capital === true &&
        gapAt(words, start).startsWith('.') &&
        sought.firsts.includes(textAt(words, start - 1))))
  )
    start--;
  return { first: start, last };
}
