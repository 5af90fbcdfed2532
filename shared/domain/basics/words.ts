/** "1 rating", "2 ratings". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** "a", "a and b", "a, b and c". */
export const list = (items: readonly string[], joint: 'and' | 'or' = 'and'): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} ${joint} ${items[items.length - 1]}`;

/** "is" for one, "are" for any other number. */
export const are = (n: number): 'is' | 'are' => (n === 1 ? 'is' : 'are');

/** "1 of 3 is", "0 of 1 is", "2 of 3 are": one thing, counted or not, is singular. */
export const areOf = (n: number, all: number): 'is' | 'are' => are(all === 1 ? 1 : n);
