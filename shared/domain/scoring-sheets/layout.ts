import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { type Rating, unableToJudge } from '../reviews/review.ts';

/** The columns of a scoring sheet, from A. */
export const columns = [
  'number',
  'id',
  'criterion',
  'mandatory',
  'rating',
  'evidence',
  'comment',
  'note',
  // Last, because few need it.
  'reason',
] as const;

/** A column of a scoring sheet. */
export type Column = (typeof columns)[number];

/** What stands over each column; the columns are found again by these, wherever they were moved. */
export const headings: Readonly<Record<Column, string>> = {
  number: 'Number',
  // Hidden, and between columns that are seen: whoever sorts what they see sorts this along with it.
  id: 'Criterion id (do not change)',
  criterion: 'Criterion',
  mandatory: 'Mandatory',
  rating: 'Rating',
  reason: 'Reason if unable to judge',
  evidence: 'Evidence or page reference',
  comment: 'Comment to the developer',
  note: 'Confidential note to the Centre',
};

/** The columns in which the reviewer writes. */
export const reviewerColumns = [
  'rating',
  'reason',
  'evidence',
  'comment',
  'note',
] as const satisfies Column[];

/** The rows above the heading row, from row 1. Below the title, each has its name in the first column. */
export const headerRows = [
  'title',
  'specification',
  'criteria-set',
  'document',
  'due',
  'status',
  'instructions',
] as const;

/** Row of the column headings in a new sheet; sections and criteria follow it. */
export const headingRow = headerRows.length + 1;

/** The status line stands this many rows above the headings. */
export const statusAboveHeadings = headerRows.length - headerRows.indexOf('status');

/** Ids of rows that are no criterion's. A criterion's id has no colon. */
export const rowIds = { section: (id: string) => `section:${id}`, overall: 'review:overall' };

/** What a rating cell shows until the reviewer has chosen: a mark in words, not by colour alone. */
export const notRated = 'Not yet rated';

const unable = 'Unable to judge';

/** What a rating cell shows for a rating: `3 – Met`, `Unable to judge`, `Not yet rated`. */
export function ratingLabel(set: CriteriaSet, rating: Rating): string {
  if (rating === null) return notRated;
  if (rating === unableToJudge) return unable;
  return `${rating} – ${set.scale.find((level) => level.value === rating)?.label ?? ''}`;
}

/** Every label that a rating cell offers, with its rating, in the order of the dropdown. */
export const ratingChoices = (set: CriteriaSet): readonly { label: string; rating: Rating }[] =>
  [null, ...set.scale.map((level) => level.value), unableToJudge].map((rating) => ({
    label: ratingLabel(set, rating as Rating),
    rating: rating as Rating,
  }));

/** `A1` notation of a cell; row and column count from 1. */
export function a1(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters + row;
}

/** A name for the tab that a person recognises and Google accepts: at most 60 characters. */
export function tabName(title: string, version: number): string {
  const plain = title
    .replace(/[[\]*?:/\\']/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const end = ` v${version}`;
  const room = 60 - end.length;
  return (plain.length > room ? `${plain.slice(0, room - 1).trimEnd()}…` : plain) + end;
}
