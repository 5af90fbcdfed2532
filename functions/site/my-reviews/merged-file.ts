import type { CriteriaSet } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import type { ReviewContent } from '../../../shared/domain/reviews/review.ts';
import { cellsOf, reviewOfCells } from '../../../shared/domain/typed-reviews/cells.ts';
import { changedSince } from '../../../shared/domain/typed-reviews/trace.ts';
import { type Conflict, keepField, same } from './answers.ts';

/** A draft with what a file says, and where both have changed since the file was made. */
export interface Merged {
  readonly content: ReviewContent;
  readonly conflicts: readonly Conflict[];
  /**
   * Where the draft has changed and the file says what it said when it was made. That may be meant, where it was
   * uploaded before and set back since: the reviewer sees it.
   */
  readonly stays: readonly Conflict[];
}

/**
 * Lays a file over the draft. What only one of the two has changed since the file was made is taken; where both have,
 * the reviewer must choose (`keep /pointer`: `mine` is the file’s), and where only the draft has, they can. What could not be read of the file stays as it is saved.
 */
export function mergedFile(
  set: CriteriaSet,
  draft: ReviewContent,
  file: { readonly content: ReviewContent; readonly faulty: ReadonlySet<string>; readonly was: string },
  chosen: URLSearchParams,
): Merged {
  const [inDraft, inFile] = [draft, file.content].map(
    (content) => new Set(changedSince(file.was, set, content)),
  );
  const [conflicts, stays]: [Conflict[], Conflict[]] = [[], []];
  const written = cellsOf(set, file.content);
  const cells = cellsOf(set, draft).map((saved, index) => {
    const mine = written[index] ?? saved;
    const { pointer } = saved;
    if (file.faulty.has(pointer) || same(mine.value, saved.value)) return saved;
    const isChanged = inFile?.has(pointer) ?? false;
    if (isChanged && !inDraft?.has(pointer)) return mine;
    const keep = chosen.get(keepField(pointer));
    if (keep === 'mine') return mine;
    const both = { pointer, mine: mine.value, saved: saved.value };
    if (!isChanged) stays.push(both);
    else if (keep !== 'saved') conflicts.push(both);
    return saved;
  });
  return { content: reviewOfCells(draft.criteriaSetHash, cells), conflicts, stays };
}
