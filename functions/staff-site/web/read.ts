import type { Answer, Operation } from '../../../shared/contract/operation.ts';
import type { Call, Implementation } from '../../http/api.ts';
import type { Services } from '../../use-cases/services.ts';
import { servicesOf } from './form.ts';
import type { Visit } from './visit.ts';

/**
 * What an operation that only reads answers to the visitor, with placeholders and query of the page's
 * address unless others are given; null where there is nothing there, or nothing yet.
 */
export async function readFor<O extends Operation>(
  visit: Visit,
  operation: O,
  use: (services: Services) => Implementation<O>,
  given: {
    readonly parameters?: Readonly<Record<string, string | number>>;
    readonly query?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer<O> | null> {
  const parameters = operation.parameters?.safeParse(given.parameters ?? visit.parameters);
  const names = Object.keys(operation.query?.shape ?? {});
  const asked = given.query ?? Object.fromEntries([...visit.query].filter(([name]) => names.includes(name)));
  const query = operation.query?.safeParse(asked);
  if (parameters?.success === false || query?.success === false) return null;
  const call = {
    person: visit.person,
    parameters: parameters?.data ?? {},
    query: query?.data ?? {},
    body: undefined,
    ifMatch: 0,
    idempotencyKey: '',
  };
  const answered = await use(servicesOf(visit.site))(call as unknown as Call<O>);
  return answered.ok ? answered.value.body : null;
}
