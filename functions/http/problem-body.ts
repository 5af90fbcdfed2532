import { problems, problemType } from '../../shared/contract/problems.ts';
import type { Problem } from '../use-case/problem.ts';
import { etagOf } from './request.ts';

/** The RFC 9457 body of a problem. */
export const problemBody = ({ code, currentVersion, rule: _, ...rest }: Problem, requestId: string) => ({
  type: problemType(code),
  title: problems[code].title,
  status: problems[code].status,
  ...rest,
  ...(currentVersion !== undefined && { currentVersion: etagOf(currentVersion) }),
  requestId,
});
