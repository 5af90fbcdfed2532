import { type CriteriaSet, criteriaOf, type Level, thresholdOf } from '../criteria-sets/criteria-set.ts';
import type { Recommendation } from '../recommendations/recommendation.ts';
import { statusWords } from '../recommendations/status-words.ts';
import type { RoundResult } from '../results/aggregate.ts';
import { groundsOfCounts } from '../results/criterion-status.ts';
import { type ReviewContent, reviewOf, unableToJudge } from '../reviews/review.ts';
import { placeName } from '../rounds/round.ts';
import { cellOfText } from '../tables/cell-text.ts';

/** A cell: text that no spreadsheet takes for anything else, a number, or nothing. */
export type Cell = string | number | null;

/** A table to take away: its headings and its rows, each as long as the headings. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const yes = (value: boolean) => (value ? 'yes' : 'no');

/**
 * A round's result, a row for each criterion. Everything that somebody typed is made safe for spreadsheets.
 * `recommendation` is null where there is none for this result.
 */
export function resultTable(
  set: CriteriaSet,
  result: RoundResult,
  recommendation: Recommendation | null,
): Table {
  const results = new Map(result.criteria.map((criterion) => [criterion.criterionId, criterion]));
  const traces = new Map(recommendation?.criteria.map((trace) => [trace.criterionId, trace]));
  const rows = set.sections.flatMap((section) =>
    section.criteria.flatMap((criterion) => {
      const counted = results.get(criterion.id);
      if (counted === undefined) return [];
      const trace = traces.get(criterion.id);
      const words = statusWords(set, thresholdOf(set, criterion)).alone;
      return [
        [
          cellOfText(criterion.number),
          cellOfText(`${section.number} ${section.title}`),
          cellOfText(criterion.text),
          yes(criterion.mandatory),
          ...counted.counts,
          counted.unableToJudge,
          label(set.scale, counted.lowerMedian),
          counted.shareAtOrAbove,
          groundsOfCounts(set, criterion, counted.counts).strongDissents,
          words[counted.status],
          words[trace?.status ?? counted.status],
          yes(trace?.byFinding ?? false),
        ],
      ];
    }),
  );
  return {
    headings: [
      'Number',
      'Section',
      'Criterion',
      'Mandatory',
      ...set.scale.map((level) => cellOfText(level.label)),
      'Unable to judge',
      'Lower median',
      'Share at or above the threshold',
      'Strong dissents',
      'Status by ratings',
      'Status',
      'Found by the panel',
    ],
    rows,
  };
}

const label = (scale: readonly Level[], value: number | null): string | null =>
  value === null ? null : cellOfText(scale.find((level) => level.value === value)?.label ?? String(value));

/** A review by the panel place of its reviewer. */
export interface PlacedReview {
  readonly place: number;
  readonly content: ReviewContent;
}

/** What reviewers say, a row for each criterion and reviewer. Confidential notes are not in it. */
export function commentTable(set: CriteriaSet, reviews: readonly PlacedReview[]): Table {
  const rows = criteriaOf(set).flatMap(({ id, number, text }) =>
    reviews.map(({ place, content }): readonly Cell[] => {
      const { rating, reason, evidence, comment } = reviewOf(content, id);
      const rated = rating === unableToJudge ? 'Unable to judge' : label(set.scale, rating);
      return [
        cellOfText(number),
        cellOfText(text),
        placeName(place),
        rated,
        ...[reason, evidence, comment].map((said) => (said === '' ? null : cellOfText(said))),
      ];
    }),
  );
  const overall = reviews.flatMap(({ place, content: { overallComment } }): readonly (readonly Cell[])[] =>
    overallComment === ''
      ? []
      : [[null, 'On the whole', placeName(place), null, null, null, cellOfText(overallComment)]],
  );
  return {
    headings: [
      'Number',
      'Criterion',
      'Reviewer',
      'Rating',
      'Why unable to judge',
      'Evidence',
      'Comment to the developer',
    ],
    rows: [...rows, ...overall],
  };
}
