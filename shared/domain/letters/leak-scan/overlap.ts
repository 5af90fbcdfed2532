/** Words and where three and four of them in a row stand. */
export interface WordIndex {
  readonly words: readonly string[];
  /** Where the three words of a text from a place on stand in a row: the first places. */
  readonly threes: (text: readonly string[], at: number) => readonly number[];
  /** The same of four. */
  readonly fours: (text: readonly string[], at: number) => readonly number[];
}

/** Places kept of words in a row: beyond these it is said again and again, and found where it was said first. */
const placesKept = 8;

/** Indexes words; `''` separates texts, and is found nowhere. Linear in the number of words. */
export const wordIndexOf = (words: readonly string[]): WordIndex => ({
  words,
  threes: rowsIn(words, 3),
  fours: rowsIn(words, 4),
});

function rowsIn(words: readonly string[], length: number): WordIndex['threes'] {
  const rowAt = (text: readonly string[], at: number) => text.slice(at, at + length).join(' ');
  const places = new Map<string, number[]>();
  words.forEach((_, i) => {
    const row = rowAt(words, i);
    const kept = places.get(row);
    if (kept === undefined) places.set(row, [i]);
    else if (kept.length < placesKept) kept.push(i);
  });
  return (text, at) => places.get(rowAt(text, at)) ?? [];
}

/** Words from `first` to `last`, both included. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** The longest runs of at least `shortest` (three or more) words that stand in the index too. */
export function runsIn(words: readonly string[], index: WordIndex, shortest: number): readonly Run[] {
  const runs: Run[] = [];
  for (let first = 0; first + shortest <= words.length; first++) {
    const lengths = index.threes(words, first).map((at) => {
      let length = 3;
      while (isSame(words[first + length], index.words[at + length])) length++;
      return length;
    });
    const longest = Math.max(0, ...lengths);
    if (longest < shortest) continue;
    runs.push({ first, last: first + longest - 1 });
    first += longest - shortest;
  }
  return runs;
}

const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b;

/** What may differ between words that agree: words replaced, left out or put in. Of the text, of the index. */
const edits = [
  [2, 2],
  [1, 2],
  [2, 1],
  [3, 3],
  [2, 3],
  [3, 2],
] as const;

/** A word of a text and the one of an index that stands for it. */
export type Pair = readonly [text: number, index: number];

/**
 * Follows an agreement from one pair of equal words both ways, over small edits with two equal words behind them.
 * The pairs from the first to the last; words that differ are left out.
 */
export function align(text: readonly string[], from: number, index: WordIndex, at: number): readonly Pair[] {
  const follow = (step: 1 | -1): Pair[] => {
    const pairs: Pair[] = [];
    let i = from;
    let j = at;
    const same = (di: number, dj: number) => isSame(text[i + di * step], index.words[j + dj * step]);
    for (;;) {
      const [di, dj] = same(1, 1)
        ? ([1, 1] as const)
        : (edits.find(([a, b]) => same(a, b) && same(a + 1, b + 1)) ?? [0, 0]);
      if (di === 0) return pairs;
      i += di * step;
      j += dj * step;
      pairs.push([i, j]);
    }
  };
  return [...follow(-1).reverse(), [from, at], ...follow(1)];
}
