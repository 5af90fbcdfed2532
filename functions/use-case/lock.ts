import { type Problem, problem } from './problem.ts';

/** What can be locked, as it is spoken of. */
export type Locked =
  | 'round'
  | 'review'
  | 'assignment'
  | 'decision'
  | 'letter'
  | 'notice'
  | 'criteria set'
  | 'specification'
  | 'person'
  | 'choice of emails'
  | 'set of settings';

/**
 * The problem of a change that rests on an earlier state of something (412): `version` stands now, and `view` is what
 * reading it would answer the caller, where it can be said without another look.
 */
export const stale = (what: Locked, version: number, view?: object): Problem<'stale'> =>
  problem(
    'stale',
    `Somebody changed this ${what} since you read it. Look at it again, then repeat what is still needed.`,
    { currentVersion: version, ...(view !== undefined && { current: view }) },
  );
