import { fold } from '../../basics/fold.ts';

/** A word of a letter, a note or a name. Letters and figures are words of their own: “R2” is two. */
export interface Word {
  /** As it is compared: folded, and Cyrillic and Greek letters that look like Latin ones taken for those. */
  readonly text: string;
  /** Offsets into the text, in UTF-16 code units; `end` is that of the first unit after it. */
  readonly start: number;
  readonly end: number;
  /** What stands between the word before and this one, folded, with `\n` where a paragraph or an item begins. */
  readonly gap: string;
  /** Capital letters in it. */
  readonly capitals: number;
}

/** Whether a word is written with a capital letter, or in a script that has none. */
export const isCapital = ({ text, capitals }: Pick<Word, 'text' | 'capitals'>): boolean =>
  capitals > 0 || text.toUpperCase() === text;

/** Letters with what nobody sees among them, over a hyphen at the end of a line; or figures. */
const pieces =
  /[\p{L}\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]+(?:[-‐]\r?\n[>\t ]*[\p{L}\p{M}]+)*|\p{N}+/gu;
const lineEnd = /[-‐]\r?\n[>\t ]*/g;

/** Scripts that write no spaces: each character is a word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** A syllable of Hangul in its letters, as files from some computers have it, is one character all the same. */
const syllable = '[\\u1100-\\u115f][\\u1160-\\u11a7][\\u11a8-\\u11ff]?';
const unspacedPieces = new RegExp(
  `${syllable}|${unspaced.source}\\p{M}*|(?:(?!${unspaced.source}).)+`,
  'gsu',
);

/** Whether a word is of a script that writes no spaces. */
export const isUnspaced = ({ text }: Pick<Word, 'text'>): boolean => unspaced.test(text);

/** Apostrophes that count as letters: “OʼConnor” has two words, like “O’Connor”. Each is one code unit, like a plain one. */
const letterApostrophes = /[ʹʻʼʽʾʿˈ]/g;

/** Cuts a text into words. Linear in its length. */
export function wordsOf(written: string): readonly Word[] {
  const text = written.replace(letterApostrophes, "'");
  const words: Word[] = [];
  let end = 0;
  const put = (piece: string, start: number) => {
    const isPlain = /^[a-z]+$/.test(piece);
    const compared = isPlain ? piece : comparedAs(piece);
    if (compared === '') return;
    const gap = gapOf(text.slice(end, start));
    end = start + piece.length;
    words.push({ text: compared, start, end, gap, capitals: isPlain ? 0 : capitalsIn(piece) });
  };
  for (const { 0: piece, index } of text.matchAll(pieces))
    if (unspaced.test(piece))
      for (const part of piece.matchAll(unspacedPieces)) put(part[0], index + part.index);
    else put(piece, index);
  return words;
}

const comparedAs = (piece: string): string =>
  fold(piece.replace(lineEnd, '')).replace(alike, (letter) => latin[alikes.indexOf(letter)] ?? letter);

const capitalsIn = (piece: string): number => piece.match(/\p{Lu}/gu)?.length ?? 0;

const gapOf = (raw: string): string =>
  /^(?:[!-_{-~] ?| )?$/.test(raw)
    ? raw
    : raw
        .split(/\n\s*[\n#•-]/)
        .map(fold)
        .join('\n');

const alikes = 'авекмнорстухіјѕαβεζηικμνορτυχ';
const latin = 'abekmhopctyxijsabezhikmnoptyx';
const alike = new RegExp(`[${alikes}]`, 'g');
