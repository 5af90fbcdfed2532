import type { Unmet } from '../table/write.ts';
import { type Problem, problem } from './problem.ts';

/** What can be locked, as it is spoken of. */
export type Locked =
  | 'round'
  | 'panel member'
  | 'concern'
  | 'message'
  | 'review'
  | 'assignment'
  | 'decision'
  | 'letter'
  | 'notice'
  | 'criteria set'
  | 'specification'
  | 'priority'
  | 'import'
  | 'meeting'
  | 'advice'
  | 'approval'
  | 'person'
  | 'choice of emails'
  | 'set of settings'
  | 'list of areas'
  | 'text';

const sentences: { readonly [What in Locked]?: string } = {
  review: 'The draft has been saved from somewhere else since you read it. Read it again and compare.',
  assignment:
    'Your assignment has changed since you read it. Look at it again, then repeat what is still needed.',
  notice: 'Something became of this notice since you read it. Look at it again.',
  'choice of emails': 'Your details have changed since you read this. Look at it again, then choose.',
};

/**
 * The problem of a change that rests on an earlier state of something (412): `version` stands now, and `view` is what
 * reading it would answer the caller, where it can be said without another look.
 */
export const stale = (what: Locked, version: number, view?: object): Problem<'stale'> =>
  problem(
    'stale',
    sentences[what] ??
      `Somebody changed this ${what} since you read it. Look at it again, then repeat what is still needed.`,
    { rule: what, currentVersion: version, ...(view !== undefined && { current: view }) },
  );

/**
 * What stands where a condition did not hold, as the schema of that thing reads it: it needs no second look, which
 * might find something newer. Null where the condition held, or where nothing stands there.
 */
export function standing<T>(
  unmet: Unmet,
  condition: string,
  schema: { readonly parse: (item: unknown) => T },
): T | null {
  const item = unmet.get(condition) ?? null;
  return item === null ? null : schema.parse(item);
}
