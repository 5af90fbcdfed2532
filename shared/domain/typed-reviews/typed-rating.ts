import { fold } from '../basics/fold.ts';
import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { type Rating, unableToJudge } from '../reviews/review.ts';

/** What a typed rating says. */
export type TypedRating =
  | { readonly kind: 'rating'; readonly rating: Rating }
  /** It could be each of these. */
  | { readonly kind: 'ambiguous'; readonly ratings: readonly Rating[] }
  | { readonly kind: 'unknown' };

const unable = ['unable to judge', 'unable', 'cannot judge', 'can not judge', 'utj'];
const notYet = ['', 'not yet rated', 'not rated', '-'];
// A tick box shows its locale’s word: those of English, French, German, Italian, Polish, Portuguese and Spanish.
const yes = [
  'true',
  'vrai',
  'wahr',
  'vero',
  'prawda',
  'verdadeiro',
  'verdadero',
  'yes',
  'y',
  'x',
  '✓',
  '✔',
  '☑',
];
const no = ['false', 'faux', 'falsch', 'falso', 'falsz', 'no', 'n', '☐'];

/**
 * Reads a rating as people type it: a level's value, its label, both, or the beginning of a label, whatever the case,
 * the spaces and the kind of dash. On a scale of two levels true and false (a tick box) are its upper and its lower
 * level. Where a text could be more than one level it is ambiguous, never the nearest.
 */
export function readTypedRating(set: CriteriaSet, typed: string): TypedRating {
  const text = tidy(typed);
  if (notYet.includes(text)) return found(null);
  if (unable.includes(text)) return found(unableToJudge);
  const levels = set.scale.map(({ value, label }) => ({ value, label: tidy(label) }));
  const exact = levels.filter(
    ({ value, label }) => text === String(value) || text === label || text === `${value}-${label}`,
  );
  if (exact.length > 0) return among(exact.map(({ value }) => value));
  // “3 Met”, “3: met”, “3) Met”, “3.0”, “Met (3)”: a value and a label that belong together, or a value alone.
  const split =
    /^(\d+)(?:[.,]0+)?\s*[-:.)\]=]*\s*(.*)$/.exec(text) ??
    reversed(/^(.*?)\s*[[(=:-]\s*(\d+)[\])]?$/.exec(text));
  if (split !== null) {
    const [, value = '', label = ''] = split;
    const level = levels.find((each) => String(each.value) === value);
    if (level === undefined) return unknown;
    if (label === '' || level.label === label || (label.length >= 3 && level.label.startsWith(label)))
      return found(level.value);
    const other = levels.find((each) => each.label === label);
    return other === undefined ? unknown : among([level.value, other.value]);
  }
  const [lower, upper] = levels;
  if (levels.length === 2 && lower !== undefined && upper !== undefined) {
    if (yes.includes(text)) return found(upper.value);
    if (no.includes(text)) return found(lower.value);
  }
  const begun = text.length < 3 ? [] : levels.filter(({ label }) => label.startsWith(text));
  return begun.length === 0 ? unknown : among(begun.map(({ value }) => value));
}

const unknown: TypedRating = { kind: 'unknown' };

const found = (rating: Rating): TypedRating => ({ kind: 'rating', rating });

function among(ratings: readonly Rating[]): TypedRating {
  const [one, another] = ratings;
  if (one === undefined) return unknown;
  return another === undefined ? found(one) : { kind: 'ambiguous', ratings };
}

const reversed = (match: RegExpExecArray | null): readonly (string | undefined)[] | null =>
  match === null ? null : [match[0], match[2], match[1]];

/** One kind of dash, no spaces around it, none at the ends, no full stop at the end. */
const tidy = (text: string) =>
  fold(text)
    .trim()
    .replace(/\s*-\s*/g, '-')
    .replace(/[.!]+$/, '')
    .trim();
