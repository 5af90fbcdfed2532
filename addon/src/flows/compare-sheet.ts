import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import type { ReviewContent } from '../../../shared/domain/reviews/review.ts';
import { cellsOf } from '../../../shared/domain/typed-reviews/cells.ts';
import { changesBetween, type FieldChange } from '../../../shared/domain/typed-reviews/changes.ts';
import {
  filledSince,
  markedIn,
  onlyFilledIn,
  traceOf,
  traceOfValue,
  unansweredIn,
  withBlanks,
} from '../../../shared/domain/typed-reviews/trace.ts';
import type { Doing } from '../problems-in-words.ts';
import type { View } from '../view.ts';
import { failed } from './answers.ts';
import type { ScoredReview } from './open-review.ts';
import { newerDraft } from './save-scores.ts';
import { getDraft, latestScores, sameReview } from './service.ts';

/** A sheet set against the draft that was last accounted for. */
export interface Compared {
  /** ETag of that draft. */
  readonly etag: string;
  /** What it says; null where blank places were filled in and nothing else happened, so that nobody asked for it. */
  readonly before: ReviewContent | null;
  /**
   * Everything that became something else since the reviewer last looked, in the order of the criteria: what was saved
   * in the background is no yardstick. Places that cannot be saved as they are, are not among it.
   */
  readonly changes: readonly FieldChange[];
  /** What they looked at, such as `your draft of 6 August 2026 at 5:30pm`; null where nothing was saved. */
  readonly origin: string | null;
}

/** An answer to the question about a change: its pointer, and what stood there when it was asked. */
export type Answered = readonly [pointer: string, shown: string];

/**
 * Compares a sheet with the draft that was last accounted for: what the reviewer has seen saved, and not what may be on
 * the sheet unseen. Asks the service for it only where something that stood there is no longer what it was. Fails with
 * the view in which the reviewer compares where the service has a draft from elsewhere.
 */
export function compareSheet(
  scored: ScoredReview,
  doing: Doing,
  ask: 'where needed' | 'always' = 'where needed',
): Result<Compared, View> {
  const { api, form, content, keys, faulty, reading } = scored;
  const set = form.criteriaSet;
  const unseen = unseenIn(scored);
  const filled = filledSince(withBlanks(keys.trace, set, content, unseen), set, content);
  const sound = (changes: readonly FieldChange[]) => changes.filter(({ pointer }) => !faulty.has(pointer));
  if (ask === 'where needed' && onlyFilledIn(keys.trace, set, content))
    return ok({ etag: keys.etag, before: null, changes: sound(filled), origin: null });
  const { roundId } = form.assignment;
  const draft = getDraft(api, roundId);
  if (!draft.ok) return fail(failed(draft.error, doing, roundId));
  if (draft.value.etag !== keys.etag && !sameReview(set, draft.value.content, content))
    return fail(newerDraft(form, draft.value, { content, reading, keys }));
  const latest = latestScores(api, form, draft.value);
  if (!latest.ok) return fail(failed(latest.error, doing, roundId));
  const { content: before, origin } = latest.value;
  const changed = changesBetween(set, before, content, unansweredIn(keys.trace, set, content));
  const named = new Map(
    [...filled.filter(({ pointer }) => unseen.has(pointer)), ...changed].map((each) => [each.pointer, each]),
  );
  return ok({
    etag: draft.value.etag,
    before,
    changes: sound(cellsOf(set, content).flatMap(({ pointer }) => named.get(pointer) ?? [])),
    origin: unseen.size > 0 ? 'you last looked' : origin,
  });
}

/** Places that were blank when the reviewer last looked, and were saved in the background since. */
export const unseenIn = ({ keys, form, content }: ScoredReview): ReadonlySet<string> =>
  markedIn(keys.unseen, form.criteriaSet, content);

/** The changes that nobody can be sure were meant. */
export const doubted = ({ changes }: Compared): readonly FieldChange[] =>
  changes.filter(({ doubt }) => doubt !== null);

/** Whether a reviewer has answered about a change, as it is now. */
export const isAnswered = (answers: readonly Answered[], { pointer, after }: FieldChange): boolean =>
  answers.some(([at, shown]) => at === pointer && shown === traceOfValue(after));

/** Whether the sheet says just what was accounted for. */
export const isAccountedFor = ({ keys, form, content }: ScoredReview): boolean =>
  keys.trace === traceOf(form.criteriaSet, content);
