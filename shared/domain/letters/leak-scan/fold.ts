/**
 * A word as it is compared: without case, accents, invisible characters, HTML, look-alike letters of other
 * alphabets. Letters and digits are words of their own ("R2" is two), and so is each character of a script that
 * writes no spaces.
 */
export interface Word {
  readonly text: string;
  /** The same with umlauts spelt out: "Müller" is "muller", expanded "mueller". Mostly equal to `text`. */
  readonly expanded: string;
  /** Offsets into the original text, in UTF-16 code units; `end` is that of the first unit after the word. */
  readonly start: number;
  readonly end: number;
  /** What stands between the word before and this one; invisible characters are left out of it. */
  readonly gap: string;
  /** Capital letters in the original. */
  readonly capitals: number;
  /** Whether the original begins with a capital letter. */
  readonly capital: boolean;
}

/** The word at a place as it is compared; `''` beyond the words. */
export const textAt = (words: readonly Word[], i: number): string => words[i]?.text ?? '';

/** What stands before the word at a place; the end of a line beyond the words. */
export const gapAt = (words: readonly Word[], i: number): string => words[i]?.gap ?? '\n';

/** Cuts a text into words. Linear in its length. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let folded = '';
  let expanded = '';
  let gap = '';
  let start = 0;
  let end = 0;
  let capitals = 0;
  let capital = false;
  let kind: Kind = 'gap';

  const finish = () => {
    if (folded === '') return;
    words.push({ text: folded, expanded, start, end, gap, capitals, capital });
    folded = '';
    expanded = '';
    gap = '';
    capitals = 0;
  };
  const put = (piece: Piece, from: number, to: number) => {
    for (const [plain, spelt, is] of piece.characters) {
      if (is === 'gap') {
        finish();
        gap += plain;
      } else {
        if (is !== kind || is === 'alone') finish();
        if (folded === '') {
          start = from;
          capital = piece.capital;
        }
        folded += plain;
        expanded += spelt;
        end = to;
        if (piece.capital) capitals++;
      }
      kind = is;
    }
  };

  for (let i = 0; i < text.length; ) {
    const run = plainRun(text, i);
    if (run !== '') {
      if (kind !== 'letter') finish();
      if (folded === '') {
        start = i;
        capital = false;
      }
      folded += run;
      expanded += run;
      i += run.length;
      end = i;
      kind = 'letter';
      continue;
    }
    const markup = markupAt(text, i);
    if (markup !== null) {
      for (const character of markup.stands) put(pieceOf(character, false), i, i + markup.length);
      i += markup.length;
      continue;
    }
    const cluster = clusterAt(text, i);
    put(pieceOf(cluster, isAscii(text, i - 1) || isAscii(text, i + cluster.length)), i, i + cluster.length);
    i += cluster.length;
  }
  finish();
  return words;
}

const plainLetters = /[a-z]+/y;

/** Small letters without marks, of which texts mostly are: they need no folding. */
function plainRun(text: string, i: number): string {
  const run = matchAt(plainLetters, text, i)?.[0] ?? '';
  return text.charCodeAt(i + run.length) >= 0x300 ? run.slice(0, -1) : run;
}

type Kind = 'letter' | 'digit' | 'alone' | 'gap';

interface Piece {
  readonly characters: readonly (readonly [plain: string, expanded: string, kind: Kind])[];
  readonly capital: boolean;
}

const entity = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,8}));?/y;
const accented = /^([A-Za-z])(?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)$/;
const percent = /%([2-7][\da-fA-F])/y;
const inlineTag = /<\/?(?:a|b|i|u|s|em|strong|span|mark|small|sub|sup|font|code|wbr)\s*\/?>/iy;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  lsquo: "'",
  rsquo: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  ndash: '-',
  mdash: '-',
  hyphen: '-',
  dash: '-',
  commat: '@',
  period: '.',
  lowbar: '_',
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oelig: 'œ',
  OElig: 'Œ',
  eth: 'ð',
  ETH: 'Ð',
  thorn: 'þ',
  THORN: 'Þ',
};

/** HTML entities, percent escapes and tags inside a line stand for something else than they are. */
function markupAt(text: string, i: number): { readonly stands: string; readonly length: number } | null {
  const first = text[i];
  if (first === '<') {
    const tag = matchAt(inlineTag, text, i);
    return tag === null ? null : { stands: '*', length: tag[0].length };
  }
  if (first === '%') {
    const escaped = matchAt(percent, text, i);
    return escaped === null
      ? null
      : { stands: String.fromCharCode(Number.parseInt(escaped[1] as string, 16)), length: escaped[0].length };
  }
  const found = matchAt(entity, text, i);
  if (found === null) return null;
  const [{ length }, decimal, hexadecimal] = found;
  if (decimal !== undefined) return { stands: codePoint(Number.parseInt(decimal, 10)), length };
  if (hexadecimal !== undefined) return { stands: codePoint(Number.parseInt(hexadecimal, 16)), length };
  const name = found[3] as string;
  const letter = accented.exec(name);
  if (letter !== null) {
    const umlaut = name.endsWith('uml') ? `${letter[1]}\u0308` : `${letter[1]}`;
    return { stands: umlaut.normalize('NFC'), length };
  }
  const stands = entities[name];
  return stands === undefined ? null : { stands, length };
}

