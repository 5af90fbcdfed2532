import type { Result } from '../../../shared/domain/basics/result.ts';
import { inWords } from '../../../shared/domain/scoring-sheets/changes.ts';
import { progressOf } from '../../../shared/domain/scoring-sheets/grid.ts';
import { dateAndTime } from '../dates.ts';
import { seenOf } from '../digest.ts';
import type { View } from '../view.ts';
import { failed, headingOf, scoring } from './answers.ts';
import { type Answered, type Compared, compareSheet, isAnswered } from './compare-sheet.ts';
import { clearMarks, openReview, readReview, type ScoredReview, showRead } from './open-review.ts';
import { newerDraft, noteKeys, type Saved, saveOver, saveScores } from './save-scores.ts';
import { getDraft } from './service.ts';

/** Saves the scores as they are, complete or not, but for what may have landed elsewhere: that is asked about. */
export const saveDraft = (roundId: string): View => saveAnswered(roundId, []);

/** Saves the scores, with the changes that the reviewer wants to keep. */
export function saveAnswered(roundId: string, answers: readonly Answered[]): View {
  const scored = readForSaving(roundId);
  if (!scored.ok) return scored.error;
  const compared = compareSheet(scored.value, 'saving');
  if (!compared.ok) return compared.error;
  const allowed = (change: Compared['changes'][number]) =>
    change.doubt === null || isAnswered(answers, change);
  const saved = saveScores(scored.value, compared.value, allowed, 'saving');
  return saved.ok ? shown(scored.value, compared.value, saved.value, allowed) : saved.error;
}

/**
 * Saves this sheet's scores over the draft from elsewhere that the reviewer was shown, and over no other; where the sheet
 * no longer says what they were shown (`seen`), the two are shown again.
 */
export function keepSheet(roundId: string, etag: string, seen: string): View {
  const scored = readForSaving(roundId);
  if (!scored.ok) return scored.error;
  if (seen !== seenOf(scored.value.content)) {
    const draft = getDraft(scored.value.api, roundId);
    return draft.ok
      ? newerDraft(scored.value.form, draft.value, scored.value)
      : failed(draft.error, 'saving');
  }
  const saved = saveOver(scored.value, etag);
  if (!saved.ok) return saved.error;
  return shown(scored.value, { etag, before: null, changes: [], origin: null }, saved.value, () => true);
}

function readForSaving(roundId: string): Result<ScoredReview, View> {
  const review = openReview(SpreadsheetApp.getActiveSpreadsheet(), roundId, 'saving');
  return review.ok ? readReview(review.value, 'draft') : review;
}

/** What the reviewer sees after saving: what has to be mended, what is asked about, or that all is well. */
function shown(
  scored: ScoredReview,
  { changes, origin }: Compared,
  { draft, keys }: Saved,
  allowed: (change: Compared['changes'][number]) => boolean,
): View {
  const { form, grid, reading, defects } = scored;
  noteKeys(scored, keys);
  const now = { ...scored, keys };
  const asked = changes.filter((change) => !allowed(change));
  const others = changes.filter(allowed);
  const told = inWords(
    form.criteriaSet,
    [...asked, ...others.map((change) => ({ ...change, doubt: null }))],
    reading,
  );
  if (defects.length > 0) return showRead(now, true, told);
  clearMarks(now);
  const since = origin ?? 'you started';
  if (asked.length > 0)
    return {
      view: 'unconfirmed',
      heading: headingOf(form.assignment, keys.tab),
      comparison: { since, changes: told },
    };
  const saved = draft.savedAt === null ? 'Draft saved.' : `Draft saved on ${dateAndTime(draft.savedAt)}.`;
  return scoring(form, keys.tab, progressOf(grid), saved, told);
}
