import { type Word, wordsOf } from './fold.ts';
import { runsIn, type WordIndex, wordIndexOf } from './overlap.ts';

/** What the developer knows anyway, as the scan asks for it. */
export interface PublicWords {
  /** Whether a public text holds the word. */
  readonly has: (word: string) => boolean;
  /** Whether all of these words, or initials, are of one name that the letter may hold. */
  readonly isKnown: (words: readonly string[]) => boolean;
  /** Whether these words of the letter stand in a passage of a public text, with at least one word more. */
  readonly covers: (first: number, last: number) => boolean;
  /** Whether a public text or the letter has the capitals as an abbreviation: in capitals, or spelt out before. */
  readonly isAbbreviation: (letters: string) => boolean;
  /** Whether a public text holds the address. */
  readonly hasAddress: (address: string) => boolean;
  /** The public texts, to find passages in. */
  readonly index: WordIndex;
}

/** Prepares public texts, once for each text of the letter. */
export function publicWordsOf(
  texts: readonly string[],
  people: readonly string[],
  letter: readonly Word[],
): PublicWords {
  const cut = texts.map(wordsOf);
  const words = new Set(cut.flatMap((one) => one.map(({ text }) => text)));
  const names = people.map((name) => new Set(wordsOf(name).flatMap(({ text }) => [text, text.slice(0, 1)])));
  const index = wordIndexOf(cut.flatMap((one) => [...one.map(({ text }) => text), '']));
  const runs = runsIn(
    letter.map(({ text }) => text),
    index,
    3,
  );
  const abbreviations = new Set([...cut, letter].flatMap(spelledOut));
  for (const one of cut) for (const word of one) if (word.capitals > 1) abbreviations.add(word.text);
  const addresses = [...texts, ...people].join('\n').toLowerCase();
  return {
    has: (word) => words.has(word),
    isKnown: (some) => names.some((name) => some.every((word) => name.has(word))),
    covers: (first, last) =>
      runs.some((run) => run.first <= first && run.last >= last && run.last - run.first > last - first),
    isAbbreviation: (letters) => abbreviations.has(letters),
    hasAddress: (address) => addresses.includes(address.toLowerCase()),
    index,
  };
}

/** Abbreviations in brackets after what they are short for: "Awarding Organisation (AO)". */
function spelledOut(words: readonly Word[]): readonly string[] {
  const isSpelledOut = ({ text, gap, capitals }: Word, i: number) =>
    capitals > 1 &&
    gap.includes('(') &&
    (words[i + 1]?.gap ?? ')').startsWith(')') &&
    words
      .slice(Math.max(0, i - text.length), i)
      .map((word) => word.text[0])
      .join('') === text;
  return words.filter(isSpelledOut).map(({ text }) => text);
}