function matchAt(pattern: RegExp, text: string, i: number): RegExpExecArray | null {
  pattern.lastIndex = i;
  return pattern.exec(text);
}

const codePoint = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ');

const clusters = /[\s\S]\p{M}*/uy;

/** The character at an offset with the marks that combine with it. */
const clusterAt = (text: string, i: number): string => (matchAt(clusters, text, i) as RegExpExecArray)[0];

const isAscii = (text: string, i: number): boolean => /[A-Za-z]/.test(text.charAt(i));

const cache = new Map<string, Piece>();

/** Alphabets are small; a text of random marks is not, and must not fill the memory of a warm function. */
const cacheSize = 5_000;

function pieceOf(cluster: string, besideLatin: boolean): Piece {
  const posed = besideLatin ? greekCapitals[cluster] : undefined;
  const key = posed === undefined ? cluster : `${cluster}*`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const piece =
    posed === undefined
      ? { characters: fold(cluster), capital: cluster !== cluster.toLowerCase() }
      : { characters: [letter(posed)], capital: true };
  if (cache.size >= cacheSize) cache.clear();
  cache.set(key, piece);
  return piece;
}

const as = (kind: Kind) => (plain: string) => [plain, plain, kind] as const;
const letter = as('letter');
const digit = as('digit');
const alone = as('alone');
const gap = as('gap');

const invisible = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\u0640]/u;
const apostrophes = /^[‘’‛′`´ʹʻʼʽʾʿ＇]/;
const dashes = /^[‐‑‒–—―−⁃﹣－]/;
const lineBreaks = /^[\n\v\f\u0085\u2028\u2029]/;
const marks = /\p{M}/gu;

/** Scripts that write no spaces: each character is a word. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function fold(cluster: string): Piece['characters'] {
  if (invisible.test(cluster)) return [];
  if (apostrophes.test(cluster)) return [gap("'")];
  if (dashes.test(cluster)) return [gap('-')];
  if (lineBreaks.test(cluster)) return [gap('\n')];
  const spelt = spellings[cluster.normalize('NFKC').toLowerCase()];
  if (spelt !== undefined) return [[spelt[0], spelt[1], 'letter']];
  const plain = cluster.normalize('NFKD').replace(marks, '').toLowerCase().normalize('NFC');
  return [...plain].map((character) => {
    if (/\p{N}/u.test(character)) return digit(character);
    if (unspaced.test(character)) return alone(character);
    if (/\p{L}/u.test(character)) return letter(lookAlikes[character] ?? character);
    return gap(/\s/.test(character) ? ' ' : character);
  });
}

/** Letters that are more than a letter with a mark, and umlauts: without the mark, and spelt out. */
const spellings: Readonly<Record<string, readonly [string, string]>> = {
  ä: ['a', 'ae'],
  ö: ['o', 'oe'],
  ü: ['u', 'ue'],
  å: ['a', 'aa'],
  ø: ['o', 'oe'],
  æ: ['ae', 'ae'],
  œ: ['oe', 'oe'],
  ß: ['ss', 'ss'],
  ł: ['l', 'l'],
  đ: ['d', 'd'],
  ð: ['d', 'dh'],
  þ: ['th', 'th'],
  ı: ['i', 'i'],
  ħ: ['h', 'h'],
};

/** Letters of other alphabets that look like Latin ones. A name in such an alphabet is folded the same way. */
const lookAlikes: Readonly<Record<string, string>> = {
  // Cyrillic
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
  һ: 'h',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  ѵ: 'v',
  ӏ: 'l',
  г: 'r',
  п: 'n',
  // Greek
  α: 'a',
  β: 'b',
  γ: 'y',
  ε: 'e',
  ζ: 'z',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  ς: 'σ',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  // Latin
  ɑ: 'a',
  ɡ: 'g',
  ɩ: 'i',
  ɪ: 'i',
  ʏ: 'y',
  ᴀ: 'a',
  ʙ: 'b',
  ᴄ: 'c',
  ᴅ: 'd',
  ᴇ: 'e',
  ꜰ: 'f',
  ɢ: 'g',
  ʜ: 'h',
  ᴊ: 'j',
  ᴋ: 'k',
  ʟ: 'l',
  ᴍ: 'm',
  ɴ: 'n',
  ᴏ: 'o',
  ᴘ: 'p',
  ʀ: 'r',
  ꜱ: 's',
  ᴛ: 't',
  ᴜ: 'u',
  ᴠ: 'v',
  ᴡ: 'w',
  ᴢ: 'z',
};

/** Greek capitals that look like another letter than their small ones do: beside Latin letters they pose as those. */
const greekCapitals: Readonly<Record<string, string>> = { Η: 'h', Ν: 'n', Υ: 'y' };
