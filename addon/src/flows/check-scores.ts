import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { reviewOf } from '../../../shared/domain/reviews/review.ts';
import { isMany } from '../scoring-sheet/anchor.ts';
import { changedRatings, changesBetween } from '../scoring-sheet/changes.ts';
import { progressOf } from '../scoring-sheet/grid.ts';
import { ratingChoices, ratingLabel } from '../scoring-sheet/layout.ts';
import { writeStatusLine } from '../scoring-sheet/status-line.ts';
import type { Comparison, View } from '../view.ts';
import { failed, headingOf } from './answers.ts';
import { clearMarks, openReview, readReview, type ScoredReview } from './open-review.ts';
import { getDraft, latestScores } from './service.ts';
import { openStatus } from './status-words.ts';

/**
 * Reads and checks the scores, and asks whether to submit them. What changed since the saved draft (for a
 * reopened review: since the submission) is named criterion by criterion, so that ratings that slid by a
 * row, or were sorted without their criteria, are seen.
 */
export function checkScores(roundId: string): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'checking');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'submission');
  if (!scored.ok) return scored.error;
  const { form, content, sheet, grid, anchor } = scored.value;
  const { status } = form.assignment;
  clearMarks(scored.value);
  if (status !== 'submitted') writeStatusLine(sheet, grid, openStatus(form, progressOf(grid)), anchor);
  const comparison = compare(scored.value);
  if (!comparison.ok) return comparison.error;
  const set = form.criteriaSet;
  const given = criteriaOf(set).map(({ id, number }) => ({ number, rating: reviewOf(content, id).rating }));
  return {
    view: 'confirmation',
    heading: headingOf(form.assignment),
    counts: ratingChoices(set)
      .filter(({ rating }) => rating !== null)
      .map(({ label, rating }) => [label, given.filter((each) => each.rating === rating).length]),
    ratings: given.map(({ number, rating }) => [number, ratingLabel(set, rating)]),
    comparison: comparison.value,
  };
}

function compare({ api, form, content, reading }: ScoredReview): Result<Comparison | null, View> {
  const { roundId, status } = form.assignment;
  const draft = getDraft(api, roundId);
  if (!draft.ok) return fail(failed(draft.error, 'checking', roundId));
  const before = latestScores(api, form, draft.value, status === 'reopened' ? 'submission' : 'later');
  if (!before.ok) return fail(failed(before.error, 'checking', roundId));
  const { origin } = before.value;
  if (origin === null) return ok(null);
  const changes = changesBetween(form.criteriaSet, before.value.content, content, reading);
  return ok({ since: origin, changes, suspicious: isMany(changedRatings(changes)) });
}
