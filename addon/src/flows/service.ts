import type { Answer } from '../../../shared/contract/operation.ts';
import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { canonicalJson } from '../../../shared/domain/basics/canonical-json.ts';
import { ok, type Result } from '../../../shared/domain/basics/result.ts';
import { type CriteriaSet, criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { type ReviewContent, reviewOf } from '../../../shared/domain/reviews/review.ts';
import type { Call, CallFailure } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import type { Form } from '../scoring-sheet/form.ts';

/** A draft as the service has it. */
export interface SavedDraft {
  readonly content: ReviewContent;
  readonly etag: string;
  /** Null where none was ever saved. */
  readonly savedAt: string | null;
}

/** The ETag of a draft that nobody has saved, so that saving over an unseen one is refused. */
export const neverSaved = '"0"';

/** A submission with its receipt. */
export type Submission = Answer<typeof operations.listMySubmissions>['submissions'][number];

/** What the service knows of a review's scores at best, and where that comes from. */
export interface LatestScores {
  readonly content: ReviewContent;
  /** Such as `your draft of 6 August 2026 at 5:30pm`; null where nothing was saved or submitted yet. */
  readonly origin: string | null;
}

/** What the reviewer is asked to score. */
export function getForm(api: Call, roundId: string): Result<Form, CallFailure> {
  const answer = api(operations.getForm, { parameters: { roundId } });
  return answer.ok ? ok(answer.value.body) : answer;
}

/** The draft that the service has. */
export function getDraft(api: Call, roundId: string): Result<SavedDraft, CallFailure> {
  const answer = api(operations.getReview, { parameters: { roundId } });
  return answer.ok ? ok(savedDraft(answer.value)) : answer;
}

/** A draft from an answer that carries one. */
export const savedDraft = (answered: {
  body: Answer<typeof operations.getReview>;
  etag: string | null;
}): SavedDraft => ({
  content: answered.body.content,
  etag: answered.etag ?? `"${answered.body.version}"`,
  savedAt: answered.body.savedAt,
});

/** The reviewer's latest submission; null before the first. */
export function latestSubmission(api: Call, roundId: string): Result<Submission | null, CallFailure> {
  const answer = api(operations.listMySubmissions, { parameters: { roundId } });
  return answer.ok ? ok(answer.value.body.submissions[0] ?? null) : answer;
}

/** The saved draft, or what was submitted after it: submitting does not change the draft. */
export function latestScores(
  api: Call,
  { assignment }: Form,
  draft: SavedDraft,
): Result<LatestScores, CallFailure> {
  const ofDraft = {
    content: draft.content,
    origin: draft.savedAt === null ? null : `your draft of ${dateAndTime(draft.savedAt)}`,
  };
  if (assignment.submissions === 0) return ok(ofDraft);
  const answer = latestSubmission(api, assignment.roundId);
  if (!answer.ok) return answer;
  const latest = answer.value;
  if (latest === null || isBefore(latest.receipt.submittedAt, draft.savedAt)) return ok(ofDraft);
  return ok({ content: latest.content, origin: submissionInWords(latest.receipt) });
}

/** Such as `your submission number 1 of 6 August 2026 at 5:30pm`. */
export const submissionInWords = ({ submissionNumber, submittedAt }: Submission['receipt']): string =>
  `your submission number ${submissionNumber} of ${dateAndTime(submittedAt)}`;

/** Whether two reviews say the same of every criterion, whichever of them writes its blanks down. */
export function sameReview(set: CriteriaSet, a: ReviewContent, b: ReviewContent): boolean {
  const written = (content: ReviewContent) =>
    canonicalJson({
      ratings: criteriaOf(set).map((criterion) => reviewOf(content, criterion.id)),
      overallComment: content.overallComment,
      overallNote: content.overallNote,
    });
  return written(a) === written(b);
}

const isBefore = (instant: string, other: string | null) =>
  other !== null && Date.parse(instant) < Date.parse(other);
