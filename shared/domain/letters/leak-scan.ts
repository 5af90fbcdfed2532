import { findEmails } from './leak-scan/emails.ts';
import { type Word, wordsOf } from './leak-scan/fold.ts';
import { findInitials } from './leak-scan/initials.ts';
import { type Finding, findNames } from './leak-scan/names.ts';
import { findRepetitions, type ProtectedNote } from './leak-scan/notes.ts';
import { type ProtectedPerson, soughtOf } from './leak-scan/people.ts';
import { publicWordsOf } from './leak-scan/public-words.ts';

/** What must not reach the developer. */
export interface ProtectedMatter {
  /** The panel, with those who declined or stood back. */
  readonly people: readonly ProtectedPerson[];
  readonly confidentialNotes: readonly ProtectedNote[];
}

/** What the developer knows anyway. */
export interface PublicMatter {
  /**
   * The specification's title, the developer's organisation, the criteria. A name that is a word of them needs a
   * title, the rest of the name or words that only go with people beside it to be a leak, and passages of them are
   * nobody's.
   */
  readonly texts: readonly string[];
  /** Names that the letter may hold, such as the developer's contact: their words alone are never a leak. */
  readonly people: readonly string[];
}

/** What kind of thing leaks. */
export type LeakKind = Finding['kind'] | 'confidential-note';

/** Something in a letter that must come out before it is released. Never to be logged: it holds what it protects. */
export interface Leak {
  readonly kind: LeakKind;
  /** Which text: its key. */
  readonly text: string;
  /** Line of the text, from 1. */
  readonly line: number;
  /** Offsets into the text, in UTF-16 code units; `end` is that of the first unit after it. */
  readonly start: number;
  readonly end: number;
  /** What stands there. */
  readonly excerpt: string;
  /** Panel place of the reviewer whom it gives away; null where the person has none. */
  readonly place: number | null;
  /** The criterion that the note is on; null for other kinds and for notes on the whole. */
  readonly criterionId: string | null;
  /** What it is and how to mend it, for staff. */
  readonly sentence: string;
}

/**
 * Everything in the texts of a letter (`subject`, `body` …) that names a reviewer or repeats a confidential note,
 * by text and place; empty where it can be released. It looks through case, accents, look-alike letters, invisible
 * characters, HTML, Markdown and line breaks.
 *
 * What is a leak:
 * - a surname or first name, in whatever case, unless it is an English word as well (Grace, Mark, Case). Such a
 *   word is one with a title, an initial or the rest of the name beside it, where it speaks, is spoken with, holds
 *   a view or signs, or where its capital letter has no other reason: in the middle of a sentence or alone in
 *   brackets, with no article and no other name beside it;
 * - not a first name with somebody else's surname; but another person of the same surname is a leak: nobody
 *   reading the letter can tell them apart;
 * - initials with full stops or spaces, or as a word in capitals; those that the field uses as an abbreviation only
 *   where they speak, are spoken with, hold a view or sign, and never those that a public text or the letter uses;
 * - an email address, also written out, and what stands before its @ if that says who it is;
 * - seven words in a row of a note, also with a word replaced here and there, or a whole sentence of it.
 *
 * Panel places (“R2”) are none: they are drawn by lot, and developers number requirements like that.
 * It does not find paraphrases, nicknames that it was not told, names misspelt or in another alphabet, or “0kaf0r”.
 * Linear in the length of letter and notes.
 */
export function scanForLeaks(
  letter: Readonly<Record<string, string>>,
  { people, confidentialNotes }: ProtectedMatter,
  known: PublicMatter = { texts: [], people: [] },
): readonly Leak[] {
  const sought = people.map(soughtOf);
  return Object.entries(letter).flatMap(([name, text]) => {
    const words = wordsOf(text);
    const open = publicWordsOf(known.texts, known.people, words);
    const findings = [
      ...findEmails(words, sought, open),
      ...findNames(words, sought, open),
      ...findInitials(words, sought, open),
    ].map(({ kind, person, first, last }) => ({
      kind,
      first,
      last,
      place: (people[person] as ProtectedPerson).place ?? null,
      criterionId: null,
      whose: person,
    }));
    const repetitions = findRepetitions(words, confidentialNotes, open.index).map(
      ({ note, first, last }) => ({
        kind: 'confidential-note' as const,
        first,
        last,
        place: note.place,
        criterionId: note.criterionId ?? null,
        whose: note.place,
      }),
    );
    return [...outermost(findings), ...outermost(repetitions)]
      .sort((a, b) => a.first - b.first)
      .map(placedIn(name, text, words));
  });
}

interface Found {
  readonly kind: LeakKind;
  readonly first: number;
  readonly last: number;
  readonly place: number | null;
  readonly criterionId: string | null;
  /** Whom it gives away, to tell apart those who share a name. */
  readonly whose: number;
}

/** Leaves out what lies within another: “Amara Okafor” is one leak, not three. Those who share a name all stay. */
function outermost(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  let widest: Found | undefined;
  for (const one of [...found].sort((a, b) => a.first - b.first || b.last - a.last)) {
    const isSame = one.first === widest?.first && one.last === widest.last;
    if (widest !== undefined && one.last <= widest.last && (!isSame || one.whose === widest.whose)) continue;
    widest = one;
    kept.push(one);
  }
  return kept;
}

/** Makes leaks of what was found in a text. */
function placedIn(name: string, text: string, words: readonly Word[]): (found: Found) => Leak {
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return ({ kind, first, last, place, criterionId }) => {
    const start = (words[first] as Word).start;
    const end = (words[last] as Word).end;
    const line = lineAt(lines, start);
    const excerpt = text.slice(start, end);
    const where = lines.length === 1 ? `The ${name}` : `Line ${line} of the ${name}`;
    const who = place === null ? 'no panel place' : `R${place}`;
    return {
      kind,
      text: name,
      line,
      start,
      end,
      excerpt,
      place,
      criterionId,
      sentence: `${where} ${says[kind]} (${who}): “${shortened(excerpt)}”. ${mend[kind]}`,
    };
  };
}

/** The line of an offset, from 1, by the offsets at which lines begin. */
function lineAt(lines: readonly number[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

const longestExcerpt = 80;

/** An excerpt on one line, cut between characters where it is long. */
function shortened(excerpt: string): string {
  const characters = [...excerpt.replace(/\s+/g, ' ')];
  return characters.length <= longestExcerpt
    ? characters.join('')
    : `${characters.slice(0, longestExcerpt - 1).join('')}…`;
}

const says: Readonly<Record<LeakKind, string>> = {
  name: 'names a reviewer',
  surname: 'names a reviewer',
  'given-name': 'names a reviewer',
  initials: 'has what may be a reviewer’s initials',
  email: 'has a reviewer’s email address, or part of it',
  'confidential-note': 'repeats a confidential note',
};

const name = 'Take the name out; say “a reviewer”.';

const mend: Readonly<Record<LeakKind, string>> = {
  name,
  surname: name,
  'given-name': name,
  initials: 'Take them out; say “a reviewer”. If it is an abbreviation, write it out.',
  email: 'Take it out.',
  'confidential-note':
    'It was written for the Centre only. Take it out, or say it in words of the Centre’s own.',
};
