import type { Result } from '../../../shared/domain/basics/result.ts';
import { dateAndTime } from '../dates.ts';
import { anchorOf, slidRatings } from '../scoring-sheet/anchor.ts';
import { changesBetween } from '../scoring-sheet/changes.ts';
import { progressOf } from '../scoring-sheet/grid.ts';
import { writeStatusLine } from '../scoring-sheet/status-line.ts';
import type { View } from '../view.ts';
import { failed, headingOf, scoring } from './answers.ts';
import { openReview, readReview, type ScoredReview } from './open-review.ts';
import { saveScores } from './save-scores.ts';
import { getDraft, latestScores, type SavedDraft } from './service.ts';
import { openStatus } from './status-words.ts';

/** Saves the scores as they are, complete or not; asks first where many ratings changed at once. */
export function saveDraft(roundId: string): View {
  const scored = readForSaving(roundId);
  if (!scored.ok) return scored.error;
  return slidRatings(scored.value.anchor, scored.value.form.criteriaSet, scored.value.content).length > 0
    ? askAboutChanges(scored.value)
    : save(scored.value);
}

/** Saves the scores although many ratings changed: the reviewer has looked at them. */
export function saveChanges(roundId: string): View {
  const scored = readForSaving(roundId);
  return scored.ok ? save(scored.value) : scored.error;
}

/** Saves this sheet's scores over the draft from elsewhere that the reviewer was shown, and over no other. */
export function keepSheet(roundId: string, etag: string): View {
  const scored = readForSaving(roundId);
  if (!scored.ok) return scored.error;
  return save({ ...scored.value, anchor: { ...scored.value.anchor, etag } });
}

/** Writes down that sheet and draft are the same now. */
export function noteSaved(review: ScoredReview, draft: SavedDraft): void {
  const { sheet, grid, form, content } = review;
  writeStatusLine(
    sheet,
    grid,
    openStatus(form, progressOf(grid), draft.savedAt),
    anchorOf(draft.etag, grid, form.criteriaSet, content),
  );
}

function readForSaving(roundId: string): Result<ScoredReview, View> {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'saving');
  return review.ok ? readReview(review.value, 'draft') : review;
}

function save(scored: ScoredReview): View {
  const saved = saveScores(scored, 'saving');
  if (!saved.ok) return saved.error;
  noteSaved(scored, saved.value);
  const { savedAt } = saved.value;
  return scoring(
    scored.form,
    progressOf(scored.grid),
    savedAt === null ? 'Draft saved.' : `Draft saved on ${dateAndTime(savedAt)}.`,
  );
}

function askAboutChanges(scored: ScoredReview): View {
  const { api, form, content, reading } = scored;
  const { roundId } = form.assignment;
  const draft = getDraft(api, roundId);
  if (!draft.ok) return failed(draft.error, 'saving', roundId);
  const before = latestScores(api, form, draft.value);
  if (!before.ok) return failed(before.error, 'saving', roundId);
  const changes = changesBetween(form.criteriaSet, before.value.content, content, reading);
  // Where the service says what the sheet says, there is nothing to ask about.
  if (before.value.origin === null || changes.length === 0) return save(scored);
  return {
    view: 'many-changes',
    heading: headingOf(form.assignment),
    comparison: { since: before.value.origin, changes, suspicious: true },
  };
}
