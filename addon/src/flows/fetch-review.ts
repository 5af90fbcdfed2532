import { reviewerOperations as operations } from '../../../shared/contract/reviewer-operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { ReviewContent } from '../../../shared/domain/review.ts';
import { type Call, openApi } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import type { Form } from '../scoring-sheet/form.ts';
import type { View } from '../view.ts';
import { failed } from './answers.ts';
import { getDraft, getForm, type SavedDraft } from './open-review.ts';

/** A review as the service has it, before there is a sheet. */
export interface FetchedReview {
  readonly api: Call;
  readonly form: Form;
  readonly draft: SavedDraft;
}

/** The scores that a new sheet starts with. */
export interface LatestScores {
  readonly content: ReviewContent;
  /** Where they come from, in words; null where nothing was scored yet. */
  readonly origin: string | null;
}

/** What the reviewer is asked to score, and the draft. */
export function fetchReview(roundId: string): Result<FetchedReview, View> {
  const api = openApi();
  if (!api.ok) return fail(failed(api.error, 'opening'));
  const form = getForm(api.value, roundId);
  if (!form.ok) return fail(failed(form.error, 'opening', roundId));
  const draft = getDraft(api.value, roundId);
  if (!draft.ok) return fail(failed(draft.error, 'opening', roundId));
  return ok({ api: api.value, form: form.value, draft: draft.value });
}

/** The saved draft, or what was submitted after it: submitting does not change the draft. */
export function latestScores({ api, form, draft }: FetchedReview): Result<LatestScores, View> {
  const { roundId, submissions } = form.assignment;
  const origin = draft.savedAt === null ? null : `Your draft of ${dateAndTime(draft.savedAt)} is filled in.`;
  if (submissions === 0) return ok({ content: draft.content, origin });
  const answer = api(operations.listMySubmissions, { parameters: { roundId } });
  if (!answer.ok) return fail(failed(answer.error, 'opening', roundId));
  const latest = answer.value.body.submissions[0];
  if (latest === undefined || isBefore(latest.receipt.submittedAt, draft.savedAt))
    return ok({ content: draft.content, origin });
  const { submissionNumber, submittedAt } = latest.receipt;
  return ok({
    content: latest.content,
    origin: `Your submission number ${submissionNumber} of ${dateAndTime(submittedAt)} is filled in.`,
  });
}

const isBefore = (instant: string, other: string | null) =>
  other !== null && Date.parse(instant) < Date.parse(other);
