import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { emptyReview, reviewOf } from '../../../shared/domain/reviews/review.ts';
import { inWords } from '../../../shared/domain/scoring-sheets/changes.ts';
import { ratingChoices, ratingLabel } from '../../../shared/domain/scoring-sheets/layout.ts';
import { changesBetween } from '../../../shared/domain/typed-reviews/changes.ts';
import { withUnanswered } from '../../../shared/domain/typed-reviews/trace.ts';
import { seenOf } from '../digest.ts';
import { changeKeys } from '../review-keys.ts';
import type { Comparison, View } from '../view.ts';
import { failed, headingOf } from './answers.ts';
import { type Compared, compareSheet, doubted } from './compare-sheet.ts';
import { clearMarks, openReview, readReview, type ScoredReview, showRead } from './open-review.ts';
import { latestSubmission, submissionInWords } from './service.ts';

/**
 * Reads and checks the scores, and asks whether to submit them. What changed since the reviewer last saw it saved (for
 * a reopened review: since the submission) is named place by place; what may have landed elsewhere needs an answer.
 */
export function checkScores(roundId: string): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'checking');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'submission');
  return scored.ok ? confirmationOf(scored.value, null) : scored.error;
}

/** The view in which a reviewer looks at a review before submitting it; `message` says why it is shown again. */
export function confirmationOf(read: ScoredReview, message: string | null): View {
  const compared = compareSheet(read, 'checking', 'always');
  if (!compared.ok) return compared.error;
  const scored = withUnansweredNoted(read, compared.value);
  const { form, content, keys, defects, reading } = scored;
  const comparison = compare(scored, compared.value);
  if (!comparison.ok) return comparison.error;
  const set = form.criteriaSet;
  if (defects.length > 0) return showRead(scored, false, comparison.value?.changes ?? []);
  clearMarks(scored);
  const given = criteriaOf(set).map(({ id, number }) => ({ number, review: reviewOf(content, id) }));
  return {
    view: 'confirmation',
    heading: headingOf(form.assignment, keys.tab),
    message,
    counts: ratingChoices(set)
      .filter(({ rating }) => rating !== null)
      .map(({ label, rating }) => [label, given.filter((each) => each.review.rating === rating).length]),
    ratings: given.map(({ number, review }) => [number, ratingLabel(set, review.rating)]),
    withoutEvidence: given.filter(({ review }) => review.evidence.trim() === '').length,
    sent: inWords(set, changesBetween(set, emptyReview(form.criteriaSetHash), content), reading).map(
      ({ pointer, shown, where, after }) => ({ pointer, shown, where, after }),
    ),
    comparison: comparison.value,
    seen: seenOf(content),
  };
}

/** What is asked about stays a question until it is answered, whatever is typed or saved meanwhile. */
function withUnansweredNoted(scored: ScoredReview, compared: Compared): ScoredReview {
  const { keys, form, content, spreadsheetId } = scored;
  const asked = new Set(doubted(compared).map(({ pointer }) => pointer));
  const trace = withUnanswered(keys.trace, form.criteriaSet, content, asked);
  if (trace === keys.trace) return scored;
  return { ...scored, keys: changeKeys(spreadsheetId, form.assignment.roundId, keys, { trace }) };
}

function compare(scored: ScoredReview, compared: Compared): Result<Comparison | null, View> {
  const { api, form, content, reading } = scored;
  const { roundId, status, submissions } = form.assignment;
  const set = form.criteriaSet;
  const inDoubt = doubted(compared);
  const { origin, changes } = compared;
  if (status !== 'reopened' || submissions === 0)
    return ok(origin === null ? null : { since: origin, changes: inWords(set, changes, reading) });
  // A reopened review is compared with what was submitted, whatever was saved since.
  const latest = latestSubmission(api, roundId);
  if (!latest.ok) return fail(failed(latest.error, 'checking', roundId));
  if (latest.value === null) return ok(null);
  const sinceThen = changesBetween(set, latest.value.content, content).map((change) => ({
    ...change,
    doubt: inDoubt.find(({ pointer }) => pointer === change.pointer)?.doubt ?? null,
  }));
  const named = new Set(sinceThen.map(({ pointer }) => pointer));
  const others = inDoubt.filter(({ pointer }) => !named.has(pointer));
  return ok({
    since: submissionInWords(latest.value.receipt),
    changes: inWords(set, [...sinceThen, ...others], reading),
  });
}
