import { type LeakKind, leakKinds, refuses } from './leak-kinds.ts';
import { findAddresses } from './leak-scan/addresses.ts';
import { findInitials } from './leak-scan/initials.ts';
import { findNames } from './leak-scan/names.ts';
import type { ProtectedPerson } from './leak-scan/person.ts';
import { phrasesOf, type Run, runsOf } from './leak-scan/phrases.ts';
import { type Word, wordsOf } from './leak-scan/words.ts';

/** What must not reach the developer. */
export interface ProtectedMatter {
  /** The panel, with those who declined or stood back. */
  readonly people: readonly ProtectedPerson[];
  /** What reviewers wrote for the Centre only, on a criterion or on the whole. */
  readonly confidentialNotes: readonly string[];
}

/** A place in a text. Never to be logged: it says what it protects. */
export interface Leak {
  readonly kind: LeakKind;
  /** Which text: its key. */
  readonly text: string;
  /** Offsets into the text, in UTF-16 code units; `end` is that of the first unit after it. */
  readonly start: number;
  readonly end: number;
  /** Its words as they are compared: in other letters, it is the same. */
  readonly words: string;
}

/**
 * Every place in some texts (`subject`, `body` …) that gives a reviewer away or might, by text and place:
 * - `name`: a first name with another part of the name, in whatever order, case, accents and letters;
 * - `email`: an address, also written out;
 * - `confidential-note`: seven words in a row of a note;
 * - `part-of-name`: a surname or a first name alone, wherever its letters are a word: whether it means the reviewer, a
 *   reader can tell, and nothing here tries to. Words of one or two letters only with a capital letter;
 * - `initials` in capital letters, `part-of-email` what stands before an @, `short-note` all of a note that has four
 *   to six words.
 *
 * What stands in `known` too, with the words around it, gives nobody away: the specification's title, the criteria.
 * Panel places (“R2”) are none: they are drawn by lot, and developers number requirements like that. Paraphrases, notes
 * with words replaced, nicknames that nobody told and misspelt names are not found. Linear in texts and notes.
 */
export function scanForLeaks(
  texts: Readonly<Record<string, string>>,
  { people, confidentialNotes }: ProtectedMatter,
  known: readonly string[] = [],
): readonly Leak[] {
  const notes = confidentialNotes.map(comparedWords);
  const passages = phrasesOf(notes, passage);
  const shortNotes = phrasesOf(
    notes.filter(({ length }) => length < passage),
    passage,
    shortestNote,
  );
  const knownPhrases = phrasesOf(known.map(comparedWords), knownPhrase, 2);
  return Object.entries(texts).flatMap(([text, content]) => {
    const words = wordsOf(content);
    const compared = words.map((word) => word.text);
    const isKnown = knownIn(compared, knownPhrases);
    const names = findNames(words, people);
    const addresses = findAddresses(words, people);
    const found: Readonly<Record<LeakKind, readonly Run[]>> = {
      email: addresses.whole,
      name: names.full,
      'confidential-note': runsOf(compared, passages).filter((run) => saysEnough(run, isKnown)),
      'part-of-name': names.parts,
      initials: findInitials(words, people),
      'part-of-email': addresses.local,
      'short-note': runsOf(compared, shortNotes),
    };
    const all = leakKinds.flatMap((kind) =>
      found[kind].filter((run) => !isAll(run, isKnown)).map((run) => ({ ...run, kind })),
    );
    return outermost(all).map(({ kind, first, last }) => ({
      kind,
      text,
      start: (words[first] as Word).start,
      end: (words[last] as Word).end,
      words: compared.slice(first, last + 1).join(' '),
    }));
  });
}

/** How many words of a note in a row cannot be chance. */
const passage = 7;
/** A note of fewer words is found as a whole, if it has so many. */
const shortestNote = 4;
/** Words of a passage at least that are not what the developer knows anyway. */
const ownWords = 3;
/** How many words in a row make a quotation of what the developer knows. */
const knownPhrase = 3;

const comparedWords = (text: string): readonly string[] => wordsOf(text).map((word) => word.text);

/** Which words are part of what the developer knows. */
function knownIn(words: readonly string[], known: ReturnType<typeof phrasesOf>): readonly boolean[] {
  const isKnown = words.map(() => false);
  for (const { first, last } of runsOf(words, known)) isKnown.fill(true, first, last + 1);
  return isKnown;
}

const isAll = ({ first, last }: Run, isKnown: readonly boolean[]): boolean =>
  !isKnown.slice(first, last + 1).includes(false);

const saysEnough = ({ first, last }: Run, isKnown: readonly boolean[]): boolean =>
  isKnown.slice(first, last + 1).filter((known) => !known).length >= ownWords;

/** In the order of their places, without what lies within one that refuses, or within another of its kind. */
function outermost<F extends Run & { readonly kind: LeakKind }>(found: readonly F[]): readonly F[] {
  const ends = new Map<LeakKind | 'refusing', number>();
  const isWithin = (last: number, of: LeakKind | 'refusing') => last <= (ends.get(of) ?? -1);
  let before: F | undefined;
  return [...found]
    .sort((a, b) => a.first - b.first || b.last - a.last)
    .filter((one) => {
      const { kind, first, last } = one;
      const isSame = before?.first === first && before.last === last;
      if (isSame || isWithin(last, kind) || isWithin(last, 'refusing')) return false;
      ends.set(kind, last);
      if (refuses(kind)) ends.set('refusing', last);
      before = one;
      return true;
    });
}
