import { type CriteriaSet, criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import {
  type Rating,
  type ReviewContent,
  reviewOf,
  unableToJudge,
} from '../../../shared/domain/reviews/review.ts';
import { sha256 } from '../digest.ts';
import { type Grid, headingRowIn } from './grid.ts';

/**
 * What a sheet knows of the draft it goes on from. It stands in the hidden column of the status line, so
 * that it is read and written together with the sheet and can never speak of another one.
 */
export interface Anchor {
  /** ETag of that draft. */
  readonly etag: string;
  /** Hash of the rows as they were when sheet and draft were last the same; empty where they never were. */
  readonly fingerprint: string;
  /** The ratings of that moment, in the order of the criteria set: `3,2,u,,1`. */
  readonly ratings: string;
}

/** The ETag of a draft that nobody has saved, so that saving over an unseen one is refused. */
export const neverSaved = '"0"';

/** The anchor of a sheet of which nobody knows where its scores come from. */
export const noAnchor: Anchor = { etag: neverSaved, fingerprint: '', ratings: '' };

/** The anchor of a sheet that shows just what a draft says. */
export const anchorOf = (etag: string, grid: Grid, set: CriteriaSet, content: ReviewContent): Anchor => ({
  etag,
  fingerprint: fingerprintOf(grid),
  ratings: encodedRatings(set, content),
});

const pattern = /^draft ("\d+") ([0-9a-f]{64})? ?(\S*)$/;

/** The anchor as its cell holds it: `draft "3" 5d41… 3,2,u,,1`. */
export const anchorText = ({ etag, fingerprint, ratings }: Anchor): string =>
  ['draft', etag, fingerprint, ratings].filter((part) => part !== '').join(' ');

/** Null for a text that is no anchor. */
export function parseAnchor(text: string): Anchor | null {
  const [, etag, fingerprint = '', ratings = ''] = pattern.exec(text.trim()) ?? [];
  return etag === undefined ? null : { etag, fingerprint, ratings };
}

/** Hash of everything below the headings: equal where nothing was typed, moved or sorted in between. */
export const fingerprintOf = (grid: Grid): string =>
  sha256(JSON.stringify(grid.slice(headingRowIn(grid) ?? 0)));

/**
 * So many ratings that were changed at once, from one choice to another, may be ratings that slid to other
 * rows: one column sorted alone, a paste that began a row too low. Few people change their mind so often.
 */
const manyRatings = 3;

/** Numbers of the criteria whose rating is no longer the one they had, where they are suspiciously many. */
export function slidRatings({ ratings }: Anchor, set: CriteriaSet, content: ReviewContent): string[] {
  const before = ratings.split(',');
  const changed = criteriaOf(set).filter((criterion, index) => {
    const had = before[index] ?? '';
    return had !== '' && had !== encoded(reviewOf(content, criterion.id).rating);
  });
  return isMany(changed.length) ? changed.map(({ number }) => number) : [];
}

/** Whether so many changed ratings deserve a warning. */
export const isMany = (changedRatings: number): boolean => changedRatings >= manyRatings;

const encodedRatings = (set: CriteriaSet, content: ReviewContent) =>
  criteriaOf(set)
    .map((criterion) => encoded(reviewOf(content, criterion.id).rating))
    .join(',');

const encoded = (rating: Rating) => {
  if (rating === null) return '';
  return rating === unableToJudge ? 'u' : String(rating);
};
