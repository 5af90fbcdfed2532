import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { leavingOf } from '../../../shared/domain/rounds/own-assignment.ts';
import { openApi } from '../api-client.ts';
import type { View } from '../view.ts';
import { failed, headingOf, notPossible } from './answers.ts';
import { findAssignment, listMyReviews } from './list-reviews.ts';
import { seenOf, sendOver } from './own-assignment.ts';

/** What the form sends. */
export interface LeavingForm {
  readonly reason: string;
  /** The assignment that was shown. */
  readonly seen?: string;
}

/** The form in which a reviewer declines, or recuses themselves from, a review. */
export const showLeaving = (roundId: string): View => leavingForm(roundId, '', null);

/** Declines, or recuses the reviewer; the list then shows it. */
export function leaveReview(roundId: string, { reason, seen }: LeavingForm): View {
  const body = operations.declineOrRecuse.body.safeParse({ reason });
  if (!body.success) return leavingForm(roundId, reason, sentenceFor(reason));
  const api = openApi();
  if (!api.ok) return failed(api.error, 'leaving');
  const answer = sendOver(api.value, roundId, seen, (ifMatch) =>
    api.value(operations.declineOrRecuse, {
      parameters: { roundId },
      headers: { 'If-Match': ifMatch },
      body: body.data,
    }),
  );
  if (!answer.ok)
    return answer.error === 'changed'
      ? leavingForm(roundId, reason, changedMeanwhile)
      : failed(answer.error, 'leaving', roundId);
  return listMyReviews(
    answer.value.body.status === 'declined'
      ? 'You have declined this review. Thank you for telling the Centre.'
      : 'You have recused yourself from this review. Thank you for telling the Centre.',
  );
}

function leavingForm(roundId: string, reason: string, error: string | null): View {
  const found = findAssignment(roundId);
  if (!found.ok) return found.error;
  const { assignment } = found.value;
  const leaving = leavingOf(assignment);
  if (leaving === null)
    return notPossible(
      'This cannot be given back now',
      'The round is not open, or you are no longer on its panel.',
      'If something about it worries you, tell the Centre.',
    );
  const submitted = assignment.submissions > 0;
  const heading = headingOf(assignment);
  return { view: 'leaving', heading, seen: seenOf(assignment), leaving, submitted, reason, error };
}

const changedMeanwhile =
  'This review has changed since you opened the form. Nothing was sent: look at it again, then press the button.';

const sentenceFor = (reason: string) =>
  reason.trim() === '' ? 'Give a reason; a few words are enough.' : 'Use at most 2,000 characters.';
