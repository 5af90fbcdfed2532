import { createHash } from 'node:crypto';
import type { Body } from '../../shared/contract/operation.ts';
import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { fold, listWords } from '../../shared/domain/basics/fold.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { addPersonWrites, findPersonByEmail } from '../people/storage.ts';
import { invalidBody, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Done, UseCases } from '../use-case/use-case.ts';
import { addSpecification, findSpecificationByTitle } from './storage.ts';
import { isNameOf, specificationView } from './views.ts';

type Operation = typeof specificationOperations.registerSpecification;
type Refusal = 'invalid-body' | 'already-exists' | 'changed-meanwhile';
type New = Body<Operation> & { readonly id: string };

/** The specification that is registered under a title, as lists tell titles apart; null where there is none. */
export const registeredAs = async ({ db }: Services, title: string) =>
  title.trim() === '' ? null : findSpecificationByTitle(db, title);

/** How specifications come to be known: under the id that is given, or one that is made from the title. */
export const registering = (services: Services) =>
  ({
    registerSpecification: async ({ by, what: { id, ...rest } }) => {
      const register = (under: string) => registerUnder(services, by.id, { ...rest, id: under });
      if (id !== undefined) return register(id);
      if ((await registeredAs(services, rest.title)) !== null) return sameTitle;
      const registered = await register(idOf(rest.title));
      if (registered.ok || registered.error.code !== 'already-exists') return registered;
      const again = await register(longIdOf(rest.title));
      return again.ok || again.error.code !== 'already-exists' ? again : sameTitle;
    },
  }) satisfies Partial<UseCases<typeof specificationOperations>>;

const sameTitle = fail(
  invalidBody([
    {
      pointer: '/title',
      code: 'taken',
      detail: 'A specification is registered under this title already',
    },
  ]),
);

/** An id for addresses, from a title: its Latin letters and digits, as far as it has any. */
const idOf = (title: string): string =>
  fold(title)
    .replace(/'/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 54)
    .replace(/-+$/, '') || 'specification';

/** The same with what tells titles apart that differ late, or in other letters. */
const longIdOf = (title: string): string =>
  `${idOf(title)}-${createHash('sha256').update(listWords(title).trim()).digest('hex').slice(0, 8)}`;

async function registerUnder(
  services: Services,
  actor: string,
  { id, title, areaOfPractice, developer: { organisation, contactName, contactEmail } }: New,
): Promise<Result<Done<Operation>, Problem<Refusal>>> {
  const { db, now, newId } = services;
  const known = await findPersonByEmail(db, contactEmail);
  if (known !== null && !isNameOf(known, contactName))
    return fail(
      invalidBody([
        {
          pointer: '/developer/contactEmail',
          code: 'somebody-elses',
          detail: `This is the address of ${known.name}. If you mean them, enter that name; otherwise enter another address`,
        },
      ]),
    );
  const contactId = known?.id ?? newId();
  const contact =
    known === null
      ? addPersonWrites(
          { id: contactId, name: contactName, email: contactEmail, roles: [] },
          now().toISOString(),
          actor,
        )
      : [];
  const specification = { id, title, areaOfPractice, developer: { organisation, contactId } };
  const event = eventNow(services, actor, 'specification-registered');
  const written = await addSpecification(db, specification, contact, event);
  if (written.ok)
    return ok({
      answer: specificationView({ ...specification, latestVersion: 0, editVersion: 0 }),
      version: 0,
    });
  return written.error.has('specification')
    ? fail(
        problem(
          'already-exists',
          `There is a specification “${id}” already. Add a version to it, or choose another id.`,
        ),
      )
    : fail(problem('changed-meanwhile', 'The contact was added at the same time. Try again.'));
}
