import { type Word, wordsOf } from './fold.ts';
import { commonWords } from './ordinary-words.ts';
import { align, isSame, runsIn, type WordIndex, wordIndexOf } from './overlap.ts';

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
  const cut = notes.map(({ text }) => wordsOf(text));
  const pieces = joinedUp(letter, cut);
  const index = wordIndexOf(pieces.map(({ text }) => text));
  return notes.flatMap((note, i) => {
    const words = cut[i] ?? [];
    const numbers = words.map(({ text }) => index.numberOf(text));
    const texts = words.map(({ text }) => text);
    const passages = [
      ...passagesIn(numbers, texts, index, publicTexts),
      ...sentencesIn(numbers, words, pieces, index, publicTexts),
    ];
    return passages.map(({ first, last }) => ({
      note,
      first: pieces[first]?.first ?? 0,
      last: pieces[last]?.last ?? 0,
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
  const known = letter.some(({ gap }) => broken.test(gap))
    ? new Set(notes.flatMap((words) => words.map(({ text }) => text)))
    : new Set<string>();
  const pieces: LetterPiece[] = [];
  letter.forEach(({ text, gap }, i) => {
    const before = pieces[pieces.length - 1];
    if (before !== undefined && broken.test(gap) && known.has(before.text + text))
      pieces[pieces.length - 1] = { ...before, text: before.text + text, last: i };
    else pieces.push({ text, gap, first: i, last: i });
  });
  return pieces;
}

interface Passage {
  readonly first: number;
  readonly last: number;
}

const saysSomething = (word: string): boolean =>
  word > '\u02ff' || (word.length >= 4 && !commonWords.has(word) && !/^\p{N}+$/u.test(word));

function passagesIn(
  numbers: readonly number[],
  texts: readonly string[],
  index: WordIndex,
  publicTexts: WordIndex,
): readonly Passage[] {
  let isQuoted: ReadonlySet<number> | undefined;
  const found: (Passage & { readonly from: number; readonly to: number })[] = [];
  for (let from = 0; from + 4 <= numbers.length; from++) {
    const [a = -1, b = -1, c = -1, d = -1] = numbers.slice(from, from + 4);
    for (const at of index.fours(a, b, c, d)) {
      if (found.some((one) => one.from <= from && from <= one.to && one.first <= at && at <= one.last))
        continue;
      const { pairs } = align(numbers, from, index, at);
      const [start, end] = [pairs[0], pairs[pairs.length - 1]];
      if (start === undefined || end === undefined) continue;
      isQuoted ??= quotedIn(texts, publicTexts);
      const own = pairs.flatMap(([i]) => (isQuoted?.has(i) ? [] : [texts[i] ?? '']));
      const said = own.filter(saysSomething).length;
      if (
        own.length >= anyRun ||
        (own.length >= veryLongRun && said > 0) ||
        (own.length >= longRun && said >= longRunContent)
      )
        found.push({ from: start[0], to: end[0], first: start[1], last: end[1] });
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
  numbers: readonly number[],
  words: readonly Word[],
  letter: readonly LetterPiece[],
  index: WordIndex,
  publicTexts: WordIndex,
): readonly Passage[] {
  return sentencesOf(words).flatMap(({ first: from, last: to }) => {
    const length = to - from + 1;
    const texts = words.slice(from, to + 1).map(({ text }) => text);
    const said = texts.filter(saysSomething).length;
    const isOwn = length >= ownSentence && said > 0;
    if (!isOwn && (length < shortSentence || said < shortSentenceContent)) return [];
    const [a = -1, b = -1, c = -1] = numbers.slice(from, from + 3);
    const passages = index.threes(a, b, c).flatMap((first) => {
      const last = first + length - 1;
      const isThere = texts.every((_, i) => isSame(numbers[from + i], index.numbers[first + i]));
      const isSentence =
        (first === 0 || sentenceStart.test(letter[first]?.gap ?? '')) &&
        (last + 1 >= letter.length || sentenceEnd.test(letter[last + 1]?.gap ?? ''));
      return isThere && (isOwn || isSentence) ? [{ first, last }] : [];
    });
    const isPublic = () => runsIn(texts, publicTexts, 3).some((run) => run.last - run.first + 1 === length);
    return passages.length > 0 && !isPublic() ? passages : [];
  });
}

/** Sentences by what stands between words: "4.1" and "e.g." end none. */
function sentencesOf(words: readonly Word[]): readonly Passage[] {
  const sentences: Passage[] = [];
  let first = 0;
  words.forEach((word, i) => {
    if (i === 0 || !/[.!?;。！？][\s"'”’)]|\n|[。！？]/.test(word.gap)) return;
    sentences.push({ first, last: i - 1 });
    first = i;
  });
  return words.length === 0 ? [] : [...sentences, { first, last: words.length - 1 }];
}
