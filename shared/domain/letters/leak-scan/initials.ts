import { meansPerson } from './context.ts';
import { gapAt, textAt, type Word } from './fold.ts';
import type { Finding } from './names.ts';
import { dottedAbbreviations, dottedSmall, hours, shortWords, usualAbbreviations } from './ordinary-words.ts';
import type { Sought } from './people.ts';
import type { PublicWords } from './public-words.ts';

/**
 * Finds initials: "A.O.", "A. O.", "A O", "AO", "ao". Abbreviations that the field, a public text or the letter
 * itself uses are initials only where they speak or sign.
 */
export function findInitials(
  words: readonly Word[],
  people: readonly Sought[],
  open: PublicWords,
): readonly Finding[] {
  const owners = new Map<string, number[]>();
  people.forEach(({ initials }, person) => {
    for (const letters of initials) owners.set(letters, [...(owners.get(letters) ?? []), person]);
  });
  const found = (first: number, last: number, letters: string): readonly Finding[] =>
    (owners.get(letters) ?? []).map((person) => ({ kind: 'initials', person, first, last }));
  return words.flatMap((word, i) => {
    if (word.text.length > 1) return isInitials(words, i, open) ? found(i, i, word.text) : [];
    return singlesFrom(words, i, open).flatMap(({ last, letters }) => found(i, last, letters));
  });
}

/** Whether a word of two letters or more can be somebody's initials. */
function isInitials(words: readonly Word[], i: number, open: PublicWords): boolean {
  const word = words[i] as Word;
  const next = words[i + 1];
  if (next?.gap === '' || (word.gap === '' && i > 0)) return false;
  if (isCompound(word, next) || isCompound(words[i - 1], word)) return false;
  if (word.capitals < 2)
    return isShortWord(word, next) && !open.isAbbreviation(word.text) && !open.has(word.text);
  if (!usualAbbreviations.has(word.text) && !shortWords.has(word.text))
    return !open.isAbbreviation(word.text);
  return meansPerson(words, i, i);
}

/** "RT-PCR". */
const isCompound = (word: Word | undefined, next: Word | undefined): boolean =>
  next?.gap === '-' && next.capitals > 1 && word !== undefined && word.capitals > 1;

/** Two small letters, or "Ao", on their own, that are no word and belong to no address. */
function isShortWord(word: Word, next: Word | undefined): boolean {
  return (
    word.text.length === 2 &&
    !shortWords.has(word.text) &&
    !usualAbbreviations.has(word.text) &&
    !/[.@/_'\-:]$/.test(word.gap) &&
    !/^(?:[@/_'-]|\.$)/.test(next?.gap ?? '\n')
  );
}

const dotted = /^\. ?\n?$/;
const spaced = /^ $/;

/** Letters one by one from here, with full stops or spaces between: every length that can be initials. */
function singlesFrom(
  words: readonly Word[],
  first: number,
  open: PublicWords,
): readonly { readonly last: number; readonly letters: string }[] {
  const word = words[first] as Word;
  const before = words[first - 1];
  const continues =
    before?.text.length === 1 && before.capital && (dotted.test(word.gap) || spaced.test(word.gap));
  if (!/\p{L}/u.test(word.text) || word.gap === "'" || (continues && !/[ai]/.test(before.text))) return [];
  if (word.gap === '' && first > 0) return [];
  const dots = dotted.test(gapAt(words, first + 1));
  const between = dots ? dotted : spaced;
  const found: { last: number; letters: string }[] = [];
  let letters = word.text;
  for (let last = first + 1; last < words.length && last < first + 8; last++) {
    const next = words[last] as Word;
    if (next.text.length !== 1 || !between.test(next.gap) || next.capital !== word.capital) break;
    letters += next.text;
    const after = words[last + 1];
    const ends =
      after === undefined ||
      (!/^-?$/.test(after.gap) &&
        (after.text.length > 1 || /[ai]/.test(after.text) || !between.test(after.gap)));
    if (ends && arePersonal(words, first, last, letters, dots, open)) found.push({ last, letters });
  }
  return found;
}

function arePersonal(
  words: readonly Word[],
  first: number,
  last: number,
  letters: string,
  dots: boolean,
  open: PublicWords,
): boolean {
  if (open.isAbbreviation(letters)) return false;
  if (dottedAbbreviations.has(letters)) return meansPerson(words, first, last);
  if (hours.has(letters) && /\p{N}/u.test(textAt(words, first - 1))) return false;
  if ((words[first] as Word).capital)
    return (
      dots || !(/^[ai]+$/.test(letters) || usualAbbreviations.has(letters)) || meansPerson(words, first, last)
    );
  return (
    dots &&
    !dottedSmall.has(letters) &&
    words.slice(first + 1, last + 1).every(({ gap }) => gap === '.') &&
    gapAt(words, last + 1).startsWith('.')
  );
}
