import type { Answer, Operation } from '../../../shared/contract/operation.ts';
import type { Services } from '../../use-case/services.ts';
import { performing, type UseCases } from '../../use-case/use-case.ts';
import { reading } from './ask.ts';
import { servicesOf } from './services-of.ts';
import type { Visit } from './visit.ts';

/**
 * Asks operations that are loaded with their page (`apart-operations.ts`). It answers what they answer the visitor
 * about what the page's address says or else `of`; null where there is nothing.
 */
export const askingApart =
  <Ops extends Readonly<Record<string, Operation>>>(
    operations: Ops,
    useCases: (services: Services) => UseCases<Ops>,
  ) =>
  async <Id extends keyof Ops & string>(
    { site, person, query, parameters }: Visit,
    id: Id,
    of: Readonly<Record<string, string>> = { ...Object.fromEntries(query), ...parameters },
  ): Promise<Answer<Ops[Id]> | null> => {
    const perform = performing(operations, useCases(servicesOf(site)), site.db);
    const done = await perform(id, person, reading(operations[id] as Ops[Id], of));
    return done.ok ? (done.value.answer as Answer<Ops[Id]>) : null;
  };
