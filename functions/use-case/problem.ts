import type { ProblemCode } from '../../shared/contract/problems.ts';
import type { Defect } from '../../shared/domain/basics/result.ts';

/** An expected failure of an operation, as data: doors make an answer or a page of it. */
export interface Problem<Code extends ProblemCode = ProblemCode> {
  readonly code: Code;
  /** What happened and what to do, in a sentence a person understands. */
  readonly detail: string;
  readonly errors?: readonly Defect[];
  /** The version that stands now of what was to be changed. */
  readonly currentVersion?: number;
  /** What stands now, as reading it would answer the caller. */
  readonly current?: object;
}

/** Makes a problem. */
export const problem = <const Code extends ProblemCode>(
  code: Code,
  detail: string,
  more: Omit<Problem, 'code' | 'detail'> = {},
): Problem<Code> => ({
  code,
  detail,
  ...more,
});

/** The answer for what does not exist and for what is not the caller's: nobody can tell them apart. */
export const notFound = problem('not-found', 'There is nothing here that you may see. Check the address.');

/** Most defects that one answer lists: an answer must fit what Lambda may return. */
const maxDefects = 1_000;

/** The problem that lists defects of what was asked. */
export const invalidBody = (errors: readonly Defect[]): Problem<'invalid-body'> =>
  problem(
    'invalid-body',
    errors.length === 1 ? 'One field needs attention.' : `${errors.length} fields need attention.`,
    { errors: errors.slice(0, maxDefects) },
  );
