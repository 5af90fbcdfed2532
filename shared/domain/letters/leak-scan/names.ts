import {
  namePartsOf,
  type ProtectedPerson,
  particles,
  type Spelling,
  spelled,
  spellingsOf,
} from './person.ts';
import { merged, type Run } from './phrases.ts';
import { isCapital, type Word } from './words.ts';

/** Names among the words of a letter. */
export interface FoundNames {
  /** A first name with another part of the same name, in whatever order. */
  readonly full: readonly Run[];
  /** One part of a name, wherever it stands. */
  readonly parts: readonly Run[];
}

/** Finds every place where somebody's name or a part of it stands. Linear in the number of words. */
export function findNames(words: readonly Word[], people: readonly ProtectedPerson[]): FoundNames {
  const hits = hitsIn(
    words,
    people.map(({ name }) => spellingsOf(namePartsOf(name))),
  );
  return {
    full: merged(hits.flatMap((hit, i) => (hit.isWhole ? [hit] : fullNamesFrom(words, hits, i)))),
    parts: hits.filter((hit) => hit.isTelling && isShown(words, hit)),
  };
}

interface Hit extends Run, Omit<Spelling, 'key' | 'cuts'> {
  /** Index of the person. */
  readonly person: number;
}

/** What may stand within a part of a name that is written apart. */
const within = /^[ '\-.*_`~]{1,6}$/;

/** Every place where a spelling stands, in the order of the words. */
function hitsIn(words: readonly Word[], spellings: readonly (readonly Spelling[])[]): readonly Hit[] {
  const byKey = new Map<string, (Spelling & { readonly person: number })[]>();
  const beginnings = new Set<string>();
  spellings.forEach((some, person) => {
    for (const spelling of some) {
      byKey.set(spelling.key, [...(byKey.get(spelling.key) ?? []), { ...spelling, person }]);
      for (let length = 1; length <= spelling.key.length; length++)
        beginnings.add(spelling.key.slice(0, length));
    }
  });
  const letters = words.map(({ text }) => spelled(text));
  return words.flatMap((_, first) => {
    const hits: Hit[] = [];
    const splits: number[] = [];
    let key = '';
    for (let last = first; last < words.length; last++) {
      const { gap } = words[last] as Word;
      if (last > first && gap !== '') {
        if (!within.test(gap)) break;
        splits.push(key.length);
      }
      key += letters[last];
      if (!beginnings.has(key)) break;
      // Letter by letter, any name can be split: “O k a f o r”.
      const isSpeltOut = key.length > 2 && last - first + 1 === key.length;
      for (const { cuts, ...spelling } of byKey.get(key) ?? [])
        if (isSpeltOut || splits.every((at) => cuts.includes(at))) hits.push({ ...spelling, first, last });
    }
    return hits;
  });
}

/** Words at most between a first name and a surname: middle names and initials. */
const mostBetween = 2;

/** The full names that begin with a hit, with middle names and initials between. */
function fullNamesFrom(words: readonly Word[], hits: readonly Hit[], from: number): readonly Run[] {
  const hit = hits[from] as Hit;
  const names: Run[] = [];
  let reach = hit.last;
  for (const next of following(hits, from)) {
    if (next.first > hit.last + 1 + mostBetween) break;
    if (next.person !== hit.person || next.first <= hit.last || !isBeside(words, reach, next.first)) continue;
    // The “a” in “a Case study” is no initial.
    const isBoth = next.part !== hit.part && (hit.isGiven || next.isGiven);
    if (isBoth && [hit, next].every((one) => one.isTelling || isCapital(words[one.first] as Word)))
      names.push({ first: hit.first, last: next.last });
    reach = Math.max(reach, next.last);
  }
  return names;
}

function* following(hits: readonly Hit[], from: number): Generator<Hit> {
  for (let i = from + 1; i < hits.length; i++) yield hits[i] as Hit;
}

/** Whether nothing but initials and particles stands between two places, in one sentence. */
function isBeside(words: readonly Word[], last: number, first: number): boolean {
  const between = words.slice(last + 1, first);
  return (
    between.every(({ text }) => text.length === 1 || particles.has(text)) &&
    words.slice(last + 1, first + 1).every(({ gap }, i) => isClose(gap, words[last + i] as Word))
  );
}

/** A full stop ends a sentence, unless it is that of an initial or within an address. */
const isClose = (gap: string, before: Word): boolean =>
  /^[ ,'"“”()\-*_`~]{0,8}$/.test(gap) || gap === '.' || (before.text.length === 1 && gap === '. ');

/** Every word of a name counts, in whatever case; one of one or two letters only with a capital letter. */
function isShown(words: readonly Word[], { first, last }: Run): boolean {
  const name = words.slice(first, last + 1);
  const length = name.reduce((sum, { text }) => sum + text.length, 0);
  return length > 2 || isCapital(name[0] as Word);
}
