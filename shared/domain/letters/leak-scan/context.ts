import { gapAt, textAt, type Word } from './fold.ts';
import {
  afterPeople,
  articles,
  beforePeople,
  beforeSpeech,
  dealings,
  determiners,
  opinions,
  sources,
  speechVerbs,
} from './ordinary-words.ts';

/** Whether the words around make a person of an abbreviation: "GP felt that …", but not "the GP felt that …". */
export const meansPerson = (words: readonly Word[], first: number, last: number): boolean =>
  (speaks(words, last) && (gapAt(words, first) !== ' ' || !determiners.has(textAt(words, first - 1)))) ||
  holdsView(words, first, last) ||
  isAddressed(words, first, last) ||
  isSource(words, first, last) ||
  signs(words, first, last);

const soft = /^[\s*_]*$/;

/** Whether the words after are ones that only people are the subject of: "said", "also felt", "would like". */
export function speaks(words: readonly Word[], last: number): boolean {
  const next = words[last + 1];
  const after = words[last + 2];
  if (next === undefined || !soft.test(next.gap)) return false;
  if (speechVerbs.has(next.text)) return true;
  if (after?.gap !== ' ') return false;
  return next.text === 'would'
    ? after.text === 'like'
    : beforeSpeech.has(next.text) && speechVerbs.has(after.text);
}

/** "X’s opinion", but not "the X’s opinion". */
export function holdsView(words: readonly Word[], first: number, last: number): boolean {
  const gap = gapAt(words, last + 1);
  const held = gap === "'" ? last + 2 : last + 1;
  return gap.startsWith("'") && opinions.has(textAt(words, held)) && !articles.has(textAt(words, first - 1));
}

/** "We asked X", "reviewer (X)", "grateful to X", but not "we asked X trainers". */
export const isAddressed = (words: readonly Word[], first: number, last: number): boolean =>
  isAfter(words, first, last, beforePeople, dealings);

const nothing: ReadonlySet<string> = new Set();

/** "Raised by X", "a comment from X": of months it says when. */
export const isSource = (words: readonly Word[], first: number, last: number): boolean =>
  isAfter(words, first, last, nothing, sources);

function isAfter(
  words: readonly Word[],
  first: number,
  last: number,
  single: ReadonlySet<string>,
  pairs: ReadonlySet<string>,
): boolean {
  const previous = textAt(words, first - 1);
  return (
    /^:?[ \n][([*_]*$/.test(gapAt(words, first)) &&
    (single.has(previous) || pairs.has(`${textAt(words, first - 2)} ${previous}`)) &&
    (gapAt(words, last + 1) !== ' ' || afterPeople.has(textAt(words, last + 1)))
  );
}

/** Under what was said: alone on a line after a dash, after a full stop and a dash, or after "signed". */
export function signs(words: readonly Word[], first: number, last: number): boolean {
  const gap = gapAt(words, first);
  const after = gapAt(words, last + 1);
  const before = textAt(words, first - 1);
  if ((before === 'signed' || before === 'initials') && /^[ :]+$/.test(gap)) return true;
  if (!/^[)\].*_\s]*\n/.test(after)) return false;
  return (
    /[.!?].* -\s*[*_]*$/.test(gap) ||
    (/^[^:]*\n\s*-\s*[*_]*$/.test(gap) && !isListed(words, first, gap, after))
  );
}

/** Whether the line above or below is an item of the same list. */
function isListed(words: readonly Word[], first: number, gap: string, after: string): boolean {
  if (/^[^\n]*\n[ \t]*-/.test(after)) return true;
  if (/\n\s*\n/.test(gap)) return false;
  let start = first - 1;
  while (start > 0 && !gapAt(words, start).includes('\n')) start--;
  return /(?:^|\n)[ \t]*-/.test(gapAt(words, start));
}
