import type { Answer, Operation } from '../../../shared/contract/operation.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import type { Call, Implementation } from '../../http/api.ts';
import { notFound, type Problem } from '../../use-case/problem.ts';
import type { Services } from '../../use-case/services.ts';
import { servicesOf } from './form.ts';
import type { Visit } from './visit.ts';

/** What is asked of an operation, where it is not the page's address that says so. */
interface Asked {
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * What an operation that only reads answers to the visitor, with placeholders and query of the page's
 * address unless others are given.
 */
export async function askFor<O extends Operation>(
  visit: Visit,
  operation: O,
  use: (services: Services) => Implementation<O>,
  given: Asked = {},
): Promise<Result<Answer<O>, Problem>> {
  const parameters = operation.parameters?.safeParse(given.parameters ?? visit.parameters);
  const names = Object.keys(operation.query?.shape ?? {});
  const asked = given.query ?? Object.fromEntries([...visit.query].filter(([name]) => names.includes(name)));
  const query = operation.query?.safeParse(asked);
  if (parameters?.success === false || query?.success === false) return fail(notFound);
  const call = {
    person: visit.person,
    parameters: parameters?.data ?? {},
    query: query?.data ?? {},
    body: undefined,
    ifMatch: 0,
    idempotencyKey: '',
  };
  const answered = await use(servicesOf(visit.site))(call as unknown as Call<O>);
  return answered.ok ? ok(answered.value.body) : answered;
}

/** The same, or null where there is nothing there, or nothing yet. */
export async function readFor<O extends Operation>(
  visit: Visit,
  operation: O,
  use: (services: Services) => Implementation<O>,
  given: Asked = {},
): Promise<Answer<O> | null> {
  const answered = await askFor(visit, operation, use, given);
  return answered.ok ? answered.value : null;
}
