import { type Word, wordsOf } from './fold.ts';
import { commonWords } from './ordinary-words.ts';
import { align, type Pair, type Run, runsIn, type WordIndex, wordIndexOf } from './overlap.ts';

/** A reviewer's note to the Centre, on a criterion or on the whole. */
export interface ProtectedNote {
  /** Panel place of its author, from 1. */
  readonly place: number;
  /** The criterion that it is on; none where it is on the whole. */
  readonly criterionId?: string;
  readonly text: string;
}

/** Words of the letter, both included, that repeat a note. */
export interface Repetition {
  readonly note: ProtectedNote;
  readonly first: number;
  readonly last: number;
}

/** So many words in a row that are in no public text are no chance, if some of them say something. */
const longRun = 7;
const longRunContent = 3;
/** So many are none if one of them does. */
const veryLongRun = 9;
/** So many are none whatever they say. */
const anyRun = 12;
/** A sentence of a note is somebody's own from this length, if a word in it says something. */
const ownSentence = 5;
/** A shorter one only where it is a sentence of the letter too. */
const shortSentence = 3;
const shortSentenceContent = 2;
/** A passage of a note that quotes a public text is the public text's. */
const quotation = 6;

/**
 * Finds where a letter repeats confidential notes: seven words and more, with small edits, or a whole sentence.
 * Linear in letter and notes.
 */
export function findRepetitions(
  letter: readonly Word[],
  notes: readonly ProtectedNote[],
  publicTexts: WordIndex,
): readonly Repetition[] {
  const cut = notes.map((note) => ({ note, words: wordsOf(note.text) }));
  const pieces = joinedUp(
    letter,
    cut.map(({ words }) => words),
  );
  const index = wordIndexOf(pieces.map(({ text }) => text));
  return cut.flatMap(({ note, words }) => {
    const passages = [
      ...passagesIn(
        words.map(({ text }) => text),
        index,
        publicTexts,
      ),
      ...sentencesIn(words, pieces, index, publicTexts),
    ];
    return passages.map(({ first, last }) => ({
      note,
      first: (pieces[first] as LetterPiece).first,
      last: (pieces[last] as LetterPiece).last,
    }));
  });
}

/** A word of the letter as notes would have it: parts of one that was broken at the end of a line are one. */
interface LetterPiece {
  readonly text: string;
  readonly gap: string;
  readonly first: number;
  readonly last: number;
}

const broken = /^(?:[*_`~\\]+|-[ \t]*\n[\s>]*)$/;

function joinedUp(letter: readonly Word[], notes: readonly (readonly Word[])[]): readonly LetterPiece[] {
  const known = new Set(notes.flatMap((words) => words.map(({ text }) => text)));
  const pieces: LetterPiece[] = [];
  letter.forEach(({ text, gap }, i) => {
    const before = pieces[pieces.length - 1];
    if (before !== undefined && broken.test(gap) && known.has(before.text + text))
      pieces[pieces.length - 1] = { ...before, text: before.text + text, last: i };
    else pieces.push({ text, gap, first: i, last: i });
  });
  return pieces;
}

const saysSomething = (word: string): boolean =>
  word > '\u02ff' || (word.length >= 4 && !commonWords.has(word) && !/\p{N}/u.test(word));

function passagesIn(texts: readonly string[], index: WordIndex, publicTexts: WordIndex): readonly Run[] {
  let quoted: ReadonlySet<number> | undefined;
  const found: Run[] = [];
  const followed = new Set<string>();
  for (let from = 0; from + 4 <= texts.length; from++) {
    for (const at of index.fours(texts, from)) {
      if (followed.has(`${from} ${at}`)) continue;
      const pairs = align(texts, from, index, at);
      for (const pair of pairs) followed.add(pair.join(' '));
      quoted ??= quotedIn(texts, publicTexts);
      const isQuoted = quoted;
      const own = pairs.filter(([i]) => !isQuoted.has(i));
      const said = own.filter(([i]) => saysSomething(texts[i] as string)).length;
      if (
        own.length >= anyRun ||
        (own.length >= veryLongRun && said > 0) ||
        (own.length >= longRun && said >= longRunContent)
      )
        found.push({ first: (pairs[0] as Pair)[1], last: (pairs[pairs.length - 1] as Pair)[1] });
    }
  }
  return found;
}

/** Places of words that stand in a public text, six and more in a row. */
function quotedIn(texts: readonly string[], publicTexts: WordIndex): ReadonlySet<number> {
  const quoted = new Set<number>();
  for (const { first, last } of runsIn(texts, publicTexts, quotation))
    for (let i = first; i <= last; i++) quoted.add(i);
  return quoted;
}

const sentenceEnd = /[.!?;:\n。！？]/;
const sentenceStart = /[.!?;:\n。！？“"«(•-]/;

/** Whole sentences of a note, word by word. */
function sentencesIn(
  words: readonly Word[],
  letter: readonly LetterPiece[],
  index: WordIndex,
  publicTexts: WordIndex,
): readonly Run[] {
  return sentencesOf(words).flatMap((texts) => {
    const { length } = texts;
    const said = texts.filter(saysSomething).length;
    const isOwn = length >= ownSentence && said > 0;
    if (!isOwn && (length < shortSentence || said < shortSentenceContent)) return [];
    const isPublic = () => runsIn(texts, publicTexts, length).length > 0;
    return index.threes(texts, 0).flatMap((first) => {
      const last = first + length - 1;
      const isThere = texts.every((text, i) => text === index.words[first + i]);
      const isSentence =
        (first === 0 || sentenceStart.test((letter[first] as LetterPiece).gap)) &&
        sentenceEnd.test(letter[last + 1]?.gap ?? '\n');
      return isThere && (isOwn || isSentence) && !isPublic() ? [{ first, last }] : [];
    });
  });
}

/** Sentences, as their words, by what stands between words: "4.1" and "e.g." end none. */
function sentencesOf(words: readonly Word[]): readonly (readonly string[])[] {
  const starts = words.flatMap(({ gap }, i) => (/[.!?;。！？][\s"'”’)]|\n|[。！？]/.test(gap) ? [i] : []));
  const texts = words.map(({ text }) => text);
  return [0, ...starts].map((first, i) => texts.slice(first, starts[i]));
}
