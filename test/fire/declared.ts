import { problemsOf } from '../../shared/contract/openapi.ts';
import { type Operation, routeKey } from '../../shared/contract/operation.ts';
import { problem } from '../../shared/contract/problem.ts';
import { problems, problemType } from '../../shared/contract/problems.ts';

/** An answer as it came, its body as text. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** The stable code of the problem that an answer is; undefined where it is none of ours. */
export const codeOf = ({ headers, body }: Answered): string | undefined =>
  headers.get('content-type')?.startsWith('application/problem+json')
    ? String(JSON.parse(body).type).replace(problemType('' as never), '')
    : undefined;

/** What the gateway answers by itself, as `{"message"}`. */
const ofTheGateway = [400, 401, 404, 413, 429, 503];

/** What an answer is that its operation does not declare, in words; null where it declares it. */
export function undeclared(operation: Operation, answered: Answered): string | null {
  const { status, body } = answered;
  const said = `${routeKey(operation)} answered ${status}: ${body.slice(0, 200)}`;
  if (status === 500) return said;
  if (status === operation.success.status)
    return operation.success.body.safeParse(JSON.parse(body)).success ? null : `Not as declared: ${said}`;
  const code = codeOf(answered);
  if (code === undefined)
    return ofTheGateway.includes(status) && Object.keys(JSON.parse(body)).join() === 'message' ? null : said;
  const declared = problemsOf(operation).find((one) => one === code);
  if (declared === undefined || problems[declared].status !== status) return `Not declared: ${said}`;
  return problem.safeParse(JSON.parse(body)).success ? null : `No problem as declared: ${said}`;
}
