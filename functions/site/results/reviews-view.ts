import type { Answer } from '../../../shared/contract/operation.ts';
import type { staffOperations } from '../../../shared/contract/staff-operations.ts';
import {
  type CriteriaSet,
  type Criterion,
  criteriaOf,
  thresholdOf,
} from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { type StatusWords, statusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { strongDissentSentence } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { groundsOfCounts } from '../../../shared/domain/results/criterion-status.ts';
import { unableToJudge } from '../../../shared/domain/reviews/review.ts';
import { placeName } from '../../../shared/domain/rounds/round.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import { criterionTag } from '../web/tags.ts';
import { ratingBar } from './rating-bar.ts';

/** One criterion as the contract tells of it. */
export type CriterionDetail = Answer<(typeof staffOperations)['getCriterion']>;

/** What reviewers say of one criterion, as pages show it. */
export function reviewsView(set: CriteriaSet, detail: CriterionDetail) {
  const criterion = criteriaOf(set).find(({ id }) => id === detail.criterionId);
  const counts = set.scale.map(({ value }) => detail.reviews.filter(({ rating }) => rating === value).length);
  const grounds = criterion && groundsOfCounts(set, criterion, counts);
  const words = statusWords(set, criterion && thresholdOf(set, criterion));
  const isFound = detail.status !== detail.ratedStatus;
  return {
    id: detail.criterionId,
    number: detail.number,
    text: detail.text,
    guidance: detail.guidance,
    mandatory: detail.mandatory,
    status: detail.status === null ? null : criterionTag(detail.status, words, isFound ? undefined : grounds),
    dissents: dissentsOf(set, criterion, detail),
    isDisputed: detail.status === 'disputed',
    wasDisputed: detail.ratedStatus === 'disputed',
    bar: criterion === undefined ? null : barOf(set, criterion, detail, counts),
    unableToJudge: detail.reviews.filter(({ rating }) => rating === unableToJudge).length,
    reviews: detail.reviews.map(({ place, name, rating, reason, evidence, comment, note }) => ({
      place: placeName(place),
      name,
      rating:
        rating === unableToJudge
          ? 'Unable to judge'
          : (set.scale.find(({ value }) => value === rating)?.label ?? 'Not rated'),
      reason,
      evidence,
      comment,
      note,
    })),
  };
}

/** What reviewers say of a round, as the contract tells of it. */
export type Comments = Answer<(typeof staffOperations)['getComments']>;

/** What reviewers say on the whole, as pages show it: only those who say something. */
export const overallView = (reviews: Comments['reviews']) =>
  reviews
    .filter(({ comment, note }) => comment !== '' || (note ?? '') !== '')
    .map(({ place, comment, note }) => ({ place: placeName(place), comment, note }));

/** Who dissents strongly from what others find met, in a sentence; `''` where nobody does. */
const dissentsOf = (
  set: CriteriaSet,
  criterion: Criterion | undefined,
  { ratedStatus, reviews }: CriterionDetail,
): string =>
  criterion === undefined || (ratedStatus !== 'met' && ratedStatus !== 'disputed')
    ? ''
    : strongDissentSentence(
        set,
        { panel: reviews.map(({ rating }) => rating), threshold: thresholdOf(set, criterion) },
        reviews.map(({ place }) => place),
      );

function barOf(
  set: CriteriaSet,
  criterion: Criterion,
  { reviews }: CriterionDetail,
  counts: readonly number[],
) {
  const unable = reviews.filter(({ rating }) => rating === unableToJudge).length;
  return ratingBar(set, criterion, { counts, unableToJudge: unable }, reviews.length);
}

/**
 * What a panel found on a criterion, the latest first, and whether it counts: an earlier one does not, nor one that
 * has lapsed. `names` are those of whoever is named by id.
 */
export const findingsView = (
  findings: CriterionDetail['findings'],
  names: ReadonlyMap<string, string>,
  words: StatusWords,
) =>
  [...findings].reverse().map((finding, index) => ({
    number: finding.number,
    found: words.alone[finding.status],
    status: criterionTag(finding.status, words),
    counts: index === 0 && !finding.lapsed,
    lapsed: finding.lapsed,
    reason: finding.reason,
    recorded: `${names.get(finding.recordedBy) ?? erasedPerson}, ${ukTime(finding.recordedAt)}`,
    recommendation: finding.recommendationNumber,
  }));

/** Everybody whom findings name. */
export const peopleOfFindings = (findings: CriterionDetail['findings']): readonly string[] =>
  findings.map(({ recordedBy }) => recordedBy);
