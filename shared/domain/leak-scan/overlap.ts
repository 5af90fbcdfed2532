/** Words and where three and four of them in a row stand. */
export interface WordIndex {
  /** A number for each word of the index, -1 for others. */
  readonly numberOf: (word: string) => number;
  /** The index's words by their numbers, -1 where nothing is to be found. */
  readonly numbers: readonly number[];
  /** Where these three numbers stand in a row: the first places. */
  readonly threes: (a: number, b: number, c: number) => readonly number[];
  /** The same of four. */
  readonly fours: (a: number, b: number, c: number, d: number) => readonly number[];
}

/** Places kept of words in a row: beyond these it is said again and again, and found where it was said first. */
const placesKept = 8;

/** Indexes words; `''` separates texts, and is found nowhere. Linear in the number of words. */
export function wordIndexOf(words: readonly string[]): WordIndex {
  const known = new Map<string, number>();
  const numbers = words.map((word) => {
    if (word === '') return -1;
    const number = known.get(word) ?? known.size;
    known.set(word, number);
    return number;
  });
  const pairs = new Map<number, number>();
  const pairsAt = numbers.map((a, i) => {
    const b = numbers[i + 1] ?? -1;
    if (a < 0 || b < 0) return -1;
    const key = a * known.size + b;
    const pair = pairs.get(key) ?? pairs.size;
    pairs.set(key, pair);
    return pair;
  });
  const threes = new Map<number, number[]>();
  const fours = new Map<number, number[]>();
  const add = (places: Map<number, number[]>, key: number, i: number) => {
    const kept = places.get(key);
    if (kept === undefined) places.set(key, [i]);
    else if (kept.length < placesKept) kept.push(i);
  };
  pairsAt.forEach((pair, i) => {
    const c = numbers[i + 2] ?? -1;
    const next = pairsAt[i + 2] ?? -1;
    if (pair < 0 || c < 0 || pairsAt[i + 1] === -1) return;
    add(threes, pair * known.size + c, i);
    if (next >= 0) add(fours, pair * pairs.size + next, i);
  });
  const pairOf = (a: number, b: number) => (a < 0 || b < 0 ? undefined : pairs.get(a * known.size + b));
  return {
    numberOf: (word) => known.get(word) ?? -1,
    numbers,
    threes: (a, b, c) => {
      const pair = pairOf(a, b);
      return pair === undefined || c < 0 ? [] : (threes.get(pair * known.size + c) ?? []);
    },
    fours: (a, b, c, d) => {
      const one = pairOf(a, b);
      const two = pairOf(c, d);
      return one === undefined || two === undefined ? [] : (fours.get(one * pairs.size + two) ?? []);
    },
  };
}

/** Words from `first` to `last`, both included. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** The longest runs of at least `shortest` (three or more) words that stand in the index too. */
export function runsIn(words: readonly string[], index: WordIndex, shortest: number): readonly Run[] {
  const numbers = words.map(index.numberOf);
  const runs: Run[] = [];
  for (let first = 0; first + shortest <= numbers.length; first++) {
    const [a = -1, b = -1, c = -1] = numbers.slice(first, first + 3);
    const longest = Math.max(
      0,
      ...index.threes(a, b, c).map((at) => {
        let length = 3;
        while (isSame(numbers[first + length], index.numbers[at + length])) length++;
        return length;
      }),
    );
    if (longest < shortest) continue;
    runs.push({ first, last: first + longest - 1 });
    first += Math.max(0, longest - shortest);
  }
  return runs;
}

/** Whether two numbers are of the same word. */
export const isSame = (a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && a >= 0 && a === b;

/** Words of a text and of an index that stand for each other, from the first to the last. */
export interface Alignment {
  /** In the text and in the index, in order; words that differ are left out. */
  readonly pairs: readonly (readonly [number, number])[];
}

/** What may differ between words that agree: words replaced, left out or put in. Of the text, of the index. */
const edits = [
  [2, 2],
  [1, 2],
  [2, 1],
  [3, 3],
  [2, 3],
  [3, 2],
] as const;

/** Follows an agreement from one pair of equal words both ways, over small edits with two equal words behind them. */
export function align(numbers: readonly number[], from: number, index: WordIndex, at: number): Alignment {
  const follow = (step: 1 | -1): (readonly [number, number])[] => {
    const pairs: (readonly [number, number])[] = [];
    let i = from;
    let j = at;
    const same = (di: number, dj: number) => isSame(numbers[i + di * step], index.numbers[j + dj * step]);
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
  return { pairs: [...follow(-1).reverse(), [from, at], ...follow(1)] };
}
