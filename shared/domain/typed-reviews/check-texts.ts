import type { Defect } from '../basics/result.ts';
import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { type ReviewContent, textLimits } from '../reviews/review.ts';
import { cellsOf, type Field } from './cells.ts';

/** The longest text that a field takes, in UTF-16 code units; null for a rating. */
export function limitOf(field: Field): number | null {
  if (field === 'rating') return null;
  return field === 'overallComment' || field === 'overallNote' ? textLimits.overall : textLimits[field];
}

/** Texts that are too long, each with how long it is and how long it may be. */
export const tooLongTexts = (set: CriteriaSet, content: ReviewContent): readonly Defect[] =>
  cellsOf(set, content).flatMap(({ pointer, field, value }) => {
    const limit = limitOf(field);
    const length = typeof value === 'string' ? value.length : 0;
    if (limit === null || length <= limit) return [];
    const figure = (count: number) => count.toLocaleString('en-GB');
    return [
      {
        pointer,
        code: 'too-big',
        detail: `This text has ${figure(length)} characters, and at most ${figure(limit)} can be sent. Shorten it by ${figure(length - limit)}.`,
      },
    ];
  });
