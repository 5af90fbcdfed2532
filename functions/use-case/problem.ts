import { type ProblemCode, problems, problemType } from '../../shared/contract/problems.ts';
import type { Defect } from '../../shared/domain/basics/result.ts';

/** An expected failure of an operation, on its way to becoming an RFC 9457 body. */
export interface Problem {
  readonly code: ProblemCode;
  /** What happened and what to do, in a sentence a person understands. */
  readonly detail: string;
  readonly errors?: readonly Defect[];
  /** The ETag that If-Match should have named. */
  readonly currentVersion?: string;
}

/** Makes a problem. */
export const problem = (
  code: ProblemCode,
  detail: string,
  more: Omit<Problem, 'code' | 'detail'> = {},
): Problem => ({
  code,
  detail,
  ...more,
});

/** The answer for what does not exist and for what is not the caller's: nobody can tell them apart. */
export const notFound = problem('not-found', 'There is nothing here that you may see. Check the address.');

/** The RFC 9457 body of a problem. */
export const problemBody = ({ code, ...rest }: Problem, requestId: string) => ({
  type: problemType(code),
  title: problems[code].title,
  status: problems[code].status,
  ...rest,
  requestId,
});
