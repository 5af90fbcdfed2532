import type { Answer, Operation } from '../../../shared/contract/operation.ts';
import type { ShownEmails } from '../../emails/when-asked.ts';
import type { Services } from '../../use-case/services.ts';
import { type Perform, performing, type UseCases } from '../../use-case/use-case.ts';
import { reading } from './ask.ts';
import { servicesOf } from './services-of.ts';
import type { Visit } from './visit.ts';

type Operations = Readonly<Record<string, Operation>>;

/** Operations that are loaded with their page (`apart-operations.ts`), and who carries them out. */
export interface Apart<Ops extends Operations = Operations> {
  readonly operations: Ops;
  readonly perform: (visit: Pick<Visit, 'site'>) => Perform<Ops>;
}

/** What carries such operations out. */
type Making<Ops extends Operations> = (services: Services, emails: ShownEmails) => UseCases<Ops>;

/** Puts operations that are loaded with their page together with their use cases: forms are of them. */
export const apart = <Ops extends Operations>(operations: Ops, useCases: Making<Ops>): Apart<Ops> => ({
  operations,
  perform: ({ site }) => performing(operations, useCases(servicesOf(site), site.emails), site.db),
});

/**
 * Asks such operations. It answers what they answer the visitor about what the page's address says or else `of`; null
 * where there is nothing.
 */
export const askingApart =
  <Ops extends Operations>(operations: Ops, useCases: Making<Ops>) =>
  async <Id extends keyof Ops & string>(
    visit: Visit,
    id: Id,
    of: Readonly<Record<string, string>> = { ...Object.fromEntries(visit.query), ...visit.parameters },
  ): Promise<Answer<Ops[Id]> | null> => {
    const perform = apart(operations, useCases).perform(visit);
    const done = await perform(id, visit.person, reading(operations[id] as Ops[Id], of));
    return done.ok ? (done.value.answer as Answer<Ops[Id]>) : null;
  };
