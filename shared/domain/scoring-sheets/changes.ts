import { type CriteriaSet, criteriaOf } from '../criteria-sets/criteria-set.ts';
import type { Rating } from '../reviews/review.ts';
import { emptyReview } from '../reviews/review.ts';
import { cellsOf, type ReviewCell } from '../typed-reviews/cells.ts';
import type { Doubt, FieldChange } from '../typed-reviews/changes.ts';
import { traceOfValue } from '../typed-reviews/trace.ts';
import { headings, ratingLabel } from './layout.ts';
import type { Reading } from './read.ts';
import type { Change } from './shown.ts';

/** Longest piece of a text that is shown of it. */
const shownLength = 120;

/** Changes as a reviewer reads them; with a reading of the sheet, each knows its cell. */
export function inWords(
  set: CriteriaSet,
  changes: readonly FieldChange[],
  reading: Reading | null,
): readonly Change[] {
  const names = namesIn(set);
  return changes.map((change) => ({
    pointer: change.pointer,
    shown: traceOfValue(change.after),
    where: names.get(change.pointer) ?? change.pointer,
    cell: reading?.places.get(change.pointer)?.cell ?? null,
    before: valueInWords(set, change.field, change.before),
    after: valueInWords(set, change.field, change.after),
    doubt: change.doubt === null ? null : doubtInWords(change.doubt, names),
  }));
}

/** Each place's name by its pointer: `4.2, rating`. */
function namesIn(set: CriteriaSet): ReadonlyMap<string, string> {
  const numbers = new Map(criteriaOf(set).map(({ id, number }) => [id, number]));
  return new Map(cellsOf(set, emptyReview('')).map((cell) => [cell.pointer, nameOf(cell, numbers)]));
}

function nameOf({ criterionId, field }: ReviewCell, numbers: ReadonlyMap<string, string>): string {
  if (field === 'overallComment') return 'Overall comment';
  if (field === 'overallNote') return 'Overall note';
  return `${numbers.get(criterionId ?? '') ?? ''}, ${headings[field].toLowerCase()}`;
}

function doubtInWords(doubt: Doubt, names: ReadonlyMap<string, string>): string {
  switch (doubt.kind) {
    case 'was-elsewhere':
      return `This stood at ${names.get(doubt.other)} before.`;
    case 'went-elsewhere':
      return `What stood here is now at ${names.get(doubt.other)}.`;
    case 'overwritten':
      return 'Another text took its place.';
    case 'many':
      return 'Many places of this column changed at once.';
    case 'unanswered':
      return 'This was in question before, and is not answered.';
  }
}

function valueInWords(set: CriteriaSet, field: FieldChange['field'], value: FieldChange['before']): string {
  if (field === 'rating') return ratingLabel(set, value as Rating);
  const text = String(value ?? '');
  return text.length > shownLength ? `${text.slice(0, shownLength - 1).trimEnd()}…` : text;
}
