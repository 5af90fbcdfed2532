import { type CriteriaSet, type Criterion, criteriaOf } from '../criteria-sets/criteria-set.ts';
import {
  firstLook,
  type Look,
  type Rating,
  type ReviewContent,
  reviewOf,
  unableToJudge,
} from '../reviews/review.ts';
import { type PanelAgreement, panelAgreement } from '../statistics/panel-agreement.ts';
import {
  type CriterionStatus,
  criterionStatuses,
  statusFrom,
  statusGrounds,
  statusRuleOf,
} from './criterion-status.ts';
import { averageDeviation, deviationFlagged, interquartileRange } from './dispersion.ts';

/** A reviewer's current submission, known by the reviewer's place on the panel. */
export interface PanelSubmission {
  /** Place on the panel, from 1. */
  readonly place: number;
  readonly contentHash: string;
  readonly content: ReviewContent;
}

/** A criterion's ratings, counted. */
export interface CriterionResult {
  readonly criterionId: string;
  /** Ratings per level of the scale, lowest first. */
  readonly counts: readonly number[];
  readonly unableToJudge: number;
  /** The ⌈n / 2⌉-th lowest rating; null where nobody rated. */
  readonly lowerMedian: number | null;
  /** Share (0 to 1) of the ratings at or above the threshold; null where nobody rated. */
  readonly shareAtOrAbove: number | null;
  /** In levels, between quartiles of type 7 (Hyndman & Fan 1996); null for fewer than four ratings. */
  readonly interquartileRange: number | null;
  /** Mean distance from the median in levels (Burke, Finkelstein & Dusig 1999); null where nobody rated. */
  readonly averageDeviation: number | null;
  /** True where the average deviation is above a sixth of the scale's levels (Burke & Dunlap 2002). */
  readonly deviationFlagged: boolean;
  readonly status: CriterionStatus;
}

/** How many criteria have each status. */
export type StatusCounts = Readonly<Record<CriterionStatus, number>>;

/** The aggregate of a round's current submissions. It holds no text and no names. */
export interface RoundResult {
  /** Which look at the criteria the ratings are of. */
  readonly look: Look;
  readonly criteriaSetHash: string;
  /** The submissions that were counted, by panel place. */
  readonly submissions: readonly {
    readonly place: number;
    readonly contentHash: string;
    readonly criteriaSetHash: string;
  }[];
  readonly criteria: readonly CriterionResult[];
  readonly sections: readonly { readonly sectionId: string; readonly statusCounts: StatusCounts }[];
  readonly statusCounts: StatusCounts;
  readonly agreement: PanelAgreement;
}

/** Every submission's rating of a criterion, in the order of the submissions. */
export const ratingsOf = (submissions: readonly PanelSubmission[], criterion: Criterion): readonly Rating[] =>
  submissions.map((submission) => reviewOf(submission.content, criterion.id).rating);

/** The ratings that are levels: those that count. */
export const levelsOf = (ratings: readonly Rating[]): readonly number[] =>
  ratings.filter((rating): rating is number => typeof rating === 'number');

const byPlace = (submissions: readonly PanelSubmission[]) =>
  [...submissions].sort((a, b) => a.place - b.place);

function countStatuses(results: readonly { readonly status: CriterionStatus }[]): StatusCounts {
  const counts = Object.fromEntries(criterionStatuses.map((status) => [status, 0])) as Record<
    CriterionStatus,
    number
  >;
  for (const { status } of results) counts[status] += 1;
  return counts;
}

function aggregateCriterion(
  set: CriteriaSet,
  criterion: Criterion,
  submissions: readonly PanelSubmission[],
): CriterionResult {
  const ratings = ratingsOf(submissions, criterion);
  const levels = levelsOf(ratings);
  const rule = statusRuleOf(set, criterion);
  const grounds = statusGrounds(levels, rule);
  const deviation = averageDeviation(levels);
  return {
    criterionId: criterion.id,
    counts: set.scale.map((level) => levels.filter((value) => value === level.value).length),
    unableToJudge: ratings.filter((rating) => rating === unableToJudge).length,
    lowerMedian: grounds.lowerMedian,
    shareAtOrAbove: levels.length === 0 ? null : grounds.atOrAbove / levels.length,
    interquartileRange: interquartileRange(levels),
    averageDeviation: deviation,
    deviationFlagged: deviationFlagged(deviation, set.scale.length),
    status: statusFrom(grounds, rule),
  };
}

/** Aggregates a round's current submissions, one per reviewer. Their order does not matter. */
export function aggregate(
  set: CriteriaSet,
  criteriaSetHash: string,
  submissions: readonly PanelSubmission[],
): RoundResult {
  const ordered = byPlace(submissions);
  const sections = set.sections.map((section) => ({
    sectionId: section.id,
    results: section.criteria.map((criterion) => aggregateCriterion(set, criterion, ordered)),
  }));
  const criteria = sections.flatMap((section) => section.results);
  return {
    look: firstLook,
    criteriaSetHash,
    submissions: ordered.map(({ place, contentHash, content }) => ({
      place,
      contentHash,
      criteriaSetHash: content.criteriaSetHash,
    })),
    criteria,
    sections: sections.map(({ sectionId, results }) => ({ sectionId, statusCounts: countStatuses(results) })),
    statusCounts: countStatuses(criteria),
    agreement: panelAgreement(
      set,
      criteriaOf(set).map((criterion) => ratingsOf(ordered, criterion)),
    ),
  };
}
