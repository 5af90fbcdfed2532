import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import type { ReviewContent } from '../reviews/review.ts';
import { cellsOf, isBlank, type ReviewCell } from './cells.ts';
import type { FieldChange } from './changes.ts';

/** Characters of a trace for each place of a review. */
const width = 4;

const blank = '----';

/** Stands where somebody was asked about a change and has not answered: no value has this trace. */
const unanswered = '????';

/** A copied text of this length is unlikely to have been typed twice. */
export const tellingLength = 20;

/**
 * What a review said, place by place, in four characters each: enough to see later which places say something else,
 * and too little to say what stood there. 250 criteria take 5 KB.
 */
export const traceOf = (set: CriteriaSet, content: ReviewContent): string =>
  cellsOf(set, content)
    .map(({ value }) => traceOfValue(value))
    .join('');

/** The trace of one place. */
export function traceOfValue(value: ReviewCell['value']): string {
  if (isBlank(value)) return blank;
  // FNV-1a over UTF-16, folded to 24 bits and written in base 64: no secret is kept by it, and none depends on it.
  let hash = 0x811c9dc5;
  const text = `${typeof value} ${value}`;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) ^ (hash >>> 15);
  const bits = (hash ^ (hash >>> 24)) & 0xffffff;
  return [18, 12, 6, 0].map((shift) => digits[(bits >>> shift) & 63]).join('');
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The pointers of the places that no longer say what they said when the trace was taken. */
export const changedSince = (trace: string, set: CriteriaSet, content: ReviewContent): readonly string[] =>
  cellsOf(set, content)
    .filter(({ value }, index) => partOf(trace, index) !== traceOfValue(value))
    .map(({ pointer }) => pointer);

/**
 * Whether all that happened since the trace was taken is that blank places were filled in, with nothing that stood
 * anywhere else: then nobody needs to look at what stood there before.
 */
export function onlyFilledIn(trace: string, set: CriteriaSet, content: ReviewContent): boolean {
  const cells = cellsOf(set, content);
  if (trace.length !== cells.length * width) return false;
  const stood = new Set(cells.map((_, index) => partOf(trace, index)));
  return cells.every(({ value }, index) => {
    const now = traceOfValue(value);
    if (partOf(trace, index) === now) return true;
    const telling = typeof value === 'string' && value.length >= tellingLength;
    return partOf(trace, index) === blank && !(telling && stood.has(now));
  });
}

/** The trace with these places marked as asked about and not answered. */
export const withUnanswered = (
  trace: string,
  set: CriteriaSet,
  content: ReviewContent,
  pointers: ReadonlySet<string>,
): string =>
  cellsOf(set, content)
    .map(({ pointer }, index) => (pointers.has(pointer) ? unanswered : partOf(trace, index)))
    .join('');

/**
 * The blank places of a trace that are filled in by now, as changes that nobody can doubt: what stood there before, and
 * that it was nothing, is known without asking for it.
 */
export const filledSince = (
  trace: string,
  set: CriteriaSet,
  content: ReviewContent,
): readonly FieldChange[] =>
  cellsOf(set, content).flatMap(({ value, ...cell }, index) =>
    partOf(trace, index) === blank && !isBlank(value)
      ? [{ ...cell, before: null, after: value, kind: 'filled', doubt: null }]
      : [],
  );

/** The trace with these places as blank as they were before somebody filled them in. */
export const withBlanks = (
  trace: string,
  set: CriteriaSet,
  content: ReviewContent,
  pointers: ReadonlySet<string>,
): string =>
  cellsOf(set, content)
    .map(({ pointer }, index) => (pointers.has(pointer) ? blank : partOf(trace, index)))
    .join('');

/** Some places of a review, in as few characters as a property has room for: six places in each. */
export function marksOf(set: CriteriaSet, content: ReviewContent, pointers: ReadonlySet<string>): string {
  const bits = cellsOf(set, content).map(({ pointer }) => pointers.has(pointer));
  if (!bits.includes(true)) return '';
  const six = (start: number) =>
    [5, 4, 3, 2, 1, 0].reduce((sum, shift) => sum | (bits[start + shift] ? 1 << shift : 0), 0);
  return Array.from({ length: Math.ceil(bits.length / 6) }, (_, n) => digits[six(n * 6)]).join('');
}

/** The pointers that such marks stand for. */
export const markedIn = (marks: string, set: CriteriaSet, content: ReviewContent): ReadonlySet<string> =>
  new Set(
    cellsOf(set, content)
      .filter((_, index) => (digits.indexOf(marks[Math.floor(index / 6)] ?? 'A') >> (index % 6)) & 1)
      .map(({ pointer }) => pointer),
  );

/** The pointers that were asked about and not answered. */
export const unansweredIn = (trace: string, set: CriteriaSet, content: ReviewContent): ReadonlySet<string> =>
  new Set(
    cellsOf(set, content)
      .filter((_, index) => partOf(trace, index) === unanswered)
      .map(({ pointer }) => pointer),
  );

const partOf = (trace: string, index: number) => trace.slice(index * width, (index + 1) * width);
