import { reviewerOperations as operations } from '../../../shared/contract/reviewer-operations.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { ok } from '../../../shared/domain/result.ts';
import { type CallFailure, codeOf } from '../api-client.ts';
import { dateAndTime } from '../dates.ts';
import { storeKeys } from '../review-keys.ts';
import type { View } from '../view.ts';
import { failed, scoring } from './answers.ts';
import {
  openReview,
  readReview,
  resolveStale,
  type SavedDraft,
  type ScoredReview,
  savedDraft,
  showRefusal,
} from './open-review.ts';

/** Saves the scores as they are, complete or not, with the service. */
export function saveDraft(roundId: string): View {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'saving');
  if (!review.ok) return review.error;
  const scored = readReview(review.value, 'draft');
  if (!scored.ok) return scored.error;
  const saved = save(scored.value);
  if (saved.ok) return keep(scored.value, saved.value);
  if (codeOf(saved.error) === 'stale') {
    const draft = resolveStale(scored.value, 'saving');
    return draft.ok ? keep(scored.value, draft.value) : draft.error;
  }
  const errors = saved.error.kind === 'refused' ? saved.error.problem?.errors : undefined;
  return errors === undefined ? failed(saved.error, 'saving', roundId) : showRefusal(scored.value, errors);
}

function save({ api, form, keys, content }: ScoredReview): Result<SavedDraft, CallFailure> {
  const answer = api(operations.saveReview, {
    parameters: { roundId: form.assignment.roundId },
    body: content,
    headers: { 'If-Match': keys.etag },
  });
  return answer.ok ? ok(savedDraft(answer.value)) : answer;
}

function keep({ spreadsheetId, keys, form }: ScoredReview, draft: SavedDraft): View {
  storeKeys(spreadsheetId, form.assignment.roundId, { ...keys, etag: draft.etag });
  return scoring(
    form,
    draft.savedAt === null ? 'Draft saved.' : `Draft saved on ${dateAndTime(draft.savedAt)}.`,
  );
}
