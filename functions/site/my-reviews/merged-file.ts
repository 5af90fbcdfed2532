import type { CriteriaSet } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import type { ReviewContent } from '../../../shared/domain/reviews/review.ts';
import { cellsOf, reviewOfCells } from '../../../shared/domain/typed-reviews/cells.ts';
import { changedSince, traceOfValue } from '../../../shared/domain/typed-reviews/trace.ts';
import type { FileRead, LastUpload } from '../../reviews/review-file.ts';
import { type Conflict, keepField, same } from './answers.ts';

/** A place of which the reviewer can say, or must say, which of two texts to keep. */
export interface Choice extends Conflict {
  /** What they chose; null where they have not, or the draft says something else by now than it said then. */
  readonly keep: 'mine' | 'saved' | null;
  /** What names the saved value that they are shown: a choice is about no other. */
  readonly shown: string;
}

/** A draft with what a file says, and where both have changed since the file was made or uploaded last. */
export interface Merged {
  readonly content: ReviewContent;
  /** Where the reviewer must choose, answered or not. */
  readonly conflicts: readonly Choice[];
  /**
   * Where the draft has changed and the file says what it said when it was made, or uploaded last. That may be meant,
   * where a place was set back: the reviewer sees it.
   */
  readonly stays: readonly Choice[];
}

/** The name of the field that says which saved value a choice was made of. */
export const shownField = (pointer: string): string => `shown ${pointer}`;

function chosenFor(pointer: string, shown: string, chosen: URLSearchParams): Choice['keep'] {
  const keep = chosen.get(keepField(pointer));
  if ((chosen.get(shownField(pointer)) ?? shown) !== shown) return null;
  return keep === 'mine' || keep === 'saved' ? keep : null;
}

/**
 * Lays a file over the draft. What only one of the two has changed is taken: since the file was made, and where it has
 * been uploaded before, since then. Where both have, the reviewer must choose (`keep /pointer`: `mine` is the file’s),
 * and where only the draft has, they can. What could not be read of the file stays as it is saved.
 */
export function mergedFile(
  set: CriteriaSet,
  draft: ReviewContent,
  file: Pick<FileRead, 'content' | 'faulty' | 'was' | 'draft'>,
  before: LastUpload | null,
  chosen: URLSearchParams,
): Merged {
  const since = before?.draft === file.draft ? before.trace : null;
  const [inDraft, inFile] = [draft, file.content].map((content) => {
    const changed = changedSince(file.was, set, content);
    const later = new Set(since === null ? changed : changedSince(since, set, content));
    return new Set(changed.filter((pointer) => later.has(pointer)));
  });
  const [conflicts, stays]: [Choice[], Choice[]] = [[], []];
  const written = cellsOf(set, file.content);
  const cells = cellsOf(set, draft).map((saved, index) => {
    const mine = written[index] ?? saved;
    const { pointer } = saved;
    if (file.faulty.has(pointer) || same(mine.value, saved.value)) return saved;
    const isChanged = inFile?.has(pointer) ?? false;
    if (isChanged && !inDraft?.has(pointer)) return mine;
    const shown = traceOfValue(saved.value);
    const keep = chosenFor(pointer, shown, chosen);
    (isChanged ? conflicts : stays).push({ pointer, mine: mine.value, saved: saved.value, keep, shown });
    return keep === 'mine' ? mine : saved;
  });
  return { content: reviewOfCells(draft.criteriaSetHash, cells), conflicts, stays };
}
