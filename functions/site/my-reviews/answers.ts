import { createHash } from 'node:crypto';
import type { CriteriaSet } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { type Rating, type ReviewContent, unableToJudge } from '../../../shared/domain/reviews/review.ts';
import { ratingLabel } from '../../../shared/domain/scoring-sheets/layout.ts';
import { cellsOf, type ReviewCell, reviewOfCells } from '../../../shared/domain/typed-reviews/cells.ts';

/** What stands in one place of a review. */
type Value = ReviewCell['value'];

/** The places of a review that a page asks for: a section's, or the two overall texts where it is null. */
export function cellsOn(
  set: CriteriaSet,
  content: ReviewContent,
  sectionId: string | null,
): readonly ReviewCell[] {
  const ids = new Set(set.sections.find(({ id }) => id === sectionId)?.criteria.map(({ id }) => id));
  return cellsOf(set, content).filter(({ criterionId }) =>
    criterionId === null ? sectionId === null : ids.has(criterionId),
  );
}

/** A text as a browser gives it back: with its own line ends, and without first empty lines. */
const asPosted = (value: Value): string =>
  (formValue(value) ?? '').replace(/\r\n?/g, '\n').replace(/^\n+/, '');

/** What a field holds for a value; null where no choice is made. */
export const formValue = (value: Value): string | null =>
  value === null ? null : typeof value === 'number' ? String(value) : value;

/** Whether two texts are the same but for what browsers and spreadsheets do to line ends. */
export const same = (one: Value, other: Value): boolean => asPosted(one) === asPosted(other);

const fingerprint = (value: Value): string =>
  createHash('sha256').update(asPosted(value)).digest('base64url').slice(0, 12);

/** What a page carries of what it showed, so that a change meanwhile is noticed: in as few characters as will do. */
export const shownIn = (cells: readonly ReviewCell[]): string =>
  cells.map(({ value }) => fingerprint(value)).join(' ');

/** A rating as a radio button gives it; whatever is no level is for the check to refuse. */
const ratingIn = (posted: string): Rating => {
  if (posted === unableToJudge) return unableToJudge;
  return /^\d{1,3}$/.test(posted) ? Number(posted) : null;
};

/** A place that was changed on this page and, since it was opened, elsewhere. */
export interface Conflict {
  readonly pointer: string;
  readonly mine: Value;
  readonly saved: Value;
}

/** The name of the field in which a reviewer says which of two texts to keep. */
export const keepField = (pointer: string): string => `keep ${pointer}`;

/** What the fields of a page hold, by the pointers of their places. */
export const typedIn = (cells: readonly ReviewCell[], form: URLSearchParams): ReadonlyMap<string, Value> =>
  new Map(
    cells.map(({ pointer, field }) => {
      const posted = form.get(pointer) ?? '';
      return [pointer, field === 'rating' ? ratingIn(posted) : posted];
    }),
  );

/**
 * The draft as it stands with what was typed on a page. Where only one of the two has changed since the page was
 * opened, that is taken; where both have, the reviewer chooses. What was not touched stays to the character.
 */
export function merged(
  set: CriteriaSet,
  draft: ReviewContent,
  sectionId: string | null,
  form: URLSearchParams,
): { readonly content: ReviewContent; readonly conflicts: readonly Conflict[] } {
  const cells = cellsOn(set, draft, sectionId);
  const typed = typedIn(cells, form);
  const shown = (form.get('shown') ?? '').split(' ');
  const asked = new Set(form.getAll('asked'));
  const conflicts: Conflict[] = [];
  const taken = new Map(
    cells.map(({ pointer, value: saved }, index): readonly [string, Value] => {
      const mine = typed.get(pointer) ?? null;
      const keep = form.get(keepField(pointer));
      const isAsShown = shown[index] === fingerprint(saved);
      if (same(mine, saved) || (keep === 'saved' && isAsShown)) return [pointer, saved];
      if (isAsShown && (keep === 'mine' || !asked.has(pointer))) return [pointer, mine];
      if (shown[index] === fingerprint(mine) && !asked.has(pointer)) return [pointer, saved];
      conflicts.push({ pointer, mine, saved });
      return [pointer, saved];
    }),
  );
  const content = reviewOfCells(
    draft.criteriaSetHash,
    cellsOf(set, draft).map((cell) => {
      const value = taken.get(cell.pointer);
      return value === undefined ? cell : { ...cell, value };
    }),
  );
  return { content, conflicts };
}

/** A review with what was typed in the places where something else is saved: to be shown where nothing can be chosen any more. */
export const withMine = (
  set: CriteriaSet,
  content: ReviewContent,
  conflicts: readonly Conflict[] = [],
): ReviewContent =>
  reviewOfCells(
    content.criteriaSetHash,
    cellsOf(set, content).map((cell) => {
      const conflict = conflicts.find(({ pointer }) => pointer === cell.pointer);
      return conflict === undefined ? cell : { ...cell, value: conflict.mine };
    }),
  );

/** What became of what was typed on a page that was not saved: how many places it changed, and how many stand so. */
export interface Typed {
  readonly changed: number;
  readonly standing: number;
}

/** The same, from what stands on the page by now. */
export function typedOver(stands: readonly ReviewCell[], form: URLSearchParams): Typed {
  const shown = (form.get('shown') ?? '').split(' ');
  const typed = typedIn(stands, form);
  const changed = stands
    .map(({ pointer, value }, index) => ({ value, was: shown[index], mine: typed.get(pointer) ?? null }))
    .filter(({ was, mine }) => was !== fingerprint(mine));
  return {
    changed: changed.length,
    standing: changed.filter(({ value, mine }) => same(value, mine)).length,
  };
}

/** What stands in a place, as it is shown beside another. */
export const inWords = (set: CriteriaSet, { field }: ReviewCell, value: Value): string => {
  if (field === 'rating') return ratingLabel(set, value as Rating);
  return value === null || value === '' ? 'Nothing' : String(value);
};
