/**
 * A text as it is compared with another, where only the letters matter: without case, accents, letter width and
 * characters that nobody sees; one apostrophe, one hyphen, one space for all there are. “Łukasz O’Brien” and
 * “LUKASZ  O'Brien” are the same. Linear in its length.
 */
export const fold = (text: string): string =>
  /^[a-z]*$/.test(text)
    ? text
    : text
        // Taken apart, they would be a space with an accent.
        .replace(/[´΄᾽᾿`´]/g, "'")
        .normalize('NFKD')
        .replace(unseen, '')
        .replace(apostrophes, "'")
        .toLowerCase()
        .replace(letters, (letter) => plain[letter] ?? letter)
        .replace(hyphens, '-')
        .replace(/[\s\u0085]+/g, ' ')
        .normalize('NFC');

const apostrophes = /[‘’‚‛′‵`ʹʻʼʽʾʿˈˊˋ՚׳ߴߵꞋꞌ]/g;
const hyphens = /[\p{Dash_Punctuation}−⁃˗]/gu;

/** Marks on letters, soft hyphens, zero-width characters and what else is not there for a reader. */
const unseen = /[\p{Mark}\p{Format}\p{Default_Ignorable_Code_Point}]/gu;

/** Letters that are more than another one with a mark. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  ŧ: 't',
  ς: 'σ',
};
const letters = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');

/**
 * Words as lists order and find them: besides what `fold` takes away, apostrophes make no difference, and a hyphen is
 * a space. “O’Brien-Łoś” stands where “OBrien Los” would.
 */
export const listWords = (words: string): string =>
  fold(words).replace(/'/g, '').replace(/[- ]+/g, ' ').trimStart();

/**
 * What all spellings of an area or a profession have in common: the letters, whatever hyphens or spaces part them. “Head
 * and neck” is “head-and-neck”, also where a word processor has made soft hyphens of those.
 */
export const nameKey = (name: string): string => listWords(name).replaceAll(' ', '');

/** Names in the order in which lists have them. */
export const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  listWords(one.name).localeCompare(listWords(other.name), 'en-GB');
