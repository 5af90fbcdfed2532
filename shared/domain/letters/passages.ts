import { canonicalJson, type Digest } from '../basics/canonical-json.ts';
import type { Leak } from './leak-scan.ts';

/** A place in a letter as people see it and speak of it. Never to be logged. */
export interface Passage extends Leak {
  /**
   * Follows from what it is, what it says and the whole line that it stands in: a change of any of them makes it
   * another passage, and it is the same one again wherever that line stands. 32 hexadecimal digits.
   */
  readonly id: string;
  /** Line of the text, from 1. */
  readonly line: number;
  /** The words before it on its line, as they stand there. */
  readonly before: string;
  /** What stands there; its beginning where it is long. */
  readonly hit: string;
  /** The words after it on its line. */
  readonly after: string;
}

/** Characters, about, that are shown before a passage, of it, and after it. */
const lengthBefore = 60;
const longestHit = 200;
const lengthAfter = 60;

/** The passages of some texts at these places, in their order; where the same line stands again, it is the same one. */
export function passagesOf(
  texts: Readonly<Record<string, string>>,
  leaks: readonly Leak[],
  digest: Digest,
): readonly Passage[] {
  const starts = new Map(Object.entries(texts).map(([name, text]) => [name, lineStarts(text)]));
  const digests = new Map<string, string>();
  const passages = leaks.map((leak): Passage => {
    const text = texts[leak.text] ?? '';
    const lines = starts.get(leak.text) ?? [];
    const line = lineAt(lines, leak.start);
    const from = lines[line - 1] ?? 0;
    const to = (lines[lineAt(lines, leak.end - 1)] ?? text.length + 1) - 1;
    // A line of many passages is long: it is digested once.
    const key = `${leak.text} ${from} ${to}`;
    const around = digests.get(key) ?? digest(text.slice(from, to));
    digests.set(key, around);
    const is = [leak.text, leak.kind, leak.words, around, leak.start - from];
    return {
      ...leak,
      id: digest(canonicalJson(is)).slice(0, 32),
      line,
      before: wordsWithin(text.slice(from, leak.start), lengthBefore, 'end'),
      hit: shortened(text.slice(leak.start, leak.end)),
      after: wordsWithin(text.slice(leak.end, to), lengthAfter, 'start'),
    };
  });
  const ids = new Set<string>();
  return passages.filter(({ id }) => !ids.has(id) && ids.add(id));
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line of an offset, from 1, by the offsets at which lines begin. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** A text, cut between characters where it is long. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= longestHit ? text : `${characters.slice(0, longestHit).join('')}…`;
}

/** The whole words within so many characters of one end of a text, with an ellipsis where there is more. */
function wordsWithin(text: string, length: number, end: 'start' | 'end'): string {
  if (text.length <= length) return text;
  const cut = end === 'start' ? text.slice(0, length + 1) : text.slice(-length - 1);
  return end === 'start' ? cut.replace(/\S*$/u, '…') : cut.replace(/^\S*/u, '…');
}
