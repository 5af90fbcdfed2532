import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import type { ReviewContent } from '../reviews/review.ts';
import { cellsOf, type Field, isBlank, type ReviewCell } from './cells.ts';
import { tellingLength } from './trace.ts';

/** Why a change may not be what the reviewer meant. */
export type Doubt =
  /** What stands here now stood there before, and no longer does, or was copied from there. */
  | { readonly kind: 'was-elsewhere'; readonly other: string }
  /** What stood here stands there now. */
  | { readonly kind: 'went-elsewhere'; readonly other: string }
  /** A text took the place of another that it has nothing to do with. */
  | { readonly kind: 'overwritten' }
  /** So many ratings, or texts of a column, changed at once that they may have slid. */
  | { readonly kind: 'many' }
  /** It was asked about before, and not answered. */
  | { readonly kind: 'unanswered' };

/** One place that says something else than before. */
export interface FieldChange {
  /** RFC 6901 pointer into the review. */
  readonly pointer: string;
  /** Null for the two overall texts. */
  readonly criterionId: string | null;
  readonly field: Field;
  readonly before: ReviewCell['value'];
  readonly after: ReviewCell['value'];
  /** `filled`: nothing stood there. `revised`: a text that its author went on with. `replaced`: anything else. */
  readonly kind: 'filled' | 'revised' | 'replaced' | 'cleared';
  /** Null where nothing speaks against its being meant. */
  readonly doubt: Doubt | null;
}

/** How many ratings or texts that changed at once may have slid: few people change their mind so often. */
const many = 3;

/**
 * What differs between two states of a review, in the order of the criteria set, and which of it may have landed where
 * it is by a sort, a drag or a paste. `unanswered` holds pointers that were asked about before: such a place stays in
 * doubt until it says again what it said, or somebody has answered.
 */
export function changesBetween(
  set: CriteriaSet,
  before: ReviewContent,
  after: ReviewContent,
  unanswered: ReadonlySet<string> = new Set(),
): readonly FieldChange[] {
  const old = cellsOf(set, before);
  const changes = cellsOf(set, after).flatMap((cell, index): Change[] => {
    const was = old[index]?.value ?? null;
    if (was === cell.value) return [];
    return [{ ...cell, before: was, after: cell.value, kind: kindOf(was, cell.value), doubt: null }];
  });
  const ratings = changes.filter(({ field }) => field === 'rating');
  doubtRatings(ratings);
  doubtTexts(
    changes.filter(({ field }) => field !== 'rating'),
    old.filter(({ field }) => field !== 'rating'),
  );
  for (const change of changes)
    if (change.doubt === null && unanswered.has(change.pointer)) change.doubt = { kind: 'unanswered' };
  return changes.map(({ value: _, ...change }) => change);
}

type Change = { -readonly [K in keyof FieldChange]: FieldChange[K] } & Pick<ReviewCell, 'value'>;

function kindOf(before: ReviewCell['value'], after: ReviewCell['value']): FieldChange['kind'] {
  if (isBlank(before)) return 'filled';
  if (isBlank(after)) return 'cleared';
  return typeof before === 'string' && typeof after === 'string' && isRevision(before, after)
    ? 'revised'
    : 'replaced';
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * Whether the later of two texts goes on from the earlier or is only slightly other: one holds the other, or half of the
 * words of the longer are the same, or half of its characters (counted from both ends).
 */
function isRevision(before: string, after: string): boolean {
  const [a, b] = [squeezed(before), squeezed(after)];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (holds(long, short) || sameEnds(a, b) * 2 >= long.length) return true;
  const [words, others] = [new Set(a.split(' ')), new Set(b.split(' '))];
  const common = [...words].filter((word) => others.has(word)).length;
  return common * 2 >= Math.max(words.size, others.size);
}

/** A single word in the midst of a text may be there by chance: a pasted text holds many. */
const holds = (long: string, short: string) =>
  long.startsWith(short) || long.endsWith(short) || (short.includes(' ') && long.includes(short));

/** How many characters two texts have in common at their beginning and at their end. */
function sameEnds(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return start + end;
}

function doubtRatings(changes: readonly Change[]): void {
  const replaced = changes.filter(({ kind }) => kind === 'replaced');
  if (replaced.length >= many) for (const change of replaced) change.doubt = { kind: 'many' };
  // Where a rating stands that another criterion has lost, the two belong together. A criterion that was merely rated
  // anew lends its rating to nobody: levels are few, and so many of them are the same.
  const givers = (value: ReviewCell['value'], receiver: Change) =>
    changes.find(
      (giver) =>
        giver !== receiver &&
        giver.before === value &&
        (receiver.kind === 'replaced' || giver.kind === 'cleared' || giver.doubt !== null),
    );
  for (let found = true; found; ) {
    found = false;
    for (const change of changes) {
      if (change.kind === 'cleared' || change.doubt?.kind === 'was-elsewhere') continue;
      const giver = givers(change.after, change);
      if (giver === undefined) continue;
      change.doubt = { kind: 'was-elsewhere', other: giver.pointer };
      giver.doubt ??= { kind: 'went-elsewhere', other: change.pointer };
      found = true;
    }
  }
}

function doubtTexts(changes: readonly Change[], old: readonly ReviewCell[]): void {
  const changed = new Map(changes.map((change) => [change.pointer, change]));
  const stood = new Map<ReviewCell['value'], string[]>();
  for (const { value, pointer } of old)
    if (!isBlank(value)) stood.set(value, [...(stood.get(value) ?? []), pointer]);
  for (const change of changes) {
    const { after, kind, pointer } = change;
    const places = (isBlank(after) ? [] : (stood.get(after) ?? [])).filter((place) => place !== pointer);
    const lost = places.find((place) => changed.has(place));
    // A text that still stands where it stood was copied: short ones (“page 4”) are often typed twice.
    const copied = kind !== 'filled' || String(after).length >= tellingLength ? places[0] : undefined;
    const other = lost ?? copied;
    if (other !== undefined) {
      change.doubt = { kind: 'was-elsewhere', other };
      const giver = changed.get(other);
      if (giver !== undefined) giver.doubt ??= { kind: 'went-elsewhere', other: pointer };
    } else if (kind === 'replaced') change.doubt ??= { kind: 'overwritten' };
  }
  for (const field of new Set(changes.map((change) => change.field))) {
    const others = changes.filter((change) => change.field === field && !isGrowing(change));
    if (others.length >= many) for (const change of others) change.doubt ??= { kind: 'many' };
  }
}

/** Whether a text was filled in, or is the earlier one with something added: then it is where its author left it. */
const isGrowing = ({ kind, before, after }: Change) =>
  kind === 'filled' || (kind === 'revised' && squeezed(String(after)).includes(squeezed(String(before))));
